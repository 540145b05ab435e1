import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { AlibabaCloudApi } from '../../credentials/AlibabaCloudApi.credentials';
import { ChatApp } from '../../nodes/ChatApp/ChatApp.node';
import { ChatAppQueueTrigger } from '../../nodes/ChatAppQueueTrigger/ChatAppQueueTrigger.node';
import { ChatAppTrigger } from '../../nodes/ChatAppTrigger/ChatAppTrigger.node';
import { outputFields, storedNames } from './contract';

/*
 * What saved workflows rely on: names, types, defaults and values of parameters, and the fields of
 * items. After a release none of these lines may change or go without a new version of the node.
 * UPDATE_CONTRACT=1 adds new lines to the lists; a line that changed or went is edited by hand, in the
 * commit that changes it, so that nobody does it without seeing it.
 */
const NODES = join(__dirname, '..', '..', 'nodes');
const LISTS = join(__dirname, '..', 'fixtures', 'contract');

const ofNode = (
	name: string,
	{ version, properties }: { version: number | number[]; properties: INodeProperties[] },
): string[] => [
	`version: ${[version].flat().join(', ')}`,
	...storedNames(properties),
	...outputFields(join(NODES, name)),
];

test.each<[string, string[]]>([
	['alibabaCloudApi', storedNames(new AlibabaCloudApi().properties)],
	['chatApp', ofNode('ChatApp', new ChatApp().description)],
	['chatAppTrigger', ofNode('ChatAppTrigger', new ChatAppTrigger().description)],
	['chatAppQueueTrigger', ofNode('ChatAppQueueTrigger', new ChatAppQueueTrigger().description)],
])('what workflows store of %s is as written', (name, lines) => {
	const file = join(LISTS, `${name}.txt`);
	const written = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
	const known = new Set(written);
	const present = new Set(lines);
	const added = [...present].filter((line) => !known.has(line));
	if (process.env.UPDATE_CONTRACT === '1' && added.length > 0) {
		writeFileSync(file, `${[...written, ...added].sort().join('\n')}\n`);
		added.length = 0;
	}
	expect({ gone: written.filter((line) => !present.has(line)), added }).toEqual({
		gone: [],
		added: [],
	});
});

describe('the list', () => {
	const field: INodeProperties = {
		...{ displayName: 'Kind', name: 'kind', type: 'options', default: 'a' },
		options: [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
		],
	};

	test.each<[string, INodeProperties]>([
		['name', { ...field, name: 'type' }],
		['default', { ...field, default: 'b' }],
		['type', { ...field, type: 'multiOptions', default: 'a' }],
		['value', { ...field, options: [{ name: 'A', value: 'a' }] }],
	])('changes with the %s of a parameter', (_what, changed) => {
		const inside = (property: INodeProperties): string[] =>
			storedNames([
				{
					displayName: 'Options',
					name: 'options',
					type: 'collection',
					default: {},
					options: [property],
				},
			]);
		expect(inside(changed)).not.toEqual(inside(field));
		expect(storedNames([changed])).not.toEqual(storedNames([field]));
	});

	test('does not change with texts for people', () => {
		const renamed = { ...field, displayName: 'Sort', description: 'Which sort', placeholder: 'x' };
		expect(storedNames([renamed])).toEqual(storedNames([field]));
	});
});
