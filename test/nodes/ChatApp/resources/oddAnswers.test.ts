import type { IDataObject, INodeListSearchResult } from 'n8n-workflow';

import { listSearch, runNode } from '../../../harness';
import { byId } from '../fields/parameters';
import { useAnsweringService } from '../answeringService';

const service = useAnsweringService();

const { credentials } = service;
const ON_NUMBER = { channel: byId('cams-1'), phoneNumber: byId('6531589000') };

async function run(said: IDataObject, parameters: object) {
	service.say(said);
	const node = { type: 'chatApp', parameters: { ...ON_NUMBER, ...parameters } } as const;
	return await runNode(node, { credentials: credentials() });
}

async function results(said: IDataObject, parameters: object): Promise<IDataObject[]> {
	const { error, jsonOf } = await run(said, parameters);
	if (error) throw error;
	return jsonOf('Node');
}

describe('data that are documented as an object', () => {
	const profile = { resource: 'phoneNumber', operation: 'getProfile' };

	test.each<[string, unknown, IDataObject]>([
		['JSON text', '{"About":"Open"}', { about: 'Open' }],
		['another text', 'soon', { value: 'soon' }],
		['a list', [{ About: 'Open' }], { value: [{ About: 'Open' }] }],
		['nothing', null, {}],
		['an empty text', '', {}],
	])('may come as %s', async (_what, Data, expected) => {
		const [item] = await results({ Data } as IDataObject, profile);
		expect(item).toEqual({
			...{ channelId: 'cams-1', phoneNumber: '6531589000', requestId: 'R' },
			...expected,
		});
	});

	test('lead to the bound account also as JSON text', async () => {
		const info = { resource: 'businessAccount', operation: 'getBusinessInfo' };
		const [item] = await results({ Data: '{"Id":"104857600001234"}' }, info);
		expect(item?.wabaId).toBe('104857600001234');
	});
});

test('rows without data stop no list', async () => {
	const metrics = { resource: 'phoneNumber', operation: 'getMetrics', granularity: 'DAILY' };
	const period = { start: '2026-01-01', end: '2026-01-02' };
	const row = { PhoneNumber: '6531589000', SentCount: 2 };
	expect(await results({ Data: [null, row] }, { ...metrics, ...period })).toHaveLength(1);
	const sync = { resource: 'phoneNumber', operation: 'sync' };
	expect(await results({ PhoneNumbers: [null, row] }, sync)).toHaveLength(1);
	const messages = { resource: 'message', operation: 'getAll', businessNumber: byId('65') };
	expect(await results({ Data: [null, { MessageId: '1' }] }, messages)).toHaveLength(1);
});

test.each([
	[null, null],
	['', null],
	['soon', null],
	[1767225600000, '2026-01-01T00:00:00.000Z'],
	['1767225600000', '2026-01-01T00:00:00.000Z'],
	[1767225600, '2026-01-01T00:00:00.000Z'],
	['2026-01-01T00:00:00+0000', '2026-01-01T00:00:00.000Z'],
])('a time of an answer that is %j is %j and not the year 1970', async (given, expected) => {
	const flow = { resource: 'flow', operation: 'get', flow: byId('1') };
	const [got] = await results({ Data: { FlowId: '1', PreviewUrlExpires: given } }, flow);
	expect(got?.previewUrlExpires).toBe(expected);
	const [metric] = await results(
		{ Data: [{ Start: given, End: given }] },
		{
			...{ resource: 'phoneNumber', operation: 'getMetrics', granularity: 'DAILY' },
			...{ start: '2026-01-01', end: '2026-01-02' },
		},
	);
	expect(metric).toMatchObject({ start: expected, end: expected });
});

test('of a number in a state that nobody knows it is not said that it cannot send', async () => {
	const states = ['BANNED', 'RATE_LIMITED', 'connected', 'NEW', undefined];
	const PhoneNumbers = states.map((Status) => ({ PhoneNumber: '65', Status }));
	const numbers = await results({ PhoneNumbers } as never, {
		...{ resource: 'phoneNumber', operation: 'sync' },
	});
	expect(numbers.map(({ nextStep }) => String(nextStep).split('.')[0])).toEqual([
		...['The number cannot send messages', 'The number cannot send messages'],
		'The number is ready to send messages',
		...['The state of the number is not known', 'The state of the number is not known'],
	]);
});

test.each([false, 'false'])('a username that was not deleted (%j) is an error', async (Data) => {
	const { error } = await run({ Data }, { resource: 'phoneNumber', operation: 'deleteUsername' });
	expect(error?.message).toBe('The username was not deleted');
});

describe('a list to choose from', () => {
	const search = async (
		method: string,
		said: IDataObject,
		parameters: object,
	): Promise<INodeListSearchResult> => {
		service.say(said);
		const node = { type: 'chatApp', parameters: { ...ON_NUMBER, ...parameters } } as const;
		return await listSearch(node, method, {}, { credentials: credentials() });
	};

	test('has no entry for a row without an ID, which nobody could choose', async () => {
		const flows = { resource: 'flow', operation: 'get' };
		const Data = [null, { FlowName: 'x' }, { FlowId: '1', FlowName: 'y' }];
		expect(await search('searchFlows', { Data }, flows)).toEqual({
			results: [{ name: 'y', value: '1' }],
		});
		await expect(search('searchFlows', { Data: [{ FlowName: 'x' }] }, flows)).rejects.toThrow(
			'The service returned a list without IDs',
		);
		const channels = { Data: [null, { InstanceName: 'x' }, { InstanceId: 'cams-1' }] };
		const { results: found } = await search('searchChannels', channels, flows);
		expect(found.map(({ value }) => value)).toEqual(['cams-1']);
		const numbers = { PhoneNumbers: [null, { VerifiedName: 'x' }, { PhoneNumber: '65' }] };
		const profile = { resource: 'phoneNumber', operation: 'getProfile' };
		expect((await search('searchSenders', numbers, profile)).results).toHaveLength(1);
	});

	test.each<[string, IDataObject, object, string]>([
		['searchChannels', { Data: [{ InstanceName: 'x' }] }, {}, 'IDs'],
		['searchSenders', { PhoneNumbers: [{ VerifiedName: 'x' }] }, {}, 'phone numbers'],
		['searchTemplates', { ListTemplate: [{ TemplateName: 'x' }] }, {}, 'IDs'],
		['searchApprovedTemplates', { ListTemplate: [{ TemplateName: 'x' }] }, {}, 'IDs'],
		[
			'searchLanguages',
			{ ListTemplate: [{ TemplateName: 'x', TemplateCode: '1' }], Data: { Name: 'x' } },
			{ template: byId('1') },
			'language codes',
		],
		['searchCatalogs', { Data: { Id: '5' }, Model: { data: [{ name: 'x' }] } }, {}, 'IDs'],
	])('does not say that there is none: %s', async (method, said, chosen, ids) => {
		const template = { resource: 'message', operation: 'sendTemplate', ...chosen };
		await expect(search(method, said, template)).rejects.toThrow(
			`The service returned a list without ${ids}`,
		);
	});

	test.each<[string, unknown]>([
		['as the service documents its own', { Data: [null, { Id: '7', Name: 'Shoes' }] }],
		['in JSON text', '{"data":[{"id":"7","name":"Shoes"}]}'],
		['in JSON text within', { data: '[{"id":"7","name":"Shoes"}]' }],
	])('has catalogs whose fields are written %s', async (_how, Model) => {
		const said = { Data: { Id: '5' }, Model } as IDataObject;
		const products = { resource: 'catalog', operation: 'getProducts' };
		expect(await search('searchCatalogs', said, products)).toEqual({
			results: [{ name: 'Shoes', value: '7' }],
		});
	});
});
