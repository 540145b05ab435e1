import type { IDataObject } from 'n8n-workflow';

import {
	actionValues,
	type GivenParameters,
} from '../../../../../nodes/ChatApp/calls/actionValues';
import { mapperFields } from '../../../../../nodes/ChatApp/apiCatalog/mapperFields';
import { placed } from '../../../../../nodes/ChatApp/resources/apiCall/placement';
import { findAction } from '../../../../../nodes/ChatApp/apiCatalog/apiCatalog';
import type { ApiAction } from '../../../../../nodes/ChatApp/apiCatalog/notation';
import { InvalidInput } from '../../../../../nodes/alibabaCloud/input/invalidInput';
import { serialize } from '../../../../../nodes/alibabaCloud/wire/serialize';
import { ACTION_FACTS, ACTION_NAMES, sampleOf, type Fact } from './samples';

const actionOf = (name: string): ApiAction => findAction(name) as ApiAction;

function values(name: string, given: Partial<GivenParameters>, filledIn?: string[]) {
	const all = { mapped: {}, mayHaveMore: false, additional: {}, ...given };
	return actionValues(name, findAction(name), all, filledIn);
}

function refusal(name: string, given: Partial<GivenParameters>): InvalidInput {
	try {
		values(name, given);
	} catch (error) {
		if (error instanceof InvalidInput) return error;
	}
	throw new Error(`${name} was not refused`);
}

const factsOf = (name: string): Array<[string, Fact]> =>
	Object.entries(ACTION_FACTS[name]?.parameters ?? {});

const required = ACTION_NAMES.flatMap((name) =>
	factsOf(name).flatMap(([parameter, fact]) => (fact.required ? [[name, parameter] as const] : [])),
);
const chosen = ACTION_NAMES.flatMap((name) =>
	factsOf(name).flatMap(([parameter, fact]) =>
		fact.enum ? [[name, parameter, fact] as const] : [],
	),
);

test('every required parameter that is left empty is named', () => {
	expect(required.length).toBeGreaterThan(250);
	for (const [name, parameter] of required) {
		for (const empty of [null, '', '  ', undefined]) {
			const error = refusal(name, { mapped: { ...sampleOf(name), [parameter]: empty } });
			expect(error.message).toBe(`${name} needs a value for '${parameter}'`);
			expect(error.description).toContain("'Parameters'");
		}
	}
});

test('all that is missing is named at once', () => {
	const names = required.filter(([name]) => name === 'SendChatappMessage').map(([, own]) => own);
	expect(refusal('SendChatappMessage', {}).message).toBe(
		`SendChatappMessage needs a value for ${names.map((own) => `'${own}'`).join(', ')}`,
	);
});

test('every value that is not among the documented ones is refused with them', () => {
	expect(chosen.length).toBeGreaterThan(50);
	for (const [name, parameter, fact] of chosen) {
		const wrong = fact.type.endsWith('[]') ? ['NOT_A_VALUE'] : 'NOT_A_VALUE';
		const error = refusal(name, { mapped: { ...sampleOf(name), [parameter]: wrong } });
		expect(error.message).toBe(`'${parameter}' cannot be 'NOT_A_VALUE'`);
		for (const allowed of fact.enum ?? []) expect(error.description).toContain(`'${allowed}'`);
		// A value of tomorrow is possible all the same.
		const additional = { [parameter]: wrong };
		expect(values(name, { mapped: sampleOf(name), additional })[parameter]).toEqual(wrong);
	}
});

const WRONG_TYPES: Readonly<Record<string, readonly [unknown, RegExp]>> = {
	integer: ['1.5', /is not a whole number: '1\.5'/],
	number: ['many', /is not a number: 'many'/],
	boolean: ['maybe', /is not true or false: 'maybe'/],
	object: ['[1]', /is not a JSON object: '\[1\]'/],
	array: ['{"a": 1', /is not a JSON array: '\{"a": 1'/],
};

test('every parameter of another type is refused, naming parameter and value', () => {
	for (const name of ACTION_NAMES) {
		for (const { name: parameter, type } of actionOf(name).parameters) {
			const [wrong, message] = WRONG_TYPES[type] ?? [];
			if (message === undefined) continue;
			const mapped = { ...sampleOf(name), [parameter]: wrong as string };
			expect(refusal(name, { mapped }).message).toMatch(message);
			expect(refusal(name, { mapped }).message).toContain(`'${parameter}'`);
		}
	}
});

test('ids with more digits than a number holds stay as they are', () => {
	const id = '12345678901234567890';
	const given = { mapped: { BusinessId: id, CustSpaceId: 'cams-1' } };
	expect(values('ListProductCatalog', given).BusinessId).toBe(id);
	const list = { ...sampleOf('ArchiveChatappTemplate'), TemplateList: `[{"TemplateCode": ${id}}]` };
	expect(values('ArchiveChatappTemplate', { mapped: list }).TemplateList).toEqual([
		{ TemplateCode: id },
	]);
});

/** As an HTTP Request node hands it over: rounded by JavaScript. */
const ROUNDED = JSON.parse('12345678901234567890') as number;

test.each<[string, string, Partial<GivenParameters>, string]>([
	['a number', 'ListProductCatalog', { mapped: { BusinessId: ROUNDED } }, 'BusinessId'],
	['a text', 'GetFlow', { mapped: { FlowId: ROUNDED } }, 'FlowId'],
	[
		'a list',
		'ArchiveChatappTemplate',
		{ mapped: { TemplateList: [{ TemplateCode: ROUNDED }] } },
		'TemplateList',
	],
	['a JSON text', 'SendChatappMessage', { mapped: { Content: { id: ROUNDED } } }, 'Content'],
	['an item', 'GetFlow', { mapped: { FlowId: ROUNDED }, mayHaveMore: true }, 'FlowId'],
	['a free value', 'GetFlow', { additional: { FlowId: ROUNDED } }, 'FlowId'],
	['a free list', 'NewAction', { additional: { Ids: [[ROUNDED]] } }, 'Ids'],
])('a number that lost its last digits is not sent as %s', (_what, name, given, parameter) => {
	expect(refusal(name, given).message).toBe(
		`'${parameter}' is a number that has lost its last digits; hand it over as text`,
	);
	const other = { mapped: { Unknown: ROUNDED }, mayHaveMore: true, additional: { FlowId: '1' } };
	expect(values('GetFlow', other)).toEqual({ FlowId: '1' });
});

test('a text that holds JSON can be given as an object', () => {
	const mapped = { ...sampleOf('SendChatappMessage'), Content: { text: 'Hi' } };
	expect(values('SendChatappMessage', { mapped }).Content).toBe('{"text":"Hi"}');
});

test('names and values that every object has as members are nothing special', () => {
	const mapped = { ...sampleOf('UpdateCommerceSetting'), CartEnable: 'constructor' };
	expect(refusal('UpdateCommerceSetting', { mapped }).message).toBe(
		"'CartEnable' is not true or false: 'constructor'",
	);
	const odd = { CustSpaceId: 'cams-1', constructor: 'x' };
	expect(refusal('QueryChatappBindWaba', { mapped: odd }).message).toContain("'constructor'");
	const additional = JSON.parse('{"__proto__":"x"}') as IDataObject;
	expect(Object.keys(serialize(values('NewAction', { additional })))).toEqual(['__proto__']);
});

test('dates of expressions are sent as text', () => {
	const date = new Date(0) as unknown as string;
	const luxon = { toJSON: () => '1970-01-01T00:00:00.000Z' } as unknown as string;
	const mapped = { ...sampleOf('AddMarketingFlow'), StartDate: date };
	const sent = serialize(values('AddMarketingFlow', { mapped, additional: { EndDate: luxon } }));
	expect(sent).toMatchObject({
		StartDate: '1970-01-01T00:00:00.000Z',
		EndDate: '1970-01-01T00:00:00.000Z',
	});
	expect(serialize({ A: date, B: [date] })).toEqual({
		A: '1970-01-01T00:00:00.000Z',
		B: '["1970-01-01T00:00:00.000Z"]',
	});
});

test('what a form has left over from another action is named, what an item has more is ignored', () => {
	const mapped = { CustSpaceId: 'cams-1', ChannelId: 'x' };
	expect(refusal('QueryChatappBindWaba', { mapped }).message).toBe(
		"QueryChatappBindWaba has no parameter 'ChannelId'",
	);
	expect(values('QueryChatappBindWaba', { mapped, mayHaveMore: true })).toEqual({
		CustSpaceId: 'cams-1',
	});
	expect(values('QueryChatappBindWaba', { mapped: { Other: '', Old: null } })).toEqual({});
});

test('free parameters are passed on as they are, known or not, and win', () => {
	expect(
		values('QueryChatappBindWaba', {
			mapped: { CustSpaceId: 'cams-1' },
			additional: { CustSpaceId: 'cams-2', New: { A: [1] }, Empty: '', Nothing: null },
		}),
	).toEqual({ CustSpaceId: 'cams-2', New: { A: [1] }, Empty: '' });
});

test('an action that is not known takes free parameters only', () => {
	expect(values('NewAction', { additional: { A: 1 } })).toEqual({ A: 1 });
	expect(values('NewAction', { mapped: { A: 1 }, mayHaveMore: true })).toEqual({});
	expect(refusal('NewAction', { mapped: { A: 1 } }).message).toContain("'A' cannot be validated");
});

test('fields: required ones first and marked, deprecated ones put away, choices as options', () => {
	const fields = mapperFields(actionOf('SendChatappMessage'));
	const marks = fields.map(({ required: mark }) => mark);
	expect(marks.lastIndexOf(true)).toBe(marks.filter((mark) => mark).length - 1);
	expect(fields.filter(({ removed }) => removed).map(({ id }) => id)).toEqual([
		'CustWabaId',
		'IsvCode',
	]);
	expect(fields.find(({ id }) => id === 'Type')).toMatchObject({
		required: true,
		type: 'options',
		options: [
			{ name: 'template', value: 'template' },
			{ name: 'message', value: 'message' },
		],
	});
	expect(fields.find(({ id }) => id === 'Payload')).toMatchObject({
		displayName: 'Payload (JSON array)',
		type: 'array',
	});
});

test('fields: a switch that nobody has to set is a choice, which can stay empty', () => {
	const [allowSend] = mapperFields(actionOf('ModifyChatappTemplateProperties')).filter(
		({ id }) => id === 'AllowSend',
	);
	expect(allowSend).toMatchObject({ required: false, type: 'options' });
	expect(allowSend?.options?.map(({ value }) => value)).toEqual(['false', 'true']);
});

test('fields: a page need not be filled in, even if the service insists on one', () => {
	const page = mapperFields(actionOf('ListChatappMessage')).find(({ id }) => id === 'Page');
	expect(page).toMatchObject({ required: false, type: 'object' });
	for (const name of ACTION_NAMES) {
		for (const { id, type } of mapperFields(actionOf(name))) {
			expect([name, id, type]).toEqual([name, id, expect.any(String)]);
		}
	}
});

test('parameters go to the form body unless another place is chosen', () => {
	const [list, create] = [actionOf('ListInstance'), actionOf('CreateChatappTemplate')];
	const values = { A: 1 };
	for (const action of [list, create, undefined]) {
		for (const empty of [undefined, null, '']) {
			expect(placed(values, empty, action)).toEqual({ body: values });
		}
		expect(placed(values, 'automatic', action)).toEqual({ body: values });
		expect(placed(values, 'body', action)).toEqual({ body: values, placement: 'fixed' });
		expect(placed(values, 'query', action)).toEqual({ query: values });
	}
	expect(placed(values, 'sdk', list)).toEqual({ query: values });
	expect(placed(values, 'sdk', create)).toEqual({ body: values, placement: 'fixed' });
	expect(placed(values, 'sdk', undefined)).toEqual({ query: values });
});
