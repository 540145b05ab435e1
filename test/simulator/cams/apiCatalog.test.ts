import { call, failure } from '../conformance/clients';
import { startGateway, type Gateway } from '../gateway/gateway';
import { startSimulator, type Simulator } from '../index';
import { RequestLog } from '../requests';
import { camsProduct } from './index';
import { apiCatalogActions } from './apiCatalog';
import facts from './apiCatalogFacts.json';

/* A front door without the actions that have a play of their own. */
let gateway: Gateway;

let simulator: Simulator;
beforeAll(async () => {
	const started = await startSimulator();
	const product = { ...camsProduct(0), actions: apiCatalogActions };
	gateway = await startGateway(product, {
		...{ host: '127.0.0.1', port: 0, world: started.world, requests: new RequestLog() },
	});
	simulator = { ...started, endpoints: { ...started.endpoints, cams: gateway.url } };
});
afterAll(async () => {
	await gateway.close();
	await simulator.close();
});
beforeEach(() => gateway.reset());

type Fields = Record<string, string>;
const CHANNEL = 'cams-8d2kq7h1pz';

const answer = async (action: string, query: Fields = {}) =>
	await call(simulator, 'cams', action, { query });

const required = Object.entries(facts as Record<string, { parameters: object }>).flatMap(
	([action, { parameters }]) => {
		const names = Object.entries(parameters as Record<string, { required?: boolean }>);
		const needed = names.filter(([, fact]) => fact.required).map(([name]) => name);
		return needed.length > 0 ? [[action, needed] as const] : [];
	},
);

it('misses the first required parameter of every action by its name', async () => {
	expect(required.length).toBeGreaterThan(100);
	for (const [action, names] of required) {
		const { code } = await failure(answer(action));
		expect([action, names.map((name) => `Missing${name}`)]).toEqual([
			action,
			expect.arrayContaining([code]),
		]);
	}
});

it('answers in the documented shape and repeats what it was given', async () => {
	const body = await answer('ListPageAdAccount', { CustSpaceId: CHANNEL, PageId: '4711' });
	expect(body).toMatchObject({ Code: 'OK', Message: 'OK', Success: true });
	expect(body.Data).toHaveLength(2);
	expect((body.Data as Fields[])[0]).toEqual({
		AdAccountId: expect.stringMatching(/^\d+$/) as string,
		...{ AdAccountName: expect.any(String) as string, Currency: expect.any(String) as string },
		PageId: '4711',
	});
	const again = await answer('ListPageAdAccount', { CustSpaceId: CHANNEL, PageId: '4711' });
	expect({ ...again, RequestId: '' }).toEqual({ ...body, RequestId: '' });
});

it('has everything on the first page, and a number for a code where that is documented', async () => {
	const first = await answer('ListFlowNodeGroup', { PageNo: '1', PageSize: '10' });
	expect(first).toMatchObject({ Code: 200, Data: { Model: [{}, {}] } });
	const second = await answer('ListFlowNodeGroup', { PageNo: '2', PageSize: '10' });
	expect(second).toMatchObject({ Data: { Model: [] } });
});

const AUDIENCE = { CustSpaceId: CHANNEL, PageId: '1' };
it.each<[string, string, Fields]>([
	['InvalidParameter', 'ListFlowNodePrototypeV2', { BizCode: 'a', PageNo: 'one', PageSize: '1' }],
	['InvalidParameter', 'ListBindingRelationsForFlowVersion', { ChannelType: 'FAX', FlowCode: 'a' }],
	['InvalidParameter', 'ListChatFlow', { ReturnWithOnlineVersion: 'yes' }],
	['InvalidParameter', 'ListChatFlow', { BizExtend: '[]' }],
	['InvalidParameter', 'ListCustomAudience', { ...AUDIENCE, Page: '{"Index":"a' }],
	['Unknown.ResourceOwnerId', 'ListFacebookPosts', { CustSpaceId: 'cams-none' }],
	['InvalidAction.NotFound', 'ListNothing', {}],
	['InvalidAction.NotFound', 'constructor', {}],
])('refuses with %s: %s %j', async (code, action, query) => {
	expect((await failure(answer(action, query))).code).toBe(code);
});

it('keeps to the documented calls a second', async () => {
	const query = { CatalogId: '1', WabaId: '2' };
	const calls = Array.from({ length: 11 }, () => answer('ListProduct', query));
	const refused = (await Promise.allSettled(calls)).filter(({ status }) => status === 'rejected');
	expect(refused).toHaveLength(1);
});
