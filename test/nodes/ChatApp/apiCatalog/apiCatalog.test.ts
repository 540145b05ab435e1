import * as sdk from '@alicloud/cams20200606';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import {
	allActions,
	documentationUrl,
	findAction,
	groupName,
} from '../../../../nodes/ChatApp/apiCatalog/apiCatalog';
import { kindOf } from '../../../../nodes/ChatApp/apiCatalog/kind';
import { readActions, type ApiAction } from '../../../../nodes/ChatApp/apiCatalog/notation';
import facts from '../../../simulator/cams/catalogue-facts.json';

const root = join(__dirname, '..', '..', '..', '..');

test('the catalogue is what the script makes of the facts', () => {
	const script = join(root, 'scripts', 'generate-api-catalog.mjs');
	expect(() =>
		execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
	).not.toThrow();
});

test('it has every action once, with a name to show for its group', () => {
	const names = allActions().map(({ name }) => name);
	expect(names).toHaveLength(173);
	expect(new Set(names).size).toBe(173);
	expect([...names].sort()).toEqual(Object.keys(facts).sort());
	for (const action of allActions()) expect(groupName(action)).toMatch(/^[A-Z][A-Za-z]+/);
});

test('actions are found in any case, others not', () => {
	expect(findAction('sendchatappmessage')?.name).toBe('SendChatappMessage');
	expect(findAction('NoSuchAction')).toBeUndefined();
	expect(findAction('__proto__')).toBeUndefined();
});

test('a line is read in full', () => {
	const text =
		'# things\nListThing qps=5 body doc | Page:o* Kind*=A,B Old~ Ids:a=X Size:i | Data.List[] Total';
	const parameter = { type: 'string', required: false, deprecated: false, allowed: null };
	expect(readActions(text)).toEqual([
		{
			...{ name: 'ListThing', group: 'things', kind: 'read', perSecond: 5, placement: 'body' },
			hasPage: true,
			parameters: [
				{ ...parameter, name: 'Page', type: 'object', required: true },
				{ ...parameter, name: 'Kind', required: true, allowed: ['A', 'B'] },
				{ ...parameter, name: 'Old', deprecated: true },
				{ ...parameter, name: 'Ids', type: 'array', allowed: ['X'] },
				{ ...parameter, name: 'Size', type: 'integer' },
			],
			result: ['Data.List[]', 'Total'],
		},
	]);
	expect(readActions('# g\nDoThing |')).toMatchObject([
		{ name: 'DoThing', kind: 'send', perSecond: null, placement: 'query', parameters: [] },
	]);
});

test('what changes something or costs something is no read', () => {
	for (const name of ['ListFlow', 'GetFlow', 'QueryInstance', 'ReadChatFlow']) {
		expect([name, kindOf(name)]).toEqual([name, 'read']);
	}
	for (const name of [
		'GetChatappVerifyCode',
		'GetMigrationVerifyCode',
		'SyncFlow',
		'Listen',
		'X',
	]) {
		expect([name, kindOf(name)]).toEqual([name, 'send']);
	}
});

test('only actions with a page of their own link to it', () => {
	const linked = allActions().filter(documentationUrl);
	expect(linked).toHaveLength(93);
	expect(documentationUrl(findAction('ListChatappTemplate') as ApiAction)).toBe(
		'https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-listchatapptemplate',
	);
});

interface RequestClass {
	names(): Record<string, string>;
	types(): Record<string, unknown>;
}

const classes = sdk as unknown as Readonly<Record<string, RequestClass | undefined>>;
const known = allActions().filter(({ name }) => classes[`${name}Request`]);

/** Filled in by the gateway, whatever a caller sends. */
const GATEWAY_OWN = /^(?:OwnerId|ResourceOwner(?:Id|Account))$/;

/** The types of the official client's models, in the words of the catalogue. */
function typeOf(type: unknown, isJson: boolean): string {
	if (!isJson) return String(type);
	return (type as { type?: string }).type === 'array' ? 'array' : 'object';
}

test.each(known.map((action) => [action.name, action] as const))(
	'%s has the parameters that the official client has',
	(name, { parameters }) => {
		const request = classes[`${name}Request`] as RequestClass;
		const shrunk = classes[`${name}ShrinkRequest`]?.names() ?? {};
		const types = request.types();
		const official = Object.entries(request.names())
			.filter(([, wire]) => !GATEWAY_OWN.test(wire))
			.map(([own, wire]) => [wire, typeOf(types[own], `${own}Shrink` in shrunk)]);
		const catalogued = new Map(
			parameters.map((parameter) => [
				parameter.name,
				parameter.type === 'integer' ? 'number' : parameter.type,
			]),
		);
		expect(official.map(([wire = '']) => [wire, catalogued.get(wire)])).toEqual(official);
	},
);

test('the official client knows enough actions to prove something', () => {
	expect(known.length).toBeGreaterThan(50);
});
