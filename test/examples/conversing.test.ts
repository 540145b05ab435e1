import type { IDataObject } from 'n8n-workflow';

import { CONTRACTS } from '../contracts/contracts';
import { ChatApp } from '../../nodes/ChatApp/ChatApp.node';
import type { WorkflowRun } from '../harness';
import { runUntilWaiting, type WaitingRun } from '../harness/resume';
import { failedStatus, hand, inbound } from '../nodes/ChatApp/resources/message/sendAndWait/asking';
import type { MessageView } from '../simulator/control/state';
import {
	ARIF,
	BUSINESS,
	MEI,
	messagesTo,
	options,
	play,
	simulator,
	textsTo,
	useTheatre,
	write,
} from './exampleHarness';
import { example } from './services';

useTheatre();
beforeEach(() => {
	write('Hello');
	write('Hello', ARIF);
});

/** Runs an example until it waits. */
const wait = async (file: string, startAt: string, json: object): Promise<WaitingRun> =>
	await runUntilWaiting(example(file), { ...options(), startAt, input: [{ json: { ...json } }] });

function lastTo(user: string): MessageView {
	const message = messagesTo(user).at(-1);
	if (message === undefined) throw new Error(`Nothing was sent to ${user}`);
	return message;
}

const labelsTo = (user: string) => simulator.control.buttonsOf(lastTo(user).id).map(labelOf);
const labelOf = ({ title }: { title: string }) => title;

/** The items with which the run goes on; they come as a trigger passes the answer on. */
async function outputsOf(run: WaitingRun, reference: string, item: IDataObject) {
	const { workflowData } = await hand({ run }, reference, item);
	if (workflowData === undefined) throw new Error('The answer was refused');
	return workflowData;
}

/** The reference that the receipts of a message and typed answers come with. */
const referenceOf = ({ taskId }: MessageView) => (taskId ?? '').split('/')[0] ?? '';

/** An answer of the person who was asked. */
const from = (user: string, changes: object) => {
	const { from: sender } = inbound() as { from: IDataObject };
	return inbound({ from: { ...sender, address: `+${user}`, key: user, phone: user }, ...changes });
};

async function tapped(run: WaitingRun, user: string, label: string) {
	const button = simulator.control.buttonsOf(lastTo(user).id).find((one) => labelOf(one) === label);
	return await outputsOf(run, button?.id ?? '', from(user, { text: label }));
}

const typed = async (run: WaitingRun, user: string, text: string) =>
	await outputsOf(run, referenceOf(lastTo(user)), from(user, { type: 'text', text }));

function expectSuccess(run: WorkflowRun): WorkflowRun {
	expect([run.status, run.error]).toEqual(['success', undefined]);
	return run;
}

describe('approve-refund.json', () => {
	const ask = async () =>
		await wait('approve-refund.json', 'Refund Requested', {
			body: { order: 'A-1001', amount: '$40', name: 'Mei', phone: `+${MEI}` },
		});

	it.each([
		['Approve', 'Hi Mei, we refund $40 for your order A-1001. It arrives within five days.'],
		['Decline', 'Hi Mei, we cannot refund your order A-1001. Write to us if you have questions.'],
	])('tells the customer what the colleague decided: %s', async (label, told) => {
		const run = await ask();
		expect(textsTo(ARIF)).toEqual(['Refund $40 to Mei for order A-1001?']);
		expect(labelsTo(ARIF)).toEqual(['Approve', 'Decline']);
		expect(textsTo(MEI)).toEqual([]);
		expectSuccess(await run.resume(await tapped(run, ARIF, label)));
		expect(textsTo(MEI)).toEqual([told]);
	});

	it('tells the customer nothing when the colleague has a question or says nothing', async () => {
		const run = await ask();
		const next = expectSuccess(await run.resume(await typed(run, ARIF, 'Which order?')));
		expect(next.jsonOf('Decide by Hand')).toMatchObject([{ chatInput: 'Which order?' }]);
		const late = expectSuccess(await (await ask()).timeOut());
		expect(late.jsonOf('Decide by Hand')).toMatchObject([{ outcome: 'noAnswer' }]);
		expect(textsTo(MEI)).toEqual([]);
	});
});

describe('appointment-from-list.json', () => {
	const file = 'appointment-from-list.json';
	const message = { ...inbound({ type: 'text', text: 'An appointment, please' }), to: BUSINESS };

	it('starts once for each customer who wants one', async () => {
		const wants = await play(file, 'Inbound Message', message);
		expect(wants.ran('Start for Each')).toBe(true);
		expect(wants.ran('Other Messages')).toBe(false);
		const other = await play(file, 'Inbound Message', { ...message, text: 'Hello' });
		expect([other.ran('Start for Each'), other.ran('Other Messages')]).toEqual([false, true]);
	});

	it('books the time that was chosen from the data', async () => {
		const run = await wait(file, 'One Customer', message);
		expect(labelsTo(MEI)).toHaveLength(4);
		const next = expectSuccess(await run.resume(await tapped(run, MEI, 'Tue 1 Dec, 10:00')));
		expect(next.jsonOf('Book Time')).toEqual([
			{
				...{ start: '2026-12-01T10:00', label: 'Tue 1 Dec, 10:00' },
				...{ customer: 'Mei', address: `+${MEI}` },
			},
		]);
		expect(textsTo(MEI).at(-1)).toBe('Your appointment is booked: Tue 1 Dec, 10:00. See you then.');
	});

	it('books nothing when nobody answers', async () => {
		const next = expectSuccess(await (await wait(file, 'One Customer', message)).timeOut());
		expect(next.ran('Book Time')).toBe(false);
		expect(textsTo(MEI).at(-1)).toMatch(/^We closed the list of times/);
	});
});

describe('survey-free-text.json', () => {
	const ask = async () =>
		await wait('survey-free-text.json', 'Order Delivered', {
			body: { order: 'A-1001', name: 'Mei', phone: `+${MEI}` },
		});

	it.each([
		['Good', 3, /like best/],
		['Bad', 1, /do better/],
	])('asks for the reason of the rating %s', async (label, rating, question) => {
		const first = await ask();
		expect(labelsTo(MEI)).toEqual(['Good', 'So-so', 'Bad']);
		const second = await first.resumeUntilWaiting(await tapped(first, MEI, label));
		expect(textsTo(MEI).at(-1)).toMatch(question);
		const next = expectSuccess(await second.resume(await typed(second, MEI, 'The driver')));
		expect(next.jsonOf('Survey Result')).toEqual([
			{ order: 'A-1001', rating, reason: 'The driver' },
		]);
	});

	it('keeps a rating without a reason, and asks nothing more without a rating', async () => {
		const first = await ask();
		const second = await first.resumeUntilWaiting(await tapped(first, MEI, 'Bad'));
		const next = expectSuccess(await second.timeOut());
		expect(next.jsonOf('Survey Result')).toMatchObject([{ order: 'A-1001', reason: '' }]);
		const count = messagesTo(MEI).length;
		const late = expectSuccess(await (await ask()).timeOut());
		expect([late.ran('No Rating'), late.ran('Ask for Reason')]).toEqual([true, false]);
		expect(messagesTo(MEI)).toHaveLength(count + 1);
	});
});

describe('verify-account.json', () => {
	const start = async () => await wait('verify-account.json', 'Your Phone', { Phone: `+${MEI}` });

	const verdicts = (run: WorkflowRun): Record<string, unknown> =>
		Object.fromEntries(
			run.jsonOf('Table').map(({ contract, outcome, verdict }) => [contract, outcome ?? verdict]),
		);

	it('confirms what the service does', async () => {
		const sent = await start();
		const delivered = failedStatus({ status: 'delivered', error: null });
		const asked = await sent.resumeUntilWaiting(
			await outputsOf(sent, referenceOf(lastTo(MEI)), delivered),
		);
		const words = await asked.resumeUntilWaiting(await tapped(asked, MEI, 'One'));
		const next = expectSuccess(await words.resume(await typed(words, MEI, 'Fine')));
		expect(verdicts(next)).toEqual({
			...{ 'success-code': 'known', 'channel-ids': 'same', 'review-queue': 'usual' },
			...{ 'variable-form': 'not tried', 'send-answer': 'known', 'queue-endpoint': 'opens' },
			...{ 'receipt-task-id': 'unchanged', 'button-ids': 'unchanged' },
			'notification-layouts': 'read',
		});
		const contracts = CONTRACTS.map(({ id, outcomes }) => [id, Object.keys(outcomes)] as const);
		const known = new Map(contracts);
		for (const { contract, outcome } of next.jsonOf('Table')) {
			expect([...(known.get(String(contract)) ?? []), null]).toContain(outcome);
		}
		expect(JSON.stringify(next.jsonOf('Table'))).not.toMatch(/\d{5}|Mei|Acme|Fine/);
	});

	it('ends with a table also if nothing works', async () => {
		simulator.control.permissions({ deny: ['cams:*'] });
		const run = await play('verify-account.json', 'Your Phone', { Phone: `+${MEI}` });
		expect(new Set(Object.values(verdicts(run)))).toEqual(new Set(['not tried']));
	});
});

describe('delivery-with-fallback.json', () => {
	const send = async () =>
		await wait('delivery-with-fallback.json', 'Order Shipped', {
			body: {
				...{ customer: 'Mei', phone: `+${MEI}` },
				order: { number: 'A-1001', arrival: 'Friday', tracking: 'T-7' },
			},
		});
	const channels = () => messagesTo(MEI).map(({ channelType }) => channelType);
	const text = 'Hi Mei, your order A-1001 ships today and arrives on Friday.';

	it.each(['delivered', 'read'])('ends when WhatsApp has %s it', async (status) => {
		const run = await send();
		expect(channels()).toEqual(['whatsapp']);
		const item = failedStatus({ status, error: null });
		const outputs = await outputsOf(run, referenceOf(lastTo(MEI)), item);
		const next = expectSuccess(await run.resume(outputs));
		expect(next.jsonOf('Done')).toMatchObject([{ outcome: status }]);
		expect(channels()).toEqual(['whatsapp']);
	});

	it('sends by Viber, with an SMS behind it, when it failed', async () => {
		const run = await send();
		const outputs = await outputsOf(run, referenceOf(lastTo(MEI)), failedStatus());
		expectSuccess(await run.resume(outputs));
		expect(channels()).toEqual(['whatsapp', 'viber']);
		expect(textsTo(MEI)).toEqual([text, text]);
		const [call] = simulator.requests.filter(({ params }) => params.ChannelType === 'viber');
		expect(call?.params).toMatchObject({
			...{ FallBackId: 'S000001', FallBackContent: text, FallBackDuration: '600' },
			FallBackRule: 'undelivered',
		});
	});

	it('sends by Viber when nothing was heard in time', async () => {
		expectSuccess(await (await send()).timeOut());
		expect(channels()).toEqual(['whatsapp', 'viber']);
	});
});

describe('agent-with-review.json', () => {
	const file = 'agent-with-review.json';

	it('lets the agent reach the refund only through the colleague', () => {
		const { connections } = example(file);
		const toolLinks = Object.entries(connections as Record<string, { ai_tool?: unknown }>)
			.filter(([, { ai_tool }]) => ai_tool !== undefined)
			.map(([name, { ai_tool }]) => [name, ai_tool]);
		const to = (node: string) => [[{ node, type: 'ai_tool', index: 0 }]];
		expect(toolLinks).toEqual([
			['Refund Order', to('Ask Colleague')],
			['Ask Colleague', to('Complaint Agent')],
		]);
	});

	it('asks the colleague with what the agent wants to do', async () => {
		const { nodes } = example(file);
		const review = nodes.find(({ name }) => name === 'Ask Colleague');
		// n8n makes a node of its own of it, with these two set and with the call as `$tool`.
		const parameters = {
			...(JSON.parse(
				JSON.stringify(review?.parameters).replaceAll('$tool.', '$json.tool.'),
			) as object),
			...{ resource: 'message', operation: 'sendAndWait' },
		};
		const run = await runUntilWaiting(
			{ nodes: [{ ...review, parameters }], connections: {} },
			{
				...options(),
				nodeTypes: { [review?.type ?? '']: new ChatApp() },
				input: [{ tool: { name: 'Refund Order', parameters: { amount: '20' } } }],
			},
		);
		expect(textsTo(ARIF)).toEqual(['The agent wants to use Refund Order: {"amount":"20"}']);
		expect(labelsTo(ARIF)).toEqual(['Approve', 'Decline']);
		const next = expectSuccess(await run.resume(await tapped(run, ARIF, 'Approve')));
		expect(next.jsonOf('Ask Colleague')).toMatchObject([{ approved: true }]);
	});

	it('sends what the agent says to the customer', async () => {
		await play(file, 'Complaint', { body: { phone: `+${MEI}`, text: 'It is broken' } });
		expect(textsTo(MEI)).toEqual([expect.stringMatching(/^You wrote/)]);
	});
});

describe('verification-demo.json', () => {
	const file = 'verification-demo.json';

	it('sends one template, however many checks there are', async () => {
		const run = expectSuccess(await play(file, 'Start'));
		expect(run.jsonOf('Check Channel').length).toBeGreaterThan(1);
		expect(textsTo(MEI)).toEqual(['Hi Mei, your order A-1001 ships today and arrives on Friday.']);
	});

	it('asks who writes, and continues with the answer', async () => {
		const run = await wait(file, 'Message or Status', inbound({ to: BUSINESS }));
		expect(labelsTo(MEI)).toEqual(['Morning', 'Afternoon']);
		const output = await tapped(run, MEI, 'Afternoon');
		expectSuccess(await run.resume(output));
		expect(textsTo(MEI).at(-1)).toBe('Thank you, we will call you in the afternoon.');
	});
});
