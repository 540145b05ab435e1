import {
	BUSINESS,
	MEI,
	activate,
	messagesTo,
	nextRun,
	play,
	publish,
	services,
	simulator,
	textsTo,
	write,
	useTheatre,
} from './exampleHarness';

useTheatre();

describe.each([
	['helpdesk-routing.json', 'Inbound Message'],
	['helpdesk-routing-from-queue.json', 'Queue Message'],
])('%s', (name, trigger) => {
	beforeEach(async () => {
		const { webhookUrl } = await activate(name);
		const isHttp = trigger === 'Inbound Message';
		simulator.control.number({
			number: BUSINESS,
			upCallbackUrl: isHttp ? webhookUrl(trigger) : '',
			httpFlag: isHttp ? 'Y' : 'N',
			queueFlag: isHttp ? 'N' : 'Y',
		});
	});

	it.each([
		['Where is my PARCEL?', 'Delivery Team', /delivery team/],
		['I want a refund', 'Billing Team', /billing team/],
		['Hello', 'Front Desk', /We will reply soon/],
	])('routes "%s" to the %s, answers and writes a ticket', async (text, team, answer) => {
		const question = write(text);
		const run = await nextRun();
		expect(run?.itemsOf(team)).toHaveLength(1);
		const [reply] = messagesTo(MEI);
		expect(reply?.appearance.body).toMatch(answer);
		expect(reply?.contextMessageId).toBe(question.id);
		expect(run?.jsonOf('Create Ticket')).toEqual([
			{ customer: 'Mei', phone: `+${MEI}`, question: text, answerId: reply?.id },
		]);
	});
});

describe('zendesk-tickets.json', () => {
	const file = 'zendesk-tickets.json';
	beforeEach(async () => await publish(file, 'Inbound Message', 'upCallbackUrl'));

	it('opens a ticket for the first message of a customer', async () => {
		services.answers['Find Tickets'] = { tickets: [{ id: 3, status: 'solved' }] };
		write('Where is my parcel?');
		await nextRun();
		expect(services.askedBy('Find Tickets')).toMatchObject([
			{ queryParameters: { parameters: [{ name: 'external_id', value: `+${MEI}` }] } },
		]);
		expect(services.askedBy('Create Ticket')).toMatchObject([
			{
				description: 'Where is my parcel?',
				additionalFields: { externalId: `+${MEI}`, subject: 'WhatsApp: Mei' },
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
		await play(file, 'Agent Replied', { 'ticket.id': '7', 'ticket.external_id': `+${MEI}` });
		expect(services.askedBy('Read Comments')).toMatchObject([
			{ url: 'https://your-company.zendesk.com/api/v2/tickets/7/comments.json' },
		]);
		expect(textsTo(MEI)).toEqual(['It arrives on Friday.']);
	});

	it('leaves tickets of other channels alone', async () => {
		await play(file, 'Agent Replied', { 'ticket.id': '8', 'ticket.external_id': '' });
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
				requesterIdentificationValue: `+${MEI}`,
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
		expect(services.askedBy('Reopen')).toMatchObject([
			{ ticketId: 7, updateFields: { status: 'open' } },
		]);
		expect(services.askedBy('Create Ticket')).toEqual([]);
	});

	it('brings the reply of an agent to the customer as plain text', async () => {
		services.answers['Find Tickets'] = { statusCode: 200, body: [] };
		write('Where is my parcel?');
		await nextRun();
		const reply =
			'<div>It&#39;s here on <b>Friday</b>.</div><div>&quot;Fish &amp; Chips&quot;, not &amp;lt;</div>';
		await play(file, 'Agent Replied', { body: { customer: `+${MEI}`, reply } });
		expect(textsTo(MEI)).toEqual(['It\'s here on Friday.\n"Fish & Chips", not &lt;']);
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
		expect(textsTo(MEI)).toEqual([expect.stringMatching(/^We did not find your order A-1001/)]);
	});

	it('asks for the number when there is none', async () => {
		write('Hello');
		await nextRun();
		expect(services.askedBy('Look Up Order')).toEqual([]);
		expect(textsTo(MEI)).toEqual([expect.stringMatching(/^Please send us your order number/)]);
	});
});

it.each(['ai-agent-reply.json', 'helpdesk-routing.json', 'order-status.json'])(
	'%s answers people who hide their number',
	async (file) => {
		const id = 'SG.13491208655302741918';
		await publish(file, 'Inbound Message', 'upCallbackUrl');
		write('Hello', id);
		await nextRun();
		expect(messagesTo(id)).toHaveLength(1);
	},
);

it('ai-agent-reply.json sends what the agent says to the customer', async () => {
	await publish('ai-agent-reply.json', 'Inbound Message', 'upCallbackUrl');
	const { id } = write('When do you open?');
	const run = await nextRun();
	const session = String(run?.jsonOf('Inbound Message')[0]?.sessionId);
	expect(session).toContain(MEI);
	expect(textsTo(MEI)).toEqual([`You wrote "When do you open?" in ${session}`]);
	expect(messagesTo(MEI)[0]?.contextMessageId).toBe(id);
});
