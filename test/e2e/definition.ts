import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { findN8n } from '../n8n/installation';
import type { Narrator } from '../n8n/reporter';

/** n8n gives an assistant the whole definition of a community node at once. */
const MOST_CHARACTERS = 132_000;
const PACKAGE = 'n8n-nodes-alibabacloud-chatapp';
const DIST = join(__dirname, '..', '..', 'dist', 'nodes');
const AMONG_FIRST = 3;
const SHOWN_BY_SEARCH = 5;

type NodeName = 'chatApp' | 'chatAppTrigger' | 'chatAppQueueTrigger';

/** Twenty requests in the words of builders, and the node that has to be found. */
const REQUESTS: ReadonlyArray<readonly [words: string, node: NodeName]> = [
	['whatsapp', 'chatApp'],
	['viber', 'chatApp'],
	['instagram', 'chatApp'],
	['messenger', 'chatApp'],
	['telegram', 'chatApp'],
	['send template', 'chatApp'],
	['whatsapp reply', 'chatApp'],
	['instagram reply', 'chatApp'],
	['broadcast', 'chatApp'],
	['campaign', 'chatApp'],
	['notification', 'chatApp'],
	['otp', 'chatApp'],
	['alibaba cloud', 'chatApp'],
	['aliyun', 'chatApp'],
	['receive whatsapp', 'chatAppTrigger'],
	['receive viber', 'chatAppTrigger'],
	['incoming instagram', 'chatAppTrigger'],
	['delivery status', 'chatAppTrigger'],
	['read receipt', 'chatAppTrigger'],
	['smq', 'chatAppQueueTrigger'],
];

/** What builders type to find an action of the node, and the operation that has to be found. */
const ACTIONS: ReadonlyArray<readonly [words: string, operation: string]> = [
	['send template', 'message.sendTemplate'],
	['send message', 'message.send'],
	['send to many', 'message.sendBulk'],
	['create template', 'template.create'],
	['preview', 'template.preview'],
	['download', 'media.download'],
	['upload', 'media.upload'],
	['check', 'channel.check'],
	['numbers', 'phoneNumber.getAll'],
	['whatsapp flow', 'flow.create'],
	['chat flow', 'chatFlow.trigger'],
	['api', 'apiCall.call'],
];

interface Catalog {
	NodeTypeParser: new (types: readonly object[]) => {
		searchNodeTypes(words: string, limit: number): ReadonlyArray<{ id: string }>;
	};
}

interface Search {
	sublimeSearch<T>(
		words: string,
		entries: readonly T[],
		keys: ReadonlyArray<{ key: string; weight: number }>,
	): ReadonlyArray<{ item: T }>;
}

/** What n8n's own functions make of the package for assistants and for those who search. */
export async function testDefinitions(narrator: Narrator): Promise<void> {
	const load = createRequire(findN8n().script);
	const loadInner = createRequire(load.resolve('@n8n/ai-utilities/node-catalog'));
	const own = (['ChatApp', 'ChatAppTrigger', 'ChatAppQueueTrigger'] as const).map(descriptionOf);

	await narrator.tell(`A definition has at most ${MOST_CHARACTERS} characters`, async () => {
		const { synthesizeNodeTypeDef } = load(
			join(findN8n().script, '..', '..', 'dist/modules/mcp-registry/synthesize-type-def.js'),
		) as { synthesizeNodeTypeDef(description: object): string };
		return own.map((description) => {
			const { length } = synthesizeNodeTypeDef(description);
			assert.ok(length <= MOST_CHARACTERS, `${description.name} has ${length}`);
			return `${description.name}: ${length}`;
		});
	});

	await narrator.tell(`${REQUESTS.length} requests in words find their node`, async () => {
		const { NodeTypeParser } = load('@n8n/ai-utilities/node-catalog') as Catalog;
		const all = ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'].flatMap((name) =>
			builtIn(load, name),
		);
		const parser = new NodeTypeParser([...all, ...own]);
		const missed = REQUESTS.filter(([words, node]) => {
			const found = parser.searchNodeTypes(words, SHOWN_BY_SEARCH).map(({ id }) => id);
			return !found.slice(0, AMONG_FIRST).includes(`${PACKAGE}.${node}`);
		});
		assert.deepEqual(missed, []);
		return [`among ${all.length} nodes of n8n`];
	});

	await narrator.tell(`${ACTIONS.length} requests in words find their operation`, async () => {
		const { sublimeSearch } = loadInner('@n8n/utils/search/sublime-search') as Search;
		const [node] = own;
		const actions = actionsOf(node?.properties ?? []);
		const missed = ACTIONS.filter(([words, operation]) => {
			const found = sublimeSearch(words, actions, [{ key: 'action', weight: 1 }]);
			return !found.slice(0, AMONG_FIRST).some(({ item }) => item.operation === operation);
		});
		assert.deepEqual(missed, []);
		return [`among ${actions.length} actions`];
	});
}

/** As n8n knows it once the package is installed. */
function descriptionOf(name: string): INodeTypeDescription & { codex: unknown } {
	const file = join(DIST, name, `${name}.node`);
	const types = createRequire(__filename)(`${file}.js`) as Record<
		string,
		new () => { description: INodeTypeDescription }
	>;
	const Type = types[name];
	assert.ok(Type, `${name} is not in the build`);
	const { description } = new Type();
	return {
		...description,
		name: `${PACKAGE}.${description.name}`,
		codex: JSON.parse(readFileSync(`${file}.json`, 'utf8')),
	};
}

function builtIn(load: NodeJS.Require, packageName: string): object[] {
	const folder = join(load.resolve(`${packageName}/package.json`), '..');
	const types = JSON.parse(
		readFileSync(join(folder, 'dist', 'types', 'nodes.json'), 'utf8'),
	) as Array<{ name: string }>;
	return types.map((type) => ({
		...type,
		name: type.name.includes('.') ? type.name : `${packageName}.${type.name}`,
	}));
}

function actionsOf(
	properties: INodeTypeDescription['properties'],
): Array<{ action: string; operation: string }> {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options, displayOptions }) =>
			(options ?? []).map((option) => ({
				action: String('action' in option ? option.action : ''),
				operation: `${String(displayOptions?.show?.resource?.[0])}.${String('value' in option ? option.value : '')}`,
			})),
		);
}
