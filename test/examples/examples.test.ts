import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import {
	activateWorkflow,
	resourceMapperFields,
	runWorkflow,
	type ActiveWorkflow,
	type WorkflowFile,
} from '../harness';
import { startSimulator, type Simulator } from '../simulator';
import type { MessageView } from '../simulator/control/state';

const FOLDER = join(__dirname, '..', '..', 'examples');
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const BUSINESS = '6531589000';
const MEI = '6591230001';

const example = (name: string): WorkflowFile =>
	JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as WorkflowFile;

let simulator: Simulator;
let active: ActiveWorkflow | undefined;

beforeAll(async () => {
	simulator = await startSimulator({ push: { batchWindowMs: 5 } });
});
afterEach(async () => {
	await active?.deactivate();
	active = undefined;
	simulator.control.reset();
});
afterAll(async () => await simulator.close());

const credentials = () => ({ alibabaCloudApi: { ...simulator.credential } });
const answersTo = (user: string): MessageView[] =>
	simulator.control
		.state()
		.messages.filter((message) => message.user === user && message.direction === 'out');

it('has no example that is not run here', () => {
	expect([...FILES].sort()).toEqual([
		'crm-order-to-template.json',
		'delivery-states.json',
		'helpdesk-routing-from-queue.json',
		'helpdesk-routing.json',
	]);
});

it.each(FILES)('%s explains itself and holds no credential of anybody', (name) => {
	const nodes = example(name).nodes as ReadonlyArray<{
		type: string;
		credentials?: Record<string, { id: string }>;
	}>;
	expect(nodes.some(({ type }) => type === 'n8n-nodes-base.stickyNote')).toBe(true);
	for (const { credentials: used = {} } of nodes) {
		expect(Object.values(used).map(({ id }) => id)).toEqual(Object.values(used).map(() => ''));
	}
});

it('names the variables of its template as the editor does', async () => {
	const node = example('crm-order-to-template.json').nodes.find(
		(one) => (one as { name: string }).name === 'Send Order Update',
	) as { parameters: IDataObject & { variables: { schema: object[] } } };
	const { fields } = await resourceMapperFields(
		{ type: 'chatApp', parameters: node.parameters },
		'getTemplateVariables',
		{ credentials: credentials() },
	);
	expect(node.parameters.variables.schema).toEqual(
		fields.map((field) => ({ ...field, defaultValue: undefined })),
	);
});

it('sends the template when the CRM reports an order', async () => {
	const run = await runWorkflow(example('crm-order-to-template.json'), {
		credentials: credentials(),
		startAt: 'CRM Order',
		input: [
			{
				body: {
					customer: 'Mei',
					phone: '+65 9123 0001',
					order: { number: 'A-1001', arrival: 'Friday', tracking: 'T-7' },
				},
			},
		],
	});
	expect(run.error).toBeUndefined();
	const [message] = answersTo(MEI);
	expect(run.jsonOf('Send Order Update')).toEqual([
		expect.objectContaining({ messageId: message?.id, to: MEI }),
	]);
	expect(message).toMatchObject({
		taskId: 'order-A-1001',
		appearance: {
			header: { text: 'Order A-1001' },
			body: 'Hi Mei, your order A-1001 ships today and arrives on Friday.',
			buttons: [
				{ url: 'https://example.com/track/T-7' },
				{ text: 'Talk to us', payload: 'talk-A-1001' },
				{ text: 'Stop updates' },
			],
		},
	});
});

describe.each([
	['helpdesk-routing.json', 'Inbound Message'],
	['helpdesk-routing-from-queue.json', 'Queue Message'],
])('%s', (name, trigger) => {
	beforeEach(async () => {
		active = await activateWorkflow(example(name), { credentials: credentials() });
		const isHttp = trigger === 'Inbound Message';
		simulator.control.number({
			number: BUSINESS,
			upCallbackUrl: isHttp ? active.webhookUrl(trigger) : '',
			httpFlag: isHttp ? 'Y' : 'N',
			queueFlag: isHttp ? 'N' : 'Y',
		});
	});

	it.each([
		['Where is my PARCEL?', 'Delivery Team', /delivery team/],
		['I want a refund', 'Billing Team', /billing team/],
		['Hello', 'Front Desk', /We answer soon/],
	])('routes "%s" to the %s, answers and writes a ticket', async (text, team, answer) => {
		const question = simulator.control.reply({ user: MEI, to: BUSINESS, text });
		const run = await active?.nextRun();
		expect(run?.error).toBeUndefined();
		expect(run?.itemsOf(team)).toHaveLength(1);
		const [reply] = answersTo(MEI);
		expect(reply?.appearance.body).toMatch(answer);
		expect(reply?.contextMessageId).toBe(question.id);
		expect(run?.jsonOf('Create Ticket')).toEqual([
			{ customer: 'Mei', phone: MEI, question: text, answerId: reply?.id },
		]);
	});
});

it('logs delivery states and keeps failures apart', async () => {
	active = await activateWorkflow(example('delivery-states.json'), { credentials: credentials() });
	simulator.control.number({
		number: BUSINESS,
		statusCallbackUrl: active.webhookUrl('Delivery State'),
		httpFlag: 'Y',
		queueFlag: 'N',
	});
	const status = { MessageId: '1', From: BUSINESS, To: MEI, Timestamp: 1790000000000, TaskId: 't' };
	simulator.control.push({
		kind: 'status',
		entries: [
			{ ...status, Status: 'Delivered' },
			{ ...status, Status: 'Failed', ErrorCode: '131047', ErrorDescription: '131047:Re-engage' },
		],
	});
	const run = await active.nextRun();
	expect(run.jsonOf('Log State')).toEqual([
		expect.objectContaining({ messageId: '1', status: 'delivered', taskId: 't' }),
	]);
	expect(run.jsonOf('Log Failure')).toEqual([
		expect.objectContaining({
			code: '131047',
			whatToDo: expect.stringMatching(/template/i) as string,
		}),
	]);
});
