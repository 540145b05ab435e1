import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { NodeType, WorkflowFile } from '../n8n/client';
import type { Narrator } from '../n8n/reporter';
import { CREDENTIAL, type Stage } from '../n8n/stage';
import { WHATSAPP_CHANNEL } from '../simulator/world/seed';

const PACKAGE = 'n8n-nodes-alibabacloud-chatapp';
const EXAMPLES = join(__dirname, '..', '..', 'examples');
/** `chatAppTool` is what n8n makes of the action node for AI agents. */
const NODES = ['chatApp', 'chatAppTool', 'chatAppTrigger', 'chatAppQueueTrigger'];

const SENDING = {
	resource: 'message',
	operation: 'sendTemplate',
	channelType: 'whatsapp',
	channel: { __rl: true, mode: 'list', value: WHATSAPP_CHANNEL },
	from: { __rl: true, mode: 'list', value: '6531589000' },
	template: { __rl: true, mode: 'list', value: '1119000000000000001' },
	language: { __rl: true, mode: 'list', value: 'en' },
};

/** What the editor needs of an older n8n: the nodes, their lists, the fields of a template. */
export async function testEditor({ n8n, credentialId }: Stage, narrator: Narrator): Promise<void> {
	const asked = (path: string, methodName: string) => ({
		path: `parameters.${path}`,
		methodName,
		nodeTypeAndVersion: { name: `${PACKAGE}.chatApp`, version: 1 },
		currentNodeParameters: SENDING,
		credentials: { alibabaCloudApi: { id: credentialId, name: CREDENTIAL } },
	});

	await narrator.tell('All nodes are loaded, the one for AI agents too', async () => {
		const known = new Set((await n8n.nodeTypes()).map(({ name }) => name));
		const missing = NODES.filter((name) => !known.has(`${PACKAGE}.${name}`));
		if (missing.length > 0) throw new Error(`n8n does not know ${missing.join(', ')}`);
		return [NODES.join(', ')];
	});

	await narrator.tell('Lists and the fields of a template are filled', async () => {
		const lists: Array<[string, string]> = [
			['channel', 'searchChannels'],
			['from', 'searchSenders'],
			['template', 'searchTemplates'],
			['language', 'searchLanguages'],
		];
		const lines: string[] = [];
		for (const [field, method] of lists) {
			const { results } = await n8n.askAsEditor('resource-locator-results', asked(field, method));
			const names = (results as Array<{ name: string }>).map(({ name }) => name);
			if (names.length === 0) throw new Error(`The list of '${field}' is empty`);
			lines.push(`${field}: ${names.slice(0, 3).join(', ')}`);
		}
		const { fields } = await n8n.askAsEditor(
			'resource-mapper-fields',
			asked('variables', 'getTemplateVariables'),
		);
		const ids = (fields as Array<{ id: string }>).map(({ id }) => id);
		if (!ids.includes('order')) throw new Error(`The template has the fields ${ids.join(', ')}`);
		return [...lines, `fields of the template: ${ids.join(', ')}`];
	});

	await narrator.tell('Every node of the examples exists in the version that is used', async () => {
		const known = new Set((await n8n.nodeTypes()).flatMap(versionsOf));
		// Human review of tools is made by n8n, from version 2 on.
		const hasReview = [...known].some((type) => type.includes('HitlTool '));
		const used = exampleNodes().filter(({ type }) => hasReview || !type.endsWith('HitlTool'));
		const unknown = used.filter(({ type, version }) => !known.has(`${type} ${version}`));
		if (unknown.length > 0) {
			throw new Error(unknown.map((one) => `${one.file}: ${one.type} ${one.version}`).join('; '));
		}
		return [`${used.length} nodes of ${new Set(used.map(({ file }) => file)).size} examples`];
	});
}

/** n8n lists a node again for each version that has code of its own. */
function versionsOf({ name, version }: NodeType): string[] {
	return [version].flat().map((one) => `${name} ${one}`);
}

function exampleNodes(): Array<{ file: string; type: string; version: number }> {
	return readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.json'))
		.flatMap((file) => {
			const { nodes } = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
			return nodes.map(({ type, typeVersion }) => ({ file, type, version: Number(typeVersion) }));
		});
}
