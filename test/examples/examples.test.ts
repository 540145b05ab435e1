import {
	activateWorkflow,
	resourceMapperFields,
	runWorkflow,
	type ActiveWorkflow,
} from '../harness';
import { startSimulator, type Simulator } from '../simulator';
import type { MessageView } from '../simulator/control/state';
import { example, EXAMPLES } from './services';

const BUSINESS = '6531589000';
const MEI = '6591230001';

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

/** The nodes of all examples that fill in the variables of a template. */
const mappers = EXAMPLES.flatMap((file) =>
	example(file)
		.nodes.filter(({ parameters }) => parameters.template !== undefined)
		.map((node) => ({ file, node })),
);

it.each(mappers)('names the variables of "$node.name" as the editor does ($file)', async (one) => {
	const { parameters } = one.node;
	const { fields } = await resourceMapperFields(
		{ type: 'chatApp', parameters },
		'getTemplateVariables',
		{ credentials: credentials() },
	);
	expect(parameters.variables).toMatchObject({
		schema: fields.map(({ defaultValue: _sample, ...field }) => field),
	});
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

it('logs delivery statuses and keeps failures apart', async () => {
	active = await activateWorkflow(example('delivery-status.json'), { credentials: credentials() });
	simulator.control.number({
		number: BUSINESS,
		statusCallbackUrl: active.webhookUrl('Delivery Status'),
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
