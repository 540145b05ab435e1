import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';

import { ChatApp } from '../../../nodes/ChatApp/ChatApp.node';
import codex from '../../../nodes/ChatApp/ChatApp.node.json';
import * as listSearch from '../../../nodes/ChatApp/methods/listSearch';
import * as resourceMapping from '../../../nodes/ChatApp/methods/resourceMapping';
import { resources } from '../../../nodes/ChatApp/resources';
import { Router } from '../../../nodes/ChatApp/runtime/router';

const root = join(__dirname, '../../../nodes/ChatApp/resources');
const { description } = new ChatApp();
const router = new Router(resources);
const valuesOf = ({ options }: INodeProperties): string[] =>
	(options as INodePropertyOptions[]).map(({ value }) => String(value));
const operationLists = description.properties.filter(({ name }) => name === 'operation');

test('every operation that the editor offers can be run, and the reverse', () => {
	const offered = operationLists.flatMap((list) =>
		valuesOf(list).map((value) => `${String(list.displayOptions?.show?.resource?.[0])}.${value}`),
	);
	const runnable = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}.${operation.value}`),
	);
	expect(offered.sort()).toEqual(runnable.sort());
	for (const name of offered) {
		const [resource, operation] = name.split('.');
		expect(router.find(resource ?? '', operation ?? '')).toBeDefined();
	}
});

test('resources and operations are named like their folders and files', () => {
	const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.operation.ts'))
		.map((file) => file.replace('.operation.ts', '').replace('/', '.'));
	const registered = resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}.${operation.value}`),
	);
	expect(registered.sort()).toEqual(files.sort());
});

test('stored values that workflows rely on stay', () => {
	expect(
		resources.flatMap(({ value, operations }) =>
			operations.map((operation) => `${value}.${operation.value}`),
		),
	).toEqual(
		expect.arrayContaining([
			'message.sendTemplate',
			'message.send',
			'message.getAll',
			'template.getAll',
			'template.get',
			'channel.getAll',
			'phoneNumber.getAll',
		]),
	);
});

test('no operation reads one item for all', () => {
	for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
		if (!file.endsWith('.ts')) continue;
		const source = readFileSync(join(root, file), 'utf8');
		expect(source).not.toMatch(/getNodeParameter\([^()]*,\s*0\b/);
		expect(source).not.toMatch(/getInputData\(\)\[0\]/);
	}
});

test('every list and mapper that the description names exists, and none is left over', () => {
	const text = JSON.stringify(description.properties);
	const named = (key: string): string[] => [
		...new Set(
			[...text.matchAll(new RegExp(`"${key}":"(\\w+)"`, 'g'))].map((match) => match[1] ?? ''),
		),
	];
	expect(named('searchListMethod').sort()).toEqual(Object.keys(listSearch).sort());
	expect(named('resourceMapperMethod')).toEqual(Object.keys(resourceMapping));
});

const allFields = (properties: readonly INodeProperties[]): INodeProperties[] =>
	properties.flatMap((property) => [
		property,
		...(property.type === 'collection' ? allFields(property.options as INodeProperties[]) : []),
	]);

test.each(
	resources.flatMap(({ value, operations }) =>
		operations.map((operation) => [`${value}.${operation.value}`, operation] as const),
	),
)('%s has complete texts', (_name, operation) => {
	expect(operation.action).toMatch(/^[A-Z](?:[a-z ]|API|QR|JSON|URL|WhatsApp)+$/);
	expect(operation.action).not.toMatch(/\b(a|an|the)\b/i);
	const fields = allFields(operation.properties);
	for (const { type, displayName, description: text, placeholder } of fields) {
		if (type === 'notice' || type === 'hidden') continue;
		expect(displayName).toMatch(/^[A-Z]/);
		if (type !== 'collection') expect(text).toMatch(/^[A-Z]/);
		if (type === 'string') expect(placeholder).toMatch(/^e\.g\. /);
	}
	for (const { type, name, options } of fields) {
		if (type !== 'collection') continue;
		const names = (options as INodeProperties[])
			.filter((option) => option.type !== 'hidden')
			.map(({ displayName }) => displayName);
		expect({ name, names }).toEqual({ name, names: [...names].sort((a, b) => a.localeCompare(b)) });
	}
});

test('the settings of requests are on the Settings tab, and an agent has none of them', () => {
	const settings = description.properties.filter(({ isNodeSetting }) => isNodeSetting);
	expect(settings.map(({ name, default: value }) => [name, value])).toEqual([
		['maxConcurrency', ''],
		['requestsPerSecond', 200],
		['timeout', 30],
	]);
	for (const setting of settings) {
		const node = { typeVersion: 1 };
		const isShown = (type: { name: string }): boolean =>
			NodeHelpers.displayParameter({}, setting, node, { ...description, ...type }, {});
		expect([isShown({ name: 'chatApp' }), isShown({ name: 'chatAppTool' })]).toEqual([true, false]);
	}
});

test('fields go from the broad to the narrow', () => {
	const send = resources
		.find(({ value }) => value === 'message')
		?.operations.find(({ value }) => value === 'sendTemplate');
	// 'From' and 'To' are there once for each channel, of which one is shown.
	expect([...new Set(send?.properties.map(({ displayName }) => displayName))]).toEqual([
		'Channel Type',
		'Channel',
		'From',
		'To',
		'Template',
		'Language',
		'Template Variables',
		'Options',
	]);
});

test('the node can be found by the apps it serves, and agents may use it', () => {
	expect(description).toMatchObject({
		name: 'chatApp',
		usableAsTool: true,
		credentials: [{ name: 'alibabaCloudApi', required: true }],
	});
	expect(codex.alias).toEqual(
		expect.arrayContaining(['WhatsApp', 'Viber', 'Messenger', 'Instagram', 'Telegram', 'CAMS']),
	);
	expect(codex.resources.primaryDocumentation[0]?.url).toMatch(/^https:/);
});

test('a slow list of templates says what is faster', () => {
	const notices = description.properties
		.filter(({ name, type }) => name === 'template' && type === 'resourceLocator')
		.map(
			({ modes = [] }) => modes.find(({ name }) => name === 'list')?.typeOptions?.slowLoadNotice,
		);
	expect(notices.length).toBeGreaterThan(0);
	for (const notice of notices) {
		expect(notice).toEqual({ message: expect.stringMatching(/'By ID'/), timeout: 10_000 });
	}
});

test('a value that cannot be an ID is refused with the name of its field, in the words of the screen', () => {
	const locators = description.properties.filter(({ type }) => type === 'resourceLocator');
	for (const { displayName, modes = [] } of locators) {
		const byId = modes.find(({ name }) => name === 'id');
		if (!byId) continue;
		// n8n calls every mode of this name so, whatever its own label.
		expect(byId.displayName).toBe('By ID');
		expect(byId.validation).toMatchObject([
			{ properties: { errorMessage: `'${displayName}' must not have spaces` } },
		]);
	}
	expect(JSON.stringify(description)).not.toContain('By Code');
});

test('an operation that waits for a response says on the panel what passes it on', () => {
	const texts = description.properties
		.filter(({ type, displayOptions }) => {
			const show = displayOptions?.show ?? {};
			return type === 'notice' && show.operation?.includes('sendAndWait') === true;
		})
		.map(({ displayName }) => displayName);
	expect(texts).toContainEqual(expect.stringMatching(/trigger of this package.*published/));
});

test('no mode of a list has an address: n8n resolves it in the page, also when the panel is gone', () => {
	const addresses = description.properties.flatMap(({ modes = [] }) =>
		modes.flatMap(({ url }) => (url === undefined ? [] : [url])),
	);
	expect(addresses).toEqual([]);
});
