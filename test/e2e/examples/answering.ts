import { itemsOf } from '../../n8n/client';
import { untilQueueIsEmpty } from '../inboundQueue';
import type { Play } from './play';
import { BUSINESS, expectEqual, json, MEI, SECRET_HEADER, type Theatre } from './exampleHarness';

/** The examples that take messages and answer them. */
export const answering: readonly Play[] = [
	{
		file: 'helpdesk-routing.json',
		tells: 'a question gets an answer and becomes a ticket',
		async run(theatre) {
			const workflow = await theatre.publish('helpdesk-routing.json');
			theatre.pushTo(workflow, { inbound: 'Inbound Message' });
			return await askForParcel(theatre, workflow);
		},
	},
	{
		file: 'helpdesk-routing-from-queue.json',
		tells: 'the same from the queue',
		async run(theatre) {
			const workflow = await theatre.publish('helpdesk-routing-from-queue.json');
			const lines = await askForParcel(theatre, workflow);
			await untilQueueIsEmpty(theatre.stage.simulator);
			return lines;
		},
	},
	{
		file: 'zendesk-tickets.json',
		tells: "messages become a ticket, an agent's public answer goes back",
		async run(theatre) {
			const { zendesk } = theatre.services;
			const workflow = await theatre.publish('zendesk-tickets.json');
			await writeTwice(theatre, workflow, 'Add to Ticket');
			const [ticket] = zendesk.tickets;
			expectEqual('The ticket', ticket, {
				...{ id: 41, customer: `+${MEI}`, status: 'open' },
				texts: ['Where is my parcel?', 'Mei: It is not here'],
			});

			zendesk.publicComment = 'It arrives on Friday.';
			const trigger = workflow.file.nodes.find(({ name }) => name === 'Agent Replied');
			const url = theatre.stage.webhookUrl(workflow, '', `${trigger?.webhookId}/webhook`);
			await theatre.call(url, json({ 'ticket.id': '41', 'ticket.external_id': `+${MEI}` }));
			expectEqual('The answer', await theatre.textTo(MEI), zendesk.publicComment);
			return [
				'Zendesk got one ticket with two messages, and told n8n of its answer',
				`Mei's phone shows "${zendesk.publicComment}"`,
			];
		},
	},
	{
		file: 'freshdesk-tickets.json',
		tells: "messages become a ticket, an agent's reply goes back",
		async run(theatre) {
			const { freshdesk } = theatre.services;
			const workflow = await theatre.publish('freshdesk-tickets.json');
			await writeTwice(theatre, workflow, 'Reopen');
			expectEqual('The ticket', freshdesk.tickets[0], {
				...{ id: 42, customer: `+${MEI}`, status: 2 },
				texts: ['Where is my parcel?', 'It is not here'],
			});

			const url = theatre.stage.webhookUrl(workflow, '', 'freshdesk-reply');
			const reply = '<div>It arrives on <b>Friday</b>.</div>';
			const init = json(
				{ customer: `+${MEI}`, reply },
				{ [SECRET_HEADER.name]: SECRET_HEADER.value },
			);
			const stranger = await fetch(url, {
				method: 'POST',
				...json({ customer: `+${MEI}`, reply }),
			});
			expectEqual('The answer to a call without the secret', stranger.status, 403);
			await theatre.call(url, init);
			expectEqual('The answer', await theatre.textTo(MEI), 'It arrives on Friday.');
			return [
				'Freshdesk got one ticket with two messages; a call without the secret was refused',
				'Mei\'s phone shows "It arrives on Friday."',
			];
		},
	},
	{
		file: 'order-status.json',
		tells: 'an order number gets the state of the order',
		async run(theatre) {
			const workflow = await theatre.publish('order-status.json');
			theatre.pushTo(workflow, { inbound: 'Inbound Message' });
			theatre.write('Where is a-1001?');
			const state = await theatre.textTo(MEI);
			expectEqual('The state', state, 'Your order A-1001 is on its way. It arrives on Friday.');
			theatre.write('And B-2002?');
			const unknown = await theatre.textTo(MEI, 2);
			if (!unknown.startsWith('We did not find your order B-2002'))
				throw new Error(`It said "${unknown}"`);
			return [`"${state}"`, `"${unknown}"`];
		},
	},
	{
		file: 'ai-agent-reply.json',
		tells: 'an agent answers and remembers, with a scripted chat model',
		async run(theatre) {
			const workflow = await theatre.publish('ai-agent-reply.json');
			theatre.pushTo(workflow, { inbound: 'Inbound Message' });
			theatre.write('When do you open?');
			const first = await theatre.textTo(MEI);
			expectEqual('The first answer', first, 'You asked: When do you open?');
			theatre.write('And on Sunday?');
			const second = await theatre.textTo(MEI, 2);
			expectEqual(
				'The second answer',
				second,
				'Before "And on Sunday?" you asked: When do you open?',
			);
			return [`"${first}"`, `"${second}"`];
		},
	},
];

type Published = Awaited<ReturnType<Theatre['publish']>>;

/** A first message opens a ticket; the second one goes to the same ticket by the given step. */
async function writeTwice(theatre: Theatre, workflow: Published, second: string): Promise<void> {
	theatre.pushTo(workflow, { inbound: 'Inbound Message' });
	theatre.write('Where is my parcel?');
	await theatre.runOf(workflow, 'Create Ticket');
	theatre.write('It is not here');
	await theatre.runOf(workflow, second);
}

async function askForParcel(theatre: Theatre, workflow: Published): Promise<string[]> {
	const question = theatre.write('Where is my parcel?');
	const answer = await theatre.textTo(MEI);
	const run = await theatre.runOf(workflow, 'Create Ticket');
	const [message] = theatre.messagesTo(MEI);
	expectEqual('The quoted message', message?.contextMessageId, question.id);
	expectEqual('The ticket', itemsOf(run, 'Create Ticket')[0]?.json, {
		...{ customer: 'Mei', phone: `+${MEI}`, question: 'Where is my parcel?' },
		answerId: message?.id,
	});
	return [`Mei wrote to ${BUSINESS} and got "${answer}"`];
}
