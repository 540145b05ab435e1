import { hasEnded, itemsOf, type Execution } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { ImportedWorkflow } from '../../n8n/stage';
import type { MessageView } from '../../simulator/control/state';
import { pause } from '../conversations/conversation';
import { ARIF, BUSINESS, expectEqual, json, MEI, NOBODY, type Theatre } from './exampleHarness';
import type { Play } from './play';

const INBOX = 'Inbound Message';
const WINDOW_MS = 3_600_000;

/** The examples that wait: for an answer in the chat, or for a delivery. */
export const conversing: readonly Play[] = [
	{
		file: 'approve-refund.json',
		tells: 'a colleague taps, the customer hears the decision',
		async run(theatre) {
			const workflow = await publish(theatre, 'approve-refund.json');
			const request = { order: 'A-1001', amount: '$40', name: 'Mei', phone: `+${MEI}` };
			const decide = async (label: string, count: number) => {
				await theatre.call(
					theatre.stage.webhookUrl(workflow, '', 'refund-requested'),
					json(request),
				);
				const [run, question] = await waits(theatre, workflow, ARIF);
				theatre.stage.simulator.control.tap(question.id, label);
				await ended(theatre, workflow, run);
				return await theatre.textTo(MEI, count);
			};
			const yes = await decide('Approve', 1);
			const no = await decide('Decline', 2);
			expectEqual('Yes', yes.startsWith('Hi Mei, we refund $40'), true);
			expectEqual('No', no.startsWith('Hi Mei, we cannot refund'), true);
			return [`"${yes}"`, `"${no}"`];
		},
	},
	{
		file: 'appointment-from-list.json',
		tells: 'a time of the list is booked and confirmed',
		async run(theatre) {
			const workflow = await publish(theatre, 'appointment-from-list.json');
			theatre.write('An appointment, please');
			const [run, question] = await waits(theatre, workflow, MEI);
			theatre.stage.simulator.control.tap(question.id, 'Tue 1 Dec, 10:00');
			const execution = await ended(theatre, workflow, run);
			const [booked] = itemsOf(execution, 'Book Time');
			expectEqual('The booking', booked?.json.start, '2026-12-01T10:00');
			return [`Mei's phone shows "${await theatre.textTo(MEI, 2)}"`];
		},
	},
	{
		file: 'survey-free-text.json',
		tells: 'a rating is tapped, its reason is typed, both are one result',
		async run(theatre) {
			const workflow = await publish(theatre, 'survey-free-text.json');
			const order = { order: 'A-1001', name: 'Mei', phone: `+${MEI}` };
			await theatre.call(theatre.stage.webhookUrl(workflow, '', 'order-delivered'), json(order));
			const [run, rating] = await waits(theatre, workflow, MEI);
			theatre.stage.simulator.control.tap(rating.id, 'Bad');
			const [, reason] = await waits(theatre, workflow, MEI, rating.id);
			await untilDelivered(theatre, reason.id);
			theatre.write('The box was open');
			const execution = await ended(theatre, workflow, run);
			const [result] = itemsOf(execution, 'Survey Result');
			const wanted = { order: 'A-1001', rating: 1, reason: 'The box was open' };
			expectEqual('The result', result?.json, wanted);
			return [JSON.stringify(wanted)];
		},
	},
	{
		file: 'delivery-with-fallback.json',
		tells: 'Viber is used for who is not on WhatsApp, and only then',
		async run(theatre) {
			const workflow = await publish(theatre, 'delivery-with-fallback.json');
			const order = { number: 'A-1001', arrival: 'Friday', tracking: 'T-7' };
			const send = async (user: string) => {
				const url = theatre.stage.webhookUrl(workflow, '', 'order-shipped');
				await theatre.call(url, json({ customer: 'Mei', phone: `+${user}`, order }));
			};
			const channelsOf = (user: string) =>
				theatre.messagesTo(user).map(({ channelType }) => channelType);
			await send(MEI);
			const run = await theatre.runOf(workflow, 'Done');
			expectEqual('The outcome', itemsOf(run, 'Done')[0]?.json.outcome, 'delivered');
			expectEqual('The messages to Mei', channelsOf(MEI), ['whatsapp']);
			await send(NOBODY);
			const other = await theatre.runOf(workflow, 'Send Viber');
			expectEqual('The outcome', itemsOf(other, 'Send WhatsApp')[0]?.json.outcome, 'failed');
			expectEqual('The other messages', channelsOf(NOBODY), ['whatsapp', 'viber']);
			return ['delivered by WhatsApp: nothing more', 'not on WhatsApp: Viber with SMS behind it'];
		},
	},
	{
		file: 'verification-demo.json',
		tells: 'its trigger registers itself, asks who writes, and a tap continues the execution',
		async run(theatre) {
			const workflow = await theatre.publish('verification-demo.json');
			const { control } = theatre.stage.simulator;
			const number = control.state().numbers.find((one) => one.number === BUSINESS);
			const url = theatre.stage.webhookUrl(workflow, 'Message or Status');
			expectEqual(
				'The registered URLs',
				[number?.upCallbackUrl, number?.statusCallbackUrl],
				[url, url],
			);
			theatre.write('Hello');
			const [run, question] = await waits(theatre, workflow, MEI);
			control.tap(question.id, 'Afternoon');
			await ended(theatre, workflow, run);
			const confirmed = await theatre.textTo(MEI, 2);
			expectEqual('The reply', confirmed, 'Thank you, we will call you in the afternoon.');
			const logged = await theatre.runOf(workflow, 'Log Status');
			expectEqual('The status is of', itemsOf(logged, 'Log Status')[0]?.json.to, MEI);
			return [`Mei's phone shows "${confirmed}"`];
		},
	},
	{
		file: 'agent-with-review.json',
		since: 2,
		tells: 'an agent refunds only after the tap of a colleague, with a scripted chat model',
		async run(theatre) {
			const { model, shop } = theatre.services;
			const workflow = await publish(theatre, 'agent-with-review.json');
			const complain = async (label: string) => {
				const refund = { order: 'A-1001', amount: '20' };
				model.choice = { toolParameters: refund, hitlParameters: {} };
				const complaint = { order: 'A-1001', name: 'Mei', phone: `+${MEI}`, text: 'Broken' };
				await theatre.call(theatre.stage.webhookUrl(workflow, '', 'complaint'), json(complaint));
				const [run, question] = await waits(theatre, workflow, ARIF);
				expectEqual('Refunds before the tap', shop.refunds.length, 0);
				theatre.stage.simulator.control.tap(question.id, label);
				await ended(theatre, workflow, run);
				return question.appearance.body;
			};
			const asked = await complain('Decline');
			expectEqual('Refunds after Decline', shop.refunds, []);
			await complain('Approve');
			expectEqual('Refunds after Approve', shop.refunds, [{ order: 'A-1001', amount: '20' }]);
			return [`the colleague was asked "${asked}"`, `Mei got "${await theatre.textTo(MEI, 2)}"`];
		},
	},
];

/** An example that hears everything of the number, with people who may be written to. */
async function publish(theatre: Theatre, file: string): Promise<ImportedWorkflow> {
	const workflow = await theatre.publish(file);
	theatre.pushTo(workflow, { inbound: INBOX, status: INBOX });
	for (const user of [MEI, ARIF]) {
		theatre.stage.simulator.control.window({ user, to: BUSINESS, openForMs: WINDOW_MS });
	}
	return workflow;
}

/** The run that waits, and the question that a person got, other than an earlier one. */
async function waits(
	theatre: Theatre,
	workflow: ImportedWorkflow,
	user: string,
	earlier?: string,
): Promise<[run: string, question: MessageView]> {
	return await eventually(`A question to ${user}`, async () => {
		const question = theatre.messagesTo(user).at(-1);
		const [run] = await theatre.stage.n8n.waiting(workflow.id);
		const isNew = question !== undefined && question.id !== earlier;
		return isNew && run !== undefined ? [run, question] : undefined;
	});
}

/** Typed text is matched by the delivery statuses of the question, so they must have come first. */
async function untilDelivered(theatre: Theatre, messageId: string): Promise<void> {
	await eventually('The delivery of the question', () => {
		const { messages, pushes } = theatre.stage.simulator.control.state();
		const found = messages.find(({ id }) => id === messageId);
		const isQuiet = pushes.every(({ outcome }) => outcome !== 'waiting');
		return (found?.status === 'delivered' && isQuiet) || undefined;
	});
	await pause(500);
}

async function ended(
	theatre: Theatre,
	workflow: ImportedWorkflow,
	run: string,
): Promise<Execution> {
	return await eventually(`The end of run ${run}`, async () => {
		const runs = await theatre.stage.n8n.executions(workflow.id);
		const found = runs.find((one) => one.id === run && hasEnded(one));
		if (found && found.status !== 'success') {
			throw new Error(`The run failed: ${found.data?.resultData.error?.message}`);
		}
		return found;
	});
}
