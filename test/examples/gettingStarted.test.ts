import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type INode, type INodeType } from 'n8n-workflow';

import { runWorkflow, type WorkflowFile, type WorkflowRun } from '../harness';
import { packageTypes } from '../harness/packageTypes';
import { startSimulator, type Simulator } from '../simulator';

const FOLDER = join(__dirname, '..', '..', 'examples', 'getting-started');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const MEI = '6591230001';
const WABA = '104857600009999';
/** A picture of one pixel. */
const PICTURE = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

type Step = Omit<WorkflowFile, 'nodes'> & { readonly nodes: readonly INode[] };
const open = (file: string): Step => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Step;
const noteOf = (file: string): string =>
	String(open(file).nodes.find(({ name }) => name === 'Note')?.parameters.content);

/** As the editor stores what was picked from a list. */
const picked = (value: string) => ({ __rl: true, mode: 'list', value });

let simulator: Simulator;
let types: Readonly<Record<string, INodeType>>;

beforeAll(async () => {
	types = (await packageTypes()).nodes;
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());

/** What the user fills in: fields by the name of the node. */
type Filled = Readonly<Record<string, object>>;

async function play(file: string, filled: Filled = {}): Promise<WorkflowRun> {
	const workflow = open(file);
	for (const [name, parameters] of Object.entries(filled)) {
		const node = workflow.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`${file} has no node "${name}"`);
		Object.assign(node.parameters, parameters);
	}
	const credentials = { alibabaCloudApi: simulator.credential };
	const finished = await runWorkflow(workflow, { credentials });
	if (finished.error) throw finished.error;
	return finished;
}

/** The labels of the fields that the editor marks as missing, and names that it does not know. */
function flawsOf(node: INode): { missing: string[]; unknown: string[] } {
	const description = types[node.type]?.description;
	if (!description) return { missing: [], unknown: [] };
	const { properties } = description;
	const values =
		NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description) ??
		{};
	const full = { ...node, parameters: values };
	const issues = NodeHelpers.getNodeParametersIssues(properties, full, description);
	const messages = Object.values(issues?.parameters ?? {}).flat();
	const shown = new Set(
		properties
			.filter((property) => NodeHelpers.displayParameter(values, property, node, description))
			.map(({ name }) => name),
	);
	return {
		missing: messages.map((message) => /"(.+)" is required/.exec(message)?.[1] ?? message),
		unknown: Object.keys(node.parameters).filter((name) => !shown.has(name)),
	};
}

test('the folder says in which order to go', () => {
	const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
	const named = [...readme.matchAll(/\(([^)]+\.json)\)/g)].map(([, name]) => name);
	expect(named).toEqual(FILES);
	FILES.forEach((file, index) => {
		const next = FILES[index + 1];
		expect(noteOf(file)).toContain(`**Next:** ${next ? `\`${next}\`` : 'the examples'}`);
	});
});

test.each(FILES)(
	'%s names every field that is left to the user, and no field is unknown',
	(file) => {
		const [, fill = ''] = /\*\*Fill in:\*\* (.*)/.exec(noteOf(file)) ?? [];
		for (const node of open(file).nodes) {
			const { missing, unknown } = flawsOf(node);
			expect([node.name, unknown]).toEqual([node.name, []]);
			for (const label of missing) expect(fill).toContain(`*${label}*`);
			if (missing.length > 0) expect(fill).toContain(`**${node.name}**`);
			for (const { id } of Object.values(node.credentials ?? {})) expect(id).toBe('');
		}
	},
);

test('the whole way from no channel to the metrics of a sent template', async () => {
	const made = await play('01-create-channel.json');
	expect(made.jsonOf('Create Channel')[0]).toMatchObject({ channelType: 'whatsapp' });

	const bound = await play('02-bind-business-account.json', {
		'Bind Business Account': { wabaId: WABA },
	});
	expect(bound.jsonOf('Show Business Account')[0]).toMatchObject({ wabaId: WABA });
	expect(bound.jsonOf('Enable Metrics')[0]).toMatchObject({ metricsEnabled: true });
	const channelId = String(bound.jsonOf('Bind Business Account')[0]?.channelId);
	expect(channelId).toBe(made.jsonOf('Create Channel')[0]?.instanceId);
	const channel = picked(channelId);

	const added = await play('03-add-phone-number.json', {
		'Add Phone Number': {
			...{ channel, countryCode: '65', nationalNumber: '3158 9002', verifiedName: 'Acme Sale' },
		},
	});
	const number = String(added.jsonOf('Add Phone Number')[0]?.phoneNumber);
	expect(number).toBe('6531589002');
	const own = { channel, phoneNumber: picked(number) };

	await play('04-request-code.json', { 'Request Code': own });
	// The simulator "sends" the last six digits of the number as the code.
	const verifyCode = number.slice(-6);
	await play('05-verify-phone-number.json', { 'Verify Phone Number': { ...own, verifyCode } });
	await play('06-register-phone-number.json', { 'Register Phone Number': own });
	const synced = await play('07-sync-phone-numbers.json', { 'Sync Phone Numbers': { channel } });
	expect(synced.jsonOf('Sync Phone Numbers')).toEqual([
		expect.objectContaining({
			...{ phoneNumber: number, status: 'CONNECTED', codeVerificationStatus: 'VERIFIED' },
			nextStep: 'The number is ready to send messages.',
		}),
	]);

	const stored = { data: PICTURE, contentType: 'image/png', isPublic: true };
	simulator.world.storage.objects.set('sale.png', stored);
	const designed = await play('08-create-template.json', {
		'Get Picture': { url: simulator.world.storage.urlOf('sale.png') },
		'Create Template': { channel },
	});
	const [template] = designed.jsonOf('Create Template');
	expect(template).toMatchObject({
		...{ review: 'pending', variables: ['name', 'department', 'voucher'] },
	});
	const templateCode = String(template?.templateCode);
	const chosen = { channel, template: picked(templateCode), language: picked('en') };

	const early = await play('09-follow-review.json', { 'Read Template': chosen });
	expect(early.jsonOf('In Review')).toHaveLength(1);
	simulator.control.review({ templateCode, status: 'fail', reason: 'INVALID_FORMAT' });
	const rejected = await play('09-follow-review.json', { 'Read Template': chosen });
	expect(rejected.jsonOf('Rejected')[0]).toMatchObject({ reason: 'INVALID_FORMAT' });
	simulator.control.review({ templateCode, status: 'pass' });
	const approved = await play('09-follow-review.json', { 'Read Template': chosen });
	expect(approved.jsonOf('Approved')).toHaveLength(1);

	const value = { name: 'Mei', department: 'garden', voucher: 'W20-7' };
	const sent = await play('10-send-template.json', {
		'Send Template': {
			...{ ...chosen, from: picked(number), to: `+${MEI}` },
			variables: { mappingMode: 'defineBelow', value },
		},
	});
	const messageId = String(sent.jsonOf('Send Template')[0]?.messageId);
	const arrived = simulator.control.state().messages.find(({ id }) => id === messageId);
	expect(arrived).toMatchObject({
		...{ user: MEI, business: number },
		appearance: {
			header: { url: expect.stringContaining(simulator.endpoints.oss) as string },
			body: 'Hi Mei, this weekend everything in our garden department is 20% off.',
			buttons: [{ url: 'https://example.com/sale/W20-7' }, { text: 'Stop promotions' }],
		},
	});
	simulator.control.read({ messageId });

	const listed = await play('11-list-messages.json', {
		'List Messages': { channel, businessNumber: picked(number) },
	});
	expect(listed.jsonOf('List Messages')).toEqual([
		expect.objectContaining({ messageId, userNumber: MEI, templateCode }),
	]);

	const seen = await play('12-quality-and-metrics.json', {
		'Numbers and Quality': { channel },
		'Number Metrics': { channel },
		'Template Metrics': { channel, template: picked(templateCode) },
	});
	expect(seen.jsonOf('Numbers and Quality')).toEqual([
		expect.objectContaining({ phoneNumber: number, qualityRating: expect.any(String) as string }),
	]);
	expect(seen.jsonOf('Number Metrics')).toEqual([
		expect.objectContaining({ phoneNumber: number, sentCount: 1, deliveredCount: 1 }),
	]);
	expect(seen.jsonOf('Template Metrics')).toEqual([
		expect.objectContaining({ templateCode, sentCount: 1, readCount: 1 }),
	]);
});
