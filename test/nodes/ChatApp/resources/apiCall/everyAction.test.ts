import * as sdk from '@alicloud/cams20200606';
import Cams from '@alicloud/cams20200606';
import { Config } from '@alicloud/openapi-client';
import { cast, Model } from '@alicloud/tea-typescript';
import { RuntimeOptions } from '@alicloud/tea-util';
import type { IDataObject } from 'n8n-workflow';

import { camsProduct } from '../../../../simulator/cams';
import { apiCatalogActions } from '../../../../simulator/cams/apiCatalog';
import { startGateway, type Gateway } from '../../../../simulator/gateway/gateway';
import { RequestLog, type RecordedRequest } from '../../../../simulator/requests';
import { run, simulator, useSimulator } from '../../workbench';
import { ACTION_FACTS, ACTION_NAMES, sampleOf, wireOf } from './samples';

/*
 * Every action goes to a front door that answers from the documentation alone, so that none of
 * them depends on what another one left behind.
 */
let gateway: Gateway;
const requests = new RequestLog();

useSimulator();
beforeAll(async () => {
	const product = { ...camsProduct(0), actions: apiCatalogActions };
	gateway = await startGateway(product, {
		...{ host: '127.0.0.1', port: 0, world: simulator.world, requests },
	});
});
afterAll(async () => await gateway.close());
beforeEach(() => {
	gateway.reset();
	requests.clear();
});

const PARAMETERS = {
	resource: 'apiCall',
	operation: 'call',
	apiAction: { __rl: true, mode: 'name', value: '={{ $json.action }}' },
	parameters: { mappingMode: 'autoMapInputData', value: null },
	output: 'raw',
	options: { placement: '={{ $json.placement ?? "automatic" }}' },
};

interface Given {
	readonly action: string;
	readonly values: IDataObject;
	readonly placement?: string;
}

/** One item an action, with its parameters beside the name; each becomes one call. */
async function callAll(given: readonly Given[]) {
	const input = given.map(({ values, ...rest }) => ({ ...rest, ...values }));
	const credential = { ...simulator.credential, camsEndpoint: gateway.url };
	return await run(PARAMETERS, input, credential);
}

const sorted = (params: Record<string, string>): Array<[string, string]> =>
	Object.entries(params).sort(([a], [b]) => a.localeCompare(b));

/** What a request says, apart from nonce, date, signature and placement. */
const wire = ({ action, method, params, headers }: RecordedRequest): object => ({
	...{ action, method, params: sorted(params), version: headers['x-acs-version'] },
});

const requestOf = (action: string): RecordedRequest | undefined =>
	requests.all.find((request) => request.action === action);

test('every action is sent with every parameter in its wire form, and answered', async () => {
	const finished = await callAll(
		ACTION_NAMES.map((action) => ({ action, values: sampleOf(action) })),
	);
	if (finished.error) throw finished.error;
	expect(requests.all).toHaveLength(173);
	for (const action of ACTION_NAMES) {
		const request = requestOf(action);
		expect([action, request?.code]).toEqual([action, 'OK']);
		expect([action, request?.params]).toEqual([action, wireOf(sampleOf(action))]);
	}
	const answers = finished.jsonOf('Node');
	ACTION_NAMES.forEach((action, item) => {
		const documented = Object.keys(ACTION_FACTS[action]?.result ?? {});
		expect([action, Object.keys(answers[item] ?? {})]).toEqual([
			action,
			expect.arrayContaining([...documented, 'RequestId']),
		]);
	});
});

test('what an editor stores as text arrives like typed values', async () => {
	const texts = (values: IDataObject): IDataObject =>
		Object.fromEntries(
			Object.entries(values).map(([name, value]) => [
				name,
				typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value),
			]),
		);
	const finished = await callAll(
		ACTION_NAMES.map((action) => ({ action, values: texts(sampleOf(action)) })),
	);
	if (finished.error) throw finished.error;
	for (const action of ACTION_NAMES) {
		expect([action, requestOf(action)?.params]).toEqual([action, wireOf(sampleOf(action))]);
	}
});

test.each([
	['automatic', 'body'],
	['body', 'body'],
	['query', 'query'],
	['sdk', 'query'],
] as const)(
	'placement %s puts the parameters of a list call into the %s',
	async (placement, place) => {
		const values = { ChannelType: 'viber' };
		const finished = await callAll([{ action: 'ListInstance', values, placement }]);
		if (finished.error) throw finished.error;
		expect(requestOf('ListInstance')?.placement).toEqual({ ChannelType: place });
	},
);

/** Where every parameter of every request went. */
const placesOf = (sent: readonly RecordedRequest[]): Set<string> =>
	new Set(sent.flatMap(({ placement }) => Object.values(placement)));

test('nothing is put into the address unless somebody asks for it', async () => {
	const senders = Array.from({ length: 1000 }, (_, row) => ({ To: `65912${row}` }));
	const mass = { ...sampleOf('SendChatappMassMessage'), SenderList: senders };
	const finished = await callAll([
		...ACTION_NAMES.map((action) => ({ action, values: sampleOf(action) })),
		{ action: 'SendChatappMassMessage', values: mass },
	]);
	if (finished.error) throw finished.error;
	expect(placesOf(requests.all)).toEqual(new Set(['body']));
});

type Send = (request: Model, runtime: RuntimeOptions) => Promise<unknown>;
type RequestClass = new (map: Record<string, unknown>) => Model;

/** The parameters of a request class that are documented to this day. */
function parametersOf(request: RequestClass): string[] {
	const names = Object.values((request as unknown as { names(): Record<string, string> }).names());
	return names.filter((name) => !GATEWAY_OWN.has(name));
}

/** Parameters that the gateway fills in by itself, whatever a caller sends. */
const GATEWAY_OWN = new Set(['OwnerId', 'ResourceOwnerId', 'ResourceOwnerAccount']);

/** The actions that the official client can send. */
const KNOWN = ACTION_NAMES.filter((action) => Object.hasOwn(sdk, `${action}Request`));

function requestClass(action: string): RequestClass {
	const found = (sdk as unknown as Record<string, RequestClass | undefined>)[`${action}Request`];
	if (!found) throw new Error(`No request class for ${action}`);
	return found;
}

describe('the official client sends the same', () => {
	const official = new Map<string, RecordedRequest>();
	const own = new Map<string, RecordedRequest>();

	beforeAll(async () => {
		requests.clear();
		gateway.reset();
		const { accessKeyId, accessKeySecret } = simulator.credential;
		const endpoint = gateway.url.replace('http://', '');
		const client = new Cams(
			new Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'http' }),
		) as unknown as Record<string, Send | undefined>;
		const input: Given[] = [];
		for (const action of KNOWN) {
			const Request = requestClass(action);
			// The older client drops fields, also nested ones, that came after its time.
			const request = cast(sampleOf(action), new Request({}));
			input.push({ action, values: request.toMap() as IDataObject });
			const method = `${action.charAt(0).toLowerCase()}${action.slice(1)}WithOptions`;
			await client[method]?.(request, new RuntimeOptions({}));
		}
		for (const request of requests.all) official.set(request.action, request);
		requests.clear();
		gateway.reset();
		const finished = await callAll(input);
		if (finished.error) throw finished.error;
		for (const request of requests.all) own.set(request.action, request);
	});

	test.each(KNOWN)('%s', (action) => {
		const [sent, expected] = [own.get(action), official.get(action)];
		if (!sent || !expected) throw new Error(`${action} was not sent`);
		expect(Object.keys(expected.params)).toHaveLength(parametersOf(requestClass(action)).length);
		expect(wire(sent)).toEqual(wire(expected));
	});
});

test('the official client knows enough actions to prove something', () => {
	expect(KNOWN.length).toBeGreaterThan(50);
});
