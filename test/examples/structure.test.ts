import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { example, EXAMPLES, FOLDER, type ExampleNode } from './services';

const OWN = 'n8n-nodes-alibabacloud-chatapp';
const NOTE = 'n8n-nodes-base.stickyNote';

/**
 * Node types with a version that n8n 1.123 and n8n 2.40.7 both have: a file with a newer one could
 * be imported into the older n8n, but not be run. Human review is the exception: n8n 1.123 has none.
 */
const VERSIONS: Readonly<Record<string, number>> = {
	[NOTE]: 1,
	[`${OWN}.chatApp`]: 1,
	[`${OWN}.chatAppHitlTool`]: 1,
	[`${OWN}.chatAppTool`]: 1,
	[`${OWN}.chatAppTrigger`]: 1.1,
	[`${OWN}.chatAppQueueTrigger`]: 1,
	'@n8n/n8n-nodes-langchain.agent': 3,
	'@n8n/n8n-nodes-langchain.chatTrigger': 1.1,
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': 1.2,
	'@n8n/n8n-nodes-langchain.memoryBufferWindow': 1.3,
	'n8n-nodes-base.crypto': 1,
	'n8n-nodes-base.dataTable': 1,
	'n8n-nodes-base.executeWorkflow': 1.2,
	'n8n-nodes-base.executeWorkflowTrigger': 1.1,
	'n8n-nodes-base.filter': 2.2,
	'n8n-nodes-base.formTrigger': 2.2,
	'n8n-nodes-base.freshdesk': 1,
	'n8n-nodes-base.googleSheets': 4.5,
	'n8n-nodes-base.httpRequest': 4.2,
	'n8n-nodes-base.httpRequestTool': 4.2,
	'n8n-nodes-base.if': 2.2,
	'n8n-nodes-base.manualTrigger': 1,
	'n8n-nodes-base.noOp': 1,
	'n8n-nodes-base.respondToWebhook': 1.1,
	'n8n-nodes-base.set': 3.4,
	'n8n-nodes-base.slack': 2.3,
	'n8n-nodes-base.splitOut': 1,
	'n8n-nodes-base.switch': 3.2,
	'n8n-nodes-base.twilio': 1,
	'n8n-nodes-base.webhook': 2,
	'n8n-nodes-base.zendesk': 1,
	'n8n-nodes-base.zendeskTrigger': 1,
};

const tests = ['answering', 'campaigns', 'conversing', 'sending', 'watching']
	.map((name) => readFileSync(join(__dirname, `${name}.test.ts`), 'utf8'))
	.join('\n');
const table = readFileSync(join(FOLDER, 'README.md'), 'utf8');

it('has at least twelve examples', () => {
	expect(EXAMPLES.length).toBeGreaterThanOrEqual(12);
});

describe.each(EXAMPLES)('%s', (name) => {
	const { nodes, connections } = example(name);
	const running = nodes.filter(({ type }) => type !== NOTE);
	const noteTexts = nodes
		.filter(({ type }) => type === NOTE)
		.map(({ parameters }) => String(parameters.content));

	it('answers to the address, which everybody has and no default country changes', () => {
		const receivers = running.map(({ parameters }) => String(parameters.to ?? ''));
		for (const to of receivers) expect(to).not.toMatch(/(?:from|recipient)\.(?:key|phone|userId)/);
	});

	it('is run by a test and listed in the table', () => {
		expect(tests).toContain(name);
		expect(table).toContain(`(${name})`);
	});

	it('says what it does, step by step, and names only steps that it has', () => {
		expect(noteTexts[0]).toMatch(/^## .+\n[^]*\n1\. [^]*\n2\. /);
		const listed = new Set(running.map((node) => node.name));
		for (const [, bold = ''] of noteTexts.join('\n').matchAll(/\*\*([A-Z][^*]*)\*\*/g)) {
			if (!listed.has(bold)) expect(WORDS_IN_BOLD).toContain(bold);
		}
	});

	it('says how its trigger sets itself up at the service', () => {
		const notes = noteTexts.join('\n');
		for (const { type, name } of running) {
			if (type !== `${OWN}.chatAppTrigger` && type !== `${OWN}.chatAppQueueTrigger`) continue;
			const setting = type.includes('Queue') ? 'Switch Queue On' : 'Register Automatically';
			expect(notes).toMatch(new RegExp(`\\*\\*${name}\\*\\*[^\\n]*\\*${setting}\\*`));
		}
	});

	it('uses node types and versions that every supported n8n has', () => {
		for (const { type, typeVersion } of nodes)
			expect([type, typeVersion]).toEqual([type, VERSIONS[type]]);
	});

	it('has nodes with names and IDs of their own', () => {
		for (const field of ['id', 'name'] as const) {
			const values = nodes.map((node) => node[field]);
			expect(new Set(values).size).toBe(values.length);
		}
		const hooks = nodes.flatMap(({ webhookId }) => webhookId ?? []);
		expect(new Set(hooks).size).toBe(hooks.length);
	});

	it('connects every step, and only steps that exist', () => {
		const names = new Set(running.map((node) => node.name));
		const targets = targetsOf(connections);
		for (const linked of [...Object.keys(connections), ...targets]) expect(names).toContain(linked);
		const lonely = running.filter((node) => !targets.has(node.name) && !(node.name in connections));
		expect(lonely).toEqual([]);
	});

	it('reads only from steps that it has', () => {
		const names = new Set(running.map((node) => node.name));
		for (const [, read = ''] of JSON.stringify(running).matchAll(/\$\('([^']+)'\)/g)) {
			expect(names).toContain(read);
		}
	});

	it('holds no credential of anybody', () => {
		for (const { credentials = {} } of running) {
			for (const { id } of Object.values(credentials)) expect(id).toBe('');
		}
		const steps = running.filter((node) => node.type.startsWith(OWN) && needsKey(node));
		for (const step of steps)
			expect(Object.keys(step.credentials ?? {})).toEqual(['alibabaCloudApi']);
	});
});

describe('the note of an example that is started by hand, and has a trigger with a pinned sample', () => {
	// n8n's button starts at the pinned sample; the other start is in its menu.
	it.each([
		['campaign-from-sheet.json', 'Start'],
		['opt-out-list.json', 'Start Campaign'],
	])('%s says where to start', (file, start) => {
		const { nodes } = example(file);
		expect(nodes).toContainEqual(
			expect.objectContaining({ name: start, type: 'n8n-nodes-base.manualTrigger' }),
		);
		const notes = nodes
			.filter(({ type }) => type === NOTE)
			.map(({ parameters }) => parameters.content);
		expect(notes.join('\n')).toContain(`*from ${start}*`);
	});
});

/** What notes stress beside the names of steps: columns, options and directions. */
const WORDS_IN_BOLD = [
	'Allowed Recipients',
	'Allowed Templates',
	'From the agent:',
	'From the customer:',
	'Phone, Name, Appointment, Sent To, Result, Delivered, Read, Failed',
];

/** The HTTP trigger needs one only to register its URL. */
function needsKey({ type, parameters }: ExampleNode): boolean {
	return !type.endsWith('chatAppTrigger') || parameters.registerAutomatically === true;
}

function targetsOf(connections: object): ReadonlySet<string> {
	const outputs = Object.values(connections as Record<string, Record<string, unknown>>);
	const links = outputs.flatMap((byType) => Object.values(byType)).flat(2) as Array<{
		node: string;
	}>;
	return new Set(links.map(({ node }) => node));
}
