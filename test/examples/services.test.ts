import { activateWorkflow, runNode, runWorkflow, type ActiveWorkflow } from '../harness';
import { startSimulator, type Simulator } from '../simulator';
import type { MessageView } from '../simulator/control/state';
import { example, Services } from './services';

const BUSINESS = '6531589000';
const MEI = '6591230001';
const ARIF = '60123450002';
const ADDRESSES = { upCallbackUrl: '', statusCallbackUrl: '' };

let simulator: Simulator;
let services: Services;
let active: ActiveWorkflow | undefined;

beforeAll(async () => {
	simulator = await startSimulator({ push: { batchWindowMs: 5 }, review: { afterMs: 50 } });
});
beforeEach(() => {
	services = new Services();
});
afterEach(async () => {
	await active?.deactivate();
	active = undefined;
	simulator.control.reset();
});
afterAll(async () => await simulator.close());

const options = () => ({
	credentials: { alibabaCloudApi: { ...simulator.credential } },
	nodeTypes: services.nodeTypes,
});

/** Runs an example from one of its triggers with the item that the trigger would give. */
const play = async (file: string, startAt: string, json: object = {}) => {
	const run = await runWorkflow(example(file), {
		...options(),
		startAt,
		input: [{ json: { ...json } }],
	});
	expect(run.error).toBeUndefined();
	return run;
};

/** Publishes an example and has the service push to one of its triggers. */
async function publish(file: string, trigger: string, address: keyof typeof ADDRESSES) {
	active = await activateWorkflow(example(file), options());
	simulator.control.number({
		number: BUSINESS,
		...ADDRESSES,
		[address]: active.webhookUrl(trigger),
		httpFlag: 'Y',
		queueFlag: 'N',
	});
}

const write = (text: string, user = MEI) => simulator.control.reply({ user, to: BUSINESS, text });
const nextRun = async () => {
	const run = await active?.nextRun();
	expect(run?.error).toBeUndefined();
	return run;
};
const messagesTo = (user: string): MessageView[] =>
	simulator.control
		.state()
		.messages.filter((message) => message.user === user && message.direction === 'out');
const textsTo = (user: string) => messagesTo(user).map(({ appearance }) => appearance.body);

describe('zendesk-tickets.json', () => {
	const file = 'zendesk-tickets.json';
	beforeEach(async () => await publish(file, 'Inbound Message', 'upCallbackUrl'));

	it('opens a ticket for the first message of a customer', async () => {
		services.answers['Find Tickets'] = { tickets: [{ id: 3, status: 'solved' }] };
		write('Where is my parcel?');
		await nextRun();
		expect(services.askedBy('Find Tickets')).toMatchObject([
			{ queryParameters: { parameters: [{ name: 'external_id', value: MEI }] } },
		]);
		expect(services.askedBy('Create Ticket')).toMatchObject([
			{
				description: 'Where is my parcel?',
				additionalFields: { externalId: MEI, subject: 'WhatsApp: Mei' },
			},
		]);
		expect(services.askedBy('Add to Ticket')).toEqual([]);
	});

	it('adds later messages to the open ticket', async () => {
		services.answers['Find Tickets'] = {
			tickets: [
				{ id: 3, status: 'closed' },
				{ id: 7, status: 'pending' },
			],
		};
		write('It is <still> not here');
		await nextRun();
		expect(services.askedBy('Create Ticket')).toEqual([]);
		expect(services.askedBy('Add to Ticket')).toMatchObject([
			{ id: 7, updateFields: { internalNote: 'Mei: It is &lt;still> not here', status: 'open' } },
		]);
	});

	it('brings the public answer of an agent to the customer', async () => {
		services.answers['Find Tickets'] = { tickets: [] };
		write('Where is my parcel?');
		await nextRun();
		services.answers['Read Comments'] = {
			comments: [
				{ public: false, plain_body: 'Lost by the carrier' },
				{ public: true, plain_body: 'It arrives on Friday.' },
			],
		};
		await play(file, 'Agent Answered', { 'ticket.id': '7', 'ticket.external_id': MEI });
		expect(services.askedBy('Read Comments')).toMatchObject([
			{ url: 'https://your-company.zendesk.com/api/v2/tickets/7/comments.json' },
		]);
		expect(textsTo(MEI)).toEqual(['It arrives on Friday.']);
	});

	it('leaves tickets of other channels alone', async () => {
		await play(file, 'Agent Answered', { 'ticket.id': '8', 'ticket.external_id': '' });
		expect(services.askedBy('Read Comments')).toEqual([]);
	});
});

describe('freshdesk-tickets.json', () => {
	const file = 'freshdesk-tickets.json';
	beforeEach(async () => await publish(file, 'Inbound Message', 'upCallbackUrl'));

	it.each([
		['a customer whom Freshdesk does not know', { statusCode: 400, body: { errors: [] } }],
		['a customer whose tickets are closed', { statusCode: 200, body: [{ id: 3, status: 5 }] }],
	])('opens a ticket for %s', async (_who, answer) => {
		services.answers['Find Tickets'] = answer;
		write('Where is my <parcel>?');
		await nextRun();
		expect(services.askedBy('Create Ticket')).toMatchObject([
			{
				requester: 'uniqueExternalId',
				requesterIdentificationValue: MEI,
				options: { name: 'Mei', description: 'Where is my &lt;parcel>?' },
			},
		]);
		expect(services.askedBy('Add Note')).toEqual([]);
	});

	it('adds later messages to the open ticket and opens it again', async () => {
		services.answers['Find Tickets'] = { statusCode: 200, body: [{ id: 7, status: 3 }] };
		write('It is still not here');
		await nextRun();
		const [note] = services.askedBy('Add Note');
		expect(note?.url).toBe('https://your-company.freshdesk.com/api/v2/tickets/7/notes');
		expect(JSON.parse(String(note?.jsonBody))).toMatchObject({ body: 'It is still not here' });
		expect(services.askedBy('Open Again')).toMatchObject([
			{ ticketId: 7, updateFields: { status: 'open' } },
		]);
		expect(services.askedBy('Create Ticket')).toEqual([]);
	});

	it('brings the reply of an agent to the customer as plain text', async () => {
		services.answers['Find Tickets'] = { statusCode: 200, body: [] };
		write('Where is my parcel?');
		await nextRun();
		const reply = '<div>It arrives on <b>Friday</b>.</div><div>Fish &amp; Chips</div>';
		await play(file, 'Agent Replied', { body: { customer: MEI, reply } });
		expect(textsTo(MEI)).toEqual(['It arrives on Friday.\nFish & Chips']);
	});
});

describe('campaign-from-sheet.json', () => {
	const file = 'campaign-from-sheet.json';
	beforeEach(() => {
		const rows: Array<[string, string, string]> = [
			['+65 9123 0001', 'Mei', ''],
			['+65 9123 0009', 'Ben', 'sending'],
			['no number', 'Eve', ''],
			['+60 12 345 0002', 'Arif', ''],
		];
		services.sheet = rows.map(([Phone, Name, Result], index) => ({
			...{ row_number: index + 2, Phone, Name, Appointment: 'Friday' },
			...{ 'Sent To': '', Result, Delivered: '', Read: '', Failed: '' },
		}));
	});
	const column = (name: string) => services.sheet.map((row) => row[name]);

	it('sends to rows without a result and writes the result into each', async () => {
		await play(file, 'Start');
		expect(textsTo(MEI)).toEqual(['Hello Mei, your appointment is on Friday.']);
		expect(textsTo(ARIF)).toEqual(['Hello Arif, your appointment is on Friday.']);
		expect(messagesTo('6591230009')).toEqual([]);
		expect(column('Result')).toEqual([
			'accepted',
			'sending',
			expect.stringMatching(/^failed: .*no number/),
			'accepted',
		]);
	});

	it('marks rows before anything goes out: a run that broke off repeats nothing', async () => {
		const campaign = example(file);
		const stopping = campaign.nodes.map((node) => ({ ...node, onError: 'stopWorkflow' }));
		simulator.control.fault({ service: 'cams', kind: 'reset', action: 'SendChatappMassMessage' });
		services.sheet.splice(2, 1);
		const brokenOff = await runWorkflow(
			{ ...campaign, nodes: stopping },
			{ ...options(), startAt: 'Start' },
		);
		expect(brokenOff.error).toBeDefined();
		expect(column('Result')).toEqual(['sending', 'sending', 'sending']);
		await play(file, 'Start');
		expect(services.askedBy('Mark Rows')).toHaveLength(2);
		expect(messagesTo(MEI).length).toBeLessThanOrEqual(1);
	});

	it('writes each delivery status into a column of its own, whatever order the runs end in', async () => {
		await publish(file, 'Delivery Status', 'statusCallbackUrl');
		await play(file, 'Start');
		const deadline = Date.now() + 4_000;
		while (!services.sheet[0]?.Delivered && Date.now() < deadline) await nextRun();
		expect(services.sheet[0]).toMatchObject({
			Result: 'accepted',
			Delivered: expect.stringMatching(/^\d{4}-.*Z$/) as string,
			Failed: '',
		});
		expect(services.sheet[1]).toMatchObject({ Result: 'sending', Delivered: '', Failed: '' });

		const [read, failed] = ['2026-01-02T03:04:05.000Z', { code: '131026', advice: 'Check it.' }];
		await play(file, 'Delivery Status', { to: MEI, status: 'read', timestamp: read, error: null });
		await play(file, 'Delivery Status', { to: ARIF, status: 'failed', error: failed });
		await play(file, 'Delivery Status', {
			to: MEI,
			status: 'sent',
			timestamp: '2026',
			error: null,
		});
		expect(services.sheet[0]).toMatchObject({ Read: read, Failed: '' });
		expect(services.sheet[3]).toMatchObject({ Read: '', Failed: '131026: Check it.' });
	});
});

describe('one-time-password.json', () => {
	const file = 'one-time-password.json';
	const askFor = async () => await play(file, 'Code Wanted', { body: { phone: '+65 9123 0001' } });
	const enter = async (code: string) => {
		const body = { phone: '+65 9123 0001', code };
		return (await play(file, 'Code Entered', { body })).jsonOf('Tell the App');
	};

	it('sends six digits that are good for one try', async () => {
		const run = await askFor();
		const [message] = messagesTo(MEI);
		expect(run.jsonOf('Code Is on Its Way')).toMatchObject([{ messageId: message?.id }]);
		const code = String(services.rows[0]?.code);
		expect(code).toMatch(/^\d{6}$/);
		expect(message?.appearance.body).toBe(`${code} is your verification code.`);
		expect(await enter(code)).toEqual([{ verified: true }]);
		expect(await enter(code)).toEqual([{ verified: false }]);
	});

	it('takes no second try after a wrong code', async () => {
		await askFor();
		const code = String(services.rows[0]?.code);
		expect(await enter('000000')).toEqual([{ verified: false }]);
		expect(await enter(code)).toEqual([{ verified: false }]);
	});

	it('takes no code after five minutes', async () => {
		await askFor();
		const [row] = services.rows;
		expect(Number(row?.expiresAt) - Date.now()).toBeLessThanOrEqual(300_000);
		Object.assign(row ?? {}, { expiresAt: Date.now() - 1 });
		expect(await enter(String(row?.code))).toEqual([{ verified: false }]);
	});

	it('does not let n8n keep the codes in its executions', () => {
		expect(example(file).settings).toMatchObject({
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		});
	});
});

it('delivery-failure-follow-up.json chooses what to do by the reason', async () => {
	await publish('delivery-failure-follow-up.json', 'Message Failed', 'statusCallbackUrl');
	const failed = (MessageId: string, ErrorCode: string, To: string) => ({
		...{ MessageId, From: BUSINESS, To, Timestamp: 1790000000000, Status: 'Failed' },
		...{ ErrorCode, ErrorDescription: `${ErrorCode}:Failed` },
	});
	simulator.control.push({
		kind: 'status',
		entries: [
			failed('1', '131047', MEI),
			failed('2', '131050', ARIF),
			failed('3', '131026', '6591230000'),
			{ ...failed('4', '', ARIF), Status: 'Delivered', ErrorDescription: '' },
		],
	});
	const run = await nextRun();
	expect(textsTo(MEI)).toEqual([expect.stringMatching(/^Welcome to Acme/)]);
	expect(messagesTo(MEI)[0]?.taskId).toBe('again-1');
	expect(services.askedBy('Send SMS')).toMatchObject([{ to: '+6591230000' }]);
	expect(run?.jsonOf('Leave Alone')).toMatchObject([{ messageId: '2' }]);
	expect(messagesTo(ARIF)).toEqual([]);
});

describe('template-review.json', () => {
	const file = 'template-review.json';

	it('creates the template of the form and tells how its review ended', async () => {
		await play(file, 'New Template', {
			...{ 'Template Name': 'parcel_ready', 'Sample Name': 'Mei' },
			Text: 'Hi $(name), your parcel is ready.',
		});
		expect(simulator.control.state().templates).toContainEqual(
			expect.objectContaining({ name: 'parcel_ready', auditStatus: 'pass' }),
		);
		expect(services.askedBy('Tell the Team')).toMatchObject([
			{ text: 'Template parcel_ready: approved' },
		]);
	});

	it('warns when a template is paused later', async () => {
		active = await activateWorkflow(example(file), options());
		const entry = (AuditStatus: string) => ({
			...{ WabaId: '104857600001234', TemplateCode: '1119000000000000003', Language: 'en' },
			...{ AuditStatus, Reason: 'LOW_QUALITY', Type: 'template' },
		});
		await fetch(active.webhookUrl('Template Stopped'), {
			method: 'POST',
			body: JSON.stringify([entry('pass'), entry('paused')]),
		});
		await nextRun();
		expect(services.askedBy('Warn the Team')).toMatchObject([
			{ text: 'Template 1119000000000000003 (en) was paused: LOW_QUALITY' },
		]);
	});
});

it('ai-agent-reply.json sends what the agent says to the customer', async () => {
	await publish('ai-agent-reply.json', 'Inbound Message', 'upCallbackUrl');
	const { id } = write('When do you open?');
	const run = await nextRun();
	const session = String(run?.jsonOf('Inbound Message')[0]?.sessionId);
	expect(session).toContain(MEI);
	expect(textsTo(MEI)).toEqual([`You wrote "When do you open?" in ${session}`]);
	expect(messagesTo(MEI)[0]?.contextMessageId).toBe(id);
});

describe('ai-agent-tool.json', () => {
	/** The tool's node as the agent runs it: what the agent chose stands in the item. */
	const callTool = async (choice: object) => {
		const tool = example('ai-agent-tool.json').nodes.find(({ type }) => type.endsWith('Tool'));
		const text = JSON.stringify(tool?.parameters).replace(
			/\$fromAI\('(\w+)', `[^`]*`, 'string'\)/g,
			(_call, key: string) => `$json.${key}`,
		);
		const parameters = JSON.parse(text) as object;
		const input = [{ json: { ...choice } }];
		return await runNode({ type: 'chatApp', parameters }, { ...options(), input });
	};
	const choice = { phone: MEI, order: 'A-1001', name: 'Mei', arrival: 'Friday', tracking: 'T-7' };

	it('sends the template with what the agent chose', async () => {
		const run = await callTool(choice);
		expect(run.error).toBeUndefined();
		expect(textsTo(MEI)).toEqual(['Hi Mei, your order A-1001 ships today and arrives on Friday.']);
	});

	it('does not write to numbers that are not allowed, whatever the agent chose', async () => {
		const run = await callTool({ ...choice, phone: ARIF });
		expect(run.error?.message).toMatch(/allowed/i);
		expect(messagesTo(ARIF)).toEqual([]);
	});
});

describe('order-status.json', () => {
	beforeEach(async () => await publish('order-status.json', 'Inbound Message', 'upCallbackUrl'));
	const shop = (phone: string) => {
		const body = { phone, status: 'on its way', arrival: 'Friday' };
		services.answers['Look Up Order'] = { statusCode: 200, body };
	};

	it('tells customers the state of their order', async () => {
		shop('+65 9123 0001');
		write('Where is a-1001?');
		await nextRun();
		expect(services.askedBy('Look Up Order')).toMatchObject([
			{ url: 'https://shop.example.com/api/orders/A-1001' },
		]);
		expect(textsTo(MEI)).toEqual(['Your order A-1001 is on its way. It arrives on Friday.']);
	});

	it('tells nothing of the orders of others', async () => {
		shop('+60 12 345 0002');
		write('Where is A-1001?');
		await nextRun();
		expect(textsTo(MEI)).toEqual([expect.stringMatching(/^We found no order A-1001 of yours/)]);
	});

	it('asks for the number when there is none', async () => {
		write('Hello');
		await nextRun();
		expect(services.askedBy('Look Up Order')).toEqual([]);
		expect(textsTo(MEI)).toEqual([expect.stringMatching(/^Please send us the number/)]);
	});
});

describe('opt-out-list.json', () => {
	const file = 'opt-out-list.json';
	const offer = expect.stringMatching(/^Welcome to Acme/) as string;

	it('keeps those who wrote STOP out of the campaign until they write START', async () => {
		await publish(file, 'Stop or Start', 'upCallbackUrl');
		write('Stop updates');
		await nextRun();
		expect(services.rows).toEqual([
			{ phone: MEI, name: 'Mei', since: expect.stringMatching(/^\d{4}-/) as string },
		]);
		await play(file, 'Start Campaign');
		expect(textsTo(MEI)).toEqual([expect.stringMatching(/no more offers/)]);
		expect(textsTo(ARIF)).toEqual([offer]);

		write('start');
		await nextRun();
		expect(services.rows).toEqual([]);
		await play(file, 'Start Campaign');
		expect(textsTo(MEI).slice(1)).toEqual([expect.stringMatching(/^Welcome back/), offer]);
	});
});
