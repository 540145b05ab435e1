import { eventually } from '../../n8n/eventually';
import { INBOUND_QUEUE } from '../inboundQueue';
import { ACTION_NODE } from './editor';
import { assertFlawless } from './inspection';
import { byTestId } from './locators';
import { CHANNEL_NAME, MEI, NUMBER, NUMBER_NAME, type Visit } from './visit';

const TRIGGER_NODE = 'Alibaba Cloud Chat App Trigger';
const QUESTION = 'Where is my parcel?';
const ANSWER = 'Thank you, we are looking into it.';

/**
 * From the message of a user to a run and an answer, and the settings of the queue trigger.
 *
 * @returns the workflow that answers
 */
export async function receiveAndAnswer(visit: Visit): Promise<string> {
	const { editor, album, stage } = visit;
	const { control } = stage.simulator;
	let workflowId = '';

	await visit.tell('The HTTP trigger is set up from lists', async () => {
		await editor.openNewWorkflow();
		await editor.searchNodes('alibaba cloud chat');
		const panel = await editor.add(ACTION_NODE, 'On inbound message', 'Triggers');
		await assertFlawless('The HTTP trigger', panel.parameters);
		await album.take('http-trigger-by-hand', panel.root);
		await panel.turnOn('registerAutomatically');
		// Numbers belong to a channel: without one, n8n would show that it cannot fetch them.
		const isEarly = await panel.field('phoneNumbers').isVisible();
		if (isEarly) throw new Error('The numbers are asked for before the channel');
		const channels = await panel.pick('channel', CHANNEL_NAME);
		await panel.chooseAmong('phoneNumbers', `+${NUMBER}`);
		await assertFlawless('The HTTP trigger', panel.parameters);
		await album.takeForDocuments('http-trigger', panel.root);
		await panel.close();
		return [`channels: ${channels.join(' | ')}`, `number: +${NUMBER}`];
	});

	await visit.tell('Published, it runs when Mei writes on her phone', async () => {
		await editor.searchNodes('alibaba cloud chat');
		const panel = await editor.add(ACTION_NODE, 'Send message', 'Actions');
		await panel.pick('channel', CHANNEL_NAME);
		await panel.pick('from', NUMBER_NAME);
		await panel.typeExpression('to', '{{ $json.from.address }}');
		await panel.type('text', ANSWER);
		await assertFlawless('The panel of Send', panel.parameters);
		await panel.close();
		workflowId = editor.workflowId;
		await editor.publish();
		await eventually('The registration', () => {
			const number = control.state().numbers.find((one) => one.number === NUMBER);
			return number?.upCallbackUrl || undefined;
		});

		await visit.phone.write(MEI.name, QUESTION);
		await visit.phone.see(ANSWER);
		await visit.phone.page.setViewportSize({ width: 1240, height: 820 });
		await album.takeForDocuments('simulated-phone', visit.phone.page);
		return [`Mei wrote "${QUESTION}"`, `and read "${ANSWER}"`];
	});

	await visit.tell('The execution shows the item of the trigger', async () => {
		await editor.open(workflowId);
		await editor.openLatestExecution();
		const panel = await editor.openNodeOfExecution(TRIGGER_NODE);
		const item = await panel.shownItem();
		for (const expected of [QUESTION, MEI.number, '"inbound"']) {
			if (!item.includes(expected)) throw new Error(`The item does not show ${expected}`);
		}
		await album.takeForDocuments('execution-item', panel.root);
		await panel.close();
		return [item.replaceAll(/\s+/g, ' ').slice(0, 160)];
	});

	await visit.tell('The queue trigger lists the queues of the account', async () => {
		await editor.openNewWorkflow();
		await editor.searchNodes('alibaba cloud chat');
		const panel = await editor.add(`${ACTION_NODE} Queue`, 'On inbound message', 'Triggers');
		const queues = await panel.pick('inboundQueue', INBOUND_QUEUE);
		await assertFlawless('The queue trigger', panel.parameters);
		await album.takeForDocuments('queue-trigger', panel.root);
		await panel.close();
		await byTestId(editor.page, 'canvas-node').first().waitFor();
		return [`queues: ${queues.join(' | ')}`];
	});

	return workflowId;
}
