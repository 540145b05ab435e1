import { createHash } from 'node:crypto';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { listSearch, runNode } from '../../../harness';
import { byId, CHANNEL, SEND, SENDER } from '../fields/parameters';
import { callsOf, run, simulator, useSimulator } from '../workbench';

useSimulator();

const NEW_NUMBER = '6531589002';

const step = (operation: string, more: object = {}) => ({
	...{ resource: 'phoneNumber', operation, channel: byId(CHANNEL), ...more },
});

test('a number cannot be registered before it is verified, nor sent from before it is synced', async () => {
	const add = { countryCode: '65', nationalNumber: '31589002', verifiedName: 'Acme Returns' };
	await run(step('add', add));
	const number = { phoneNumber: byId(NEW_NUMBER) };
	const early = await run(step('register', number));
	expect(early.error?.message).toMatch(/not registered/);
	const guess = await run(step('verify', { ...number, verifyCode: '000000' }));
	expect(guess.error?.description).toContain('InvalidParameter.VerifyCode');
	await run(step('requestCode', { ...number, method: 'SMS', locale: 'en_US' }));
	await run(step('verify', { ...number, verifyCode: '589002' }));
	const unsynced = await run({ ...SEND, from: byId(NEW_NUMBER) });
	expect(unsynced.error?.message).toMatch(/not registered/);
});

test('a code that may have been sent is not asked for again by itself', async () => {
	simulator.control.fault({ service: 'cams', action: 'GetChatappVerifyCode', kind: 'reset' });
	const number = { phoneNumber: byId(SENDER), method: 'SMS', locale: 'en_US' };
	const { error } = await run(step('requestCode', number));
	expect(error?.message).toBeDefined();
	const tries = simulator.requests.filter(({ action }) => action === 'GetChatappVerifyCode');
	expect(tries.length).toBeLessThan(2);
});

test('the picture of a profile is taken from the incoming item and stored first', async () => {
	const png = Buffer.from('89504e470d0a1a0a', 'hex').toString('base64');
	const item = (mimeType: string): INodeExecutionData => ({
		json: {},
		binary: { logo: { data: png, mimeType, fileName: 'logo.png' } },
	});
	const parameters = step('updateProfile', {
		phoneNumber: byId(SENDER),
		updateFields: { pictureFieldName: 'logo', about: 'Shoes' },
	});
	const upload = async (mimeType: string) =>
		await runNode(
			{ type: 'chatApp', parameters },
			{ credentials: { alibabaCloudApi: simulator.credential }, input: [item(mimeType)] },
		);
	const refused = await upload('image/gif');
	expect(refused.error?.message).toMatch(/does not accept as image: logo\.png is image\/gif/);
	expect(callsOf('ModifyPhoneBusinessProfile')).toEqual([]);

	const finished = await upload('image/png');
	const [result] = finished.jsonOf('Node') as [IDataObject];
	expect(result.profilePictureUrl).toMatch(/\.png$/);
	expect(callsOf('ModifyPhoneBusinessProfile')).toEqual([
		{
			...{ CustSpaceId: CHANNEL, PhoneNumber: SENDER, About: 'Shoes' },
			ProfilePictureUrl: result.profilePictureUrl,
		},
	]);
	const profile = await run(step('getProfile', { phoneNumber: byId(SENDER) }));
	expect(profile.jsonOf('Node')[0]).toMatchObject({ about: 'Shoes', description: 'Acme Support' });
});

const flow = (operation: string, more: object = {}) => ({
	...{ resource: 'flow', operation, channel: byId(CHANNEL), ...more },
});
const SCREENS = { version: '7.0', screens: [] };

test('a flow goes from draft to published and is withdrawn, and never back', async () => {
	const create = flow('create', { flowName: 'survey', categories: ['SURVEY'] });
	const { flowId } = (await run(create)).jsonOf('Node')[0] as { flowId: string };
	const chosen = { flow: byId(flowId) };
	const written = await run(
		flow('updateJson', { ...chosen, jsonSource: 'json', flowJson: JSON.stringify(SCREENS) }),
	);
	const link = String(written.jsonOf('Node')[0]?.filePath);
	expect(await (await fetch(link)).json()).toEqual(SCREENS);

	const statusNow = async (): Promise<unknown> =>
		(await run(flow('get', chosen))).jsonOf('Node')[0]?.status;
	expect(await statusNow()).toBe('DRAFT');
	await run(flow('publish', chosen));
	expect(await statusNow()).toBe('PUBLISHED');
	for (const late of ['publish', 'delete']) {
		const { error } = await run(flow(late, chosen));
		expect(error?.description).toContain('FlowStatus');
	}
	await run(flow('deprecate', chosen));
	expect(await statusNow()).toBe('DEPRECATED');
});

test('a flow takes its JSON from a file of the incoming item', async () => {
	for (const one of simulator.world.management.flows) one.Status = 'DRAFT';
	const chosen = { flow: byId('900000000000001'), jsonSource: 'binary' };
	const upload = async (text: string) => {
		const data = Buffer.from(text).toString('base64');
		const binary = { data: { data, mimeType: 'application/json', fileName: 'screens.json' } };
		return await runNode(
			{ type: 'chatApp', parameters: flow('updateJson', chosen) },
			{
				...{ credentials: { alibabaCloudApi: simulator.credential } },
				input: [{ json: {}, binary }],
			},
		);
	};
	expect((await upload('not JSON')).error?.message).toMatch(/'Flow JSON' is not a JSON object/);
	expect((await upload('{"version":"7.0"}')).error).toBeUndefined();
	expect(simulator.world.management.flows[0]?.FilePath).toMatch(/\.json$/);
	// Some editors of Windows put a mark before the text, which no parser of JSON takes.
	expect((await upload('\ufeff{"version":"7.1"}')).error).toBeUndefined();
	const stored = await fetch(String(simulator.world.management.flows[0]?.FilePath));
	const bytes = Buffer.from(await stored.arrayBuffer());
	expect(bytes.toString('utf8')).toBe('{"version":"7.1"}');
});

test('products are read page after page to the end', async () => {
	const products = await run({
		...{ resource: 'catalog', operation: 'getProducts', returnAll: true },
		...{ channel: byId(CHANNEL), catalog: byId('800000000000001') },
	});
	expect(products.jsonOf('Node').map(({ retailer_id }) => retailer_id)).toHaveLength(5);
});

test('what is personal in a conversion leaves as a hash', async () => {
	const userData = { email: ' Mei@Example.com ', phoneNumber: '+65 9123 0001' };
	await run({
		...{ resource: 'conversion', operation: 'send', channel: byId(CHANNEL), pageId: '6001' },
		...{ eventName: 'Purchase', eventTime: '2026-01-05T00:00:00Z', userData },
	});
	const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
	expect(simulator.world.management.conversions).toEqual([
		expect.objectContaining({
			UserData: { em: [hash('mei@example.com')], ph: [hash('6591230001')] },
		}),
	]);
});

test.each([
	['searchInstances', {}, { name: 'Acme WhatsApp · whatsapp', value: CHANNEL }],
	['searchFlows', {}, { name: 'appointment · APPOINTMENT_BOOKING', value: '900000000000001' }],
	['searchGroups', {}, { name: 'Acme friends', value: 'EAacmeGroup1' }],
	['searchCatalogs', {}, { name: 'Shoes', value: '800000000000001' }],
	['searchChatFlows', {}, { name: 'Delivery help', value: '9ccc41d0aaaa4e1bb0c1000000000001' }],
	['searchQrCodes', {}, { name: 'Hi · QR9', value: 'QR9' }],
])('%s lists what can be picked', async (method, changes, first) => {
	simulator.world.management.qrCodes.push({
		...{ QrdlCode: 'QR9', PhoneNumber: SENDER, PrefilledMessage: 'Hi', GenerateQrImage: 'PNG' },
	});
	const parameters = {
		...{ resource: 'qrCode', operation: 'update', ...changes },
		...{ channel: byId(CHANNEL), phoneNumber: byId(SENDER) },
	};
	const search = async (given: object, filter?: string) =>
		await listSearch(
			{ type: 'chatApp', parameters: given },
			method,
			filter === undefined ? {} : { filter },
			{ credentials: { alibabaCloudApi: simulator.credential } },
		);
	expect((await search(parameters)).results[0]).toEqual(first);
	expect((await search(parameters, String(first.value))).results).toHaveLength(1);
	expect((await search(parameters, 'nothing like it')).results).toEqual([]);
	if (['searchInstances', 'searchChatFlows'].includes(method)) return;
	await expect(search({ ...parameters, channel: byId('') })).rejects.toThrow(
		"Choose 'Channel' first",
	);
});

test('a number to add may have its country code after 00', async () => {
	const [added] = (
		await run({
			...{ resource: 'phoneNumber', operation: 'add', channel: byId(CHANNEL) },
			...{ countryCode: '+65', nationalNumber: '0065 3158 9002', verifiedName: 'Acme' },
		})
	).jsonOf('Node');
	expect(added).toMatchObject({ phoneNumber: '6531589002' });
});
