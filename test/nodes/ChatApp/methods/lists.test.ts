import type { INodeListSearchResult } from 'n8n-workflow';

import { CHANNELS_PAGE } from '../../../../nodes/alibabaCloud/channels/channels';
import { listSearch, resourceMapperFields } from '../../../harness';
import {
	byId,
	CHANNEL,
	ORDER_UPDATE,
	SEND,
	SEND_TEMPLATE,
	SENDER,
	VIBER_CHANNEL,
} from '../fields/parameters';
import { reply, startScriptedService } from '../scriptedService';
import { callsOf, simulator, useSimulator } from '../workbench';

useSimulator();

async function search(
	method: string,
	query: { filter?: string; paginationToken?: string } = {},
	changes: object = {},
	credential: object = simulator.credential,
): Promise<INodeListSearchResult> {
	const parameters = { ...SEND_TEMPLATE, ...changes };
	return await listSearch({ type: 'chatApp', parameters }, method, query, {
		credentials: { alibabaCloudApi: credential },
	});
}

test('channels are those of the chosen type', async () => {
	expect(await search('searchChannels')).toEqual({
		results: [{ name: 'Acme WhatsApp · WhatsApp', value: CHANNEL, url: CHANNELS_PAGE }],
	});
	expect(await search('searchChannels', {}, { channelType: 'viber' })).toEqual({
		results: [{ name: 'Acme Viber · Viber', value: VIBER_CHANNEL, url: CHANNELS_PAGE }],
	});
	expect(await search('searchChannels', { filter: 'nothing like it' })).toEqual({ results: [] });
});

test.each([
	['the HTTP trigger', { type: 'chatAppTrigger', parameters: { registerAutomatically: true } }],
	['a channel', { type: 'chatApp', parameters: { resource: 'channel', operation: 'get' } }],
])('channels are listed for %s, which has no channel type', async (_name, node) => {
	const { results } = await listSearch(
		node,
		'searchChannels',
		{},
		{
			credentials: { alibabaCloudApi: simulator.credential },
		},
	);
	const values = results.map(({ value }) => value);
	expect(values).toHaveLength(5);
	expect(values.slice(0, 2)).toEqual([CHANNEL, VIBER_CHANNEL]);
});

test('an account without a channel of the chosen type says so', async () => {
	const { channels } = simulator.world.channels;
	const all = channels.splice(0);
	channels.push(...all.filter(({ channelType }) => channelType !== 'messenger'));
	try {
		await expect(search('searchChannels', {}, { channelType: 'messenger' })).rejects.toThrow(
			'This account has no Messenger channel',
		);
	} finally {
		channels.splice(0, channels.length, ...all);
	}
});

test('senders show verified name, number and a state that keeps them from sending', async () => {
	const { results } = await search('searchSenders');
	expect(results[0]).toEqual({ name: 'Acme Support · +6531589000', value: SENDER });
	expect(results[1]?.name).toMatch(/· \+6531589001 · Disconnected$/);
	expect((await search('searchSenders', { filter: '9001' })).results).toHaveLength(1);
});

test('templates are listed once, with languages, and with their state unless approved', async () => {
	const { results } = await search('searchTemplates');
	expect(results.map(({ name }) => name)).toEqual([
		'order_update · Utility · en, zh_CN',
		'welcome · Marketing · en',
		'appointment_reminder · Utility · en',
		'spring_sale · Marketing · en · In Review',
		'old_offer · Marketing · en · Rejected',
		'one_time_code · Authentication · en',
		'parcel_paused · Utility · en · Paused',
	]);
	expect((await search('searchTemplates', { filter: 'Remind' })).results).toEqual([
		{ name: 'appointment_reminder · Utility · en', value: '1119000000000000003' },
	]);
});

test('for sending, the list has approved templates', async () => {
	const { results } = await search('searchApprovedTemplates');
	expect(results.map(({ name }) => name)).toEqual([
		'order_update · Utility · en, zh_CN',
		'welcome · Marketing · en',
		'appointment_reminder · Utility · en',
		'one_time_code · Authentication · en',
	]);
	expect(callsOf('ListChatappTemplate')).toEqual([
		expect.objectContaining({ AuditStatus: 'pass' }),
	]);
});

test('somebody who searches for another template sees it with its state', async () => {
	const { results } = await search('searchApprovedTemplates', { filter: 'spring' });
	expect(results).toEqual([
		{ name: 'spring_sale · Marketing · en · In Review', value: '1119000000000000004' },
	]);
	expect(await search('searchApprovedTemplates', { filter: 'nothing like it' })).toEqual({
		results: [],
	});
});

test('a channel without approved templates lists the others', async () => {
	for (const template of simulator.world.templates.all) template.auditStatus = 'auditing';
	const { results } = await search('searchApprovedTemplates');
	expect(results).toHaveLength(7);
	expect(results.every(({ name }) => name.includes('In Review'))).toBe(true);
});

test('languages are those of the chosen template', async () => {
	expect(await search('searchLanguages')).toEqual({
		results: [
			{ name: 'English (en)', value: 'en' },
			{ name: 'Chinese (China) (zh_CN)', value: 'zh_CN' },
		],
	});
	const inReview = { template: byId('1119000000000000004') };
	expect((await search('searchLanguages', {}, inReview)).results).toEqual([
		{ name: 'English (en) · In Review', value: 'en' },
	]);
});

describe('the languages of a template', () => {
	const byName = (value: string) => ({ template: { __rl: true, mode: 'name', value } });
	const row = (TemplateCode: string, Language: string, AuditStatus = 'pass') => ({
		...{ TemplateCode, TemplateName: 'hello', Language, AuditStatus },
	});

	/** What the list shows when the service has these rows, whatever it is asked for. */
	async function languagesIn(rows: object[], form: object) {
		const service = await startScriptedService(({ params }, response) => {
			const { Index, Size } = JSON.parse(params.get('Page') ?? '{}') as Record<string, number>;
			const [index, size] = [Number(Index), Number(Size)];
			const page = rows.slice((index - 1) * size, index * size);
			const answer = { Code: 'OK', RequestId: 'R', Total: rows.length, ListTemplate: page };
			reply(response, 200, answer);
		});
		try {
			return (await search('searchLanguages', {}, form, service.credential())).results;
		} finally {
			await service.close();
		}
	}

	test.each([byName('hello'), { template: byId('1') }])('all pages are read: %j', async (form) => {
		const rows = Array.from({ length: 120 }, (_, index) => row('1', `x${index}`));
		expect(await languagesIn(rows, form)).toHaveLength(120);
	});

	test('rows of other templates are left out, also those whose codes begin the same', async () => {
		const rows = [row('10', 'de'), row('1', 'en'), row('2', 'fr')];
		const found = await languagesIn(rows, { template: byId('1') });
		expect(found.map(({ value }) => value)).toEqual(['en']);
	});

	test('a name in another case is found, as a run finds it', async () => {
		const { results } = await search('searchLanguages', {}, byName('Order_UPDATE'));
		expect(results.map(({ value }) => value)).toEqual(['en', 'zh_CN']);
	});

	test('a name that does not exist lists similar ones', async () => {
		await expect(search('searchLanguages', {}, byName('order_updat'))).rejects.toThrow(
			"'Template': no template of this channel is called 'order_updat'. Similar names: order_update",
		);
	});

	test('a language of two templates with one name is one row, that of the approved', async () => {
		const rows = [row('1', 'en', 'fail'), row('2', 'en'), row('3', 'en', 'auditing')];
		expect(await languagesIn(rows, byName('hello'))).toEqual([
			{ name: 'English (en)', value: 'en' },
		]);
	});
});

test('a free message can pick the flow and the catalog of its channel', async () => {
	const form = { ...SEND, messageType: 'interactive', interactiveType: 'flow' };
	expect((await search('searchFlows', {}, form)).results).toContainEqual(
		expect.objectContaining({ value: '900000000000001' }),
	);
	const catalog = { ...form, interactiveType: 'product' };
	expect((await search('searchCatalogs', { filter: 'shoes' }, catalog)).results).toEqual([
		{ name: 'Shoes', value: '800000000000001' },
	]);
});

test('the variables of the chosen template become fields', async () => {
	const { fields } = await resourceMapperFields(
		{ type: 'chatApp', parameters: SEND_TEMPLATE },
		'getTemplateVariables',
		{
			credentials: { alibabaCloudApi: simulator.credential },
		},
	);
	expect(fields.map(({ id }) => id)).toEqual([
		'order',
		'name',
		'date',
		'track',
		'payload:1',
		'payload:2',
	]);
});

test('without a template the fields say what to choose, and nothing is called', async () => {
	const parameters = { ...SEND_TEMPLATE, template: byId('') };
	expect(
		await resourceMapperFields({ type: 'chatApp', parameters }, 'getTemplateVariables', {
			credentials: { alibabaCloudApi: simulator.credential },
		}),
	).toEqual({ fields: [], emptyFieldsNotice: expect.stringContaining("'Template'") });
	expect(callsOf('GetChatappTemplateDetail')).toEqual([]);
});

test('with an expression for the template the fields say how to go on', async () => {
	const parameters = { ...SEND_TEMPLATE, template: byId('={{ $json.template }}') };
	expect(
		await resourceMapperFields({ type: 'chatApp', parameters }, 'getTemplateVariables', {
			credentials: { alibabaCloudApi: simulator.credential },
		}),
	).toEqual({ fields: [], emptyFieldsNotice: expect.stringContaining("'Map Automatically'") });
	expect(callsOf('GetChatappTemplateDetail')).toEqual([]);
});

describe('a list that cannot be shown says why', () => {
	test.each([
		['searchSenders', { channel: byId('') }, "Choose 'Channel' first"],
		['searchTemplates', { channel: byId('') }, "Choose 'Channel' first"],
		['searchLanguages', { template: byId('') }, "Choose 'Template' first"],
		[
			'searchLanguages',
			{ template: byId('1') },
			'This template does not exist in the chosen channel',
		],
		[
			'searchSenders',
			{ channelType: 'viber' },
			"Viber senders cannot be listed. Switch to 'By ID' and enter the service ID.",
		],
		['searchTemplates', { channel: byId(VIBER_CHANNEL) }, 'This channel has no template'],
		['searchApprovedTemplates', { channel: byId(VIBER_CHANNEL) }, 'This channel has no template'],
		[
			'searchTemplates',
			{ channel: byId('cams-none') },
			/^The channel does not belong to this account/,
		],
	])('%s with %j', async (method, changes, message) => {
		await expect(search(method, {}, changes)).rejects.toThrow(message);
	});
});

test('the codes in lists keep all their digits', async () => {
	const { results } = await search('searchTemplates', { filter: ORDER_UPDATE });
	expect(results[0]?.value).toBe(ORDER_UPDATE);
});

describe('lists of several pages', () => {
	type Row = Record<string, string>;

	/** Scrolls a list to its end and returns what each page showed. */
	async function scroll(
		method: string,
		rowsFor: (params: URLSearchParams) => Row[],
		{ filter, changes }: { filter?: string; changes?: object } = {},
	): Promise<string[][]> {
		const service = await startScriptedService(({ params }, response) => {
			const { Index, Size } = JSON.parse(params.get('Page') ?? '{}') as Record<string, number>;
			const index = Index ?? Number(params.get('PageIndex'));
			const size = Size ?? Number(params.get('PageSize'));
			const rows = rowsFor(params).slice((index - 1) * size, index * size);
			// No total, so that only an empty page shows the end.
			reply(response, 200, { Code: 'OK', RequestId: 'R', Data: rows, ListTemplate: rows });
		});
		const pages: string[][] = [];
		try {
			let paginationToken: string | undefined;
			do {
				const query = { filter, paginationToken };
				const page = await search(method, query, changes, service.credential());
				pages.push(page.results.map(({ value }) => String(value)));
				paginationToken = page.paginationToken as string | undefined;
			} while (paginationToken !== undefined);
		} finally {
			await service.close();
		}
		return pages;
	}

	const template = (name: string): Row => ({
		...{ TemplateCode: `c-${name}`, TemplateName: name, Language: 'en', AuditStatus: 'pass' },
	});
	const numbered = (count: number, toRow: (index: number) => Row): Row[] =>
		Array.from({ length: count }, (_, index) => toRow(index));

	test.each([
		['searchFlows', (index: number) => ({ FlowId: `f${index}` })],
		['searchChannels', (index: number) => ({ CustSpaceId: `c${index}` })],
		['searchTemplates', (index: number) => template(`t${index}`)],
		['searchApprovedTemplates', (index: number) => template(`t${index}`)],
	])('%s: an empty last page is the end, not an empty list', async (method, toRow) => {
		const rows = numbered(50, toRow);
		const pages = await scroll(method, () => rows);
		expect(pages.map(({ length }) => length)).toEqual([50, 0]);
		await expect(scroll(method, () => [])).rejects.toThrow(/has no|no .*channel/);
	});

	test('an empty last page of templates in review is the end as well', async () => {
		const rows = numbered(50, (index) => template(`t${index}`));
		const pages = await scroll('searchApprovedTemplates', (params) =>
			params.has('AuditStatus') ? [] : rows,
		);
		expect(pages.map(({ length }) => length)).toEqual([50, 0]);
	});

	const all = [
		...numbered(60, (index) => template(`other${index}`)),
		...numbered(70, (index) => template(`order_${index}`)),
		template('order'),
	];
	const wanted = all.slice(60).map(({ TemplateCode }) => TemplateCode);

	test.each([
		['an exact name', (name: string, asked: string) => name === asked, 1],
		['parts of a name', (name: string, asked: string) => name.includes(asked), 50],
		['nothing', () => false, 40],
		['everything, as it ignores the name', () => true, 40],
	])('a service that finds %s leaves no match out', async (_what, finds, first) => {
		for (const method of ['searchTemplates', 'searchApprovedTemplates']) {
			const pages = await scroll(
				method,
				(params) => {
					const asked = params.get('Name');
					return asked ? all.filter((row) => finds(row.TemplateName ?? '', asked)) : all;
				},
				{ filter: 'order' },
			);
			expect(pages[0]).toHaveLength(first);
			expect(pages.flat().sort()).toEqual([...wanted].sort());
		}
	});
});
