import { eventually } from '../../n8n/eventually';
import { CredentialDialog } from './credentialDialog';
import { ACTION_NODE } from './editor';
import { assertFlawless } from './inspection';
import { byTestId } from './locators';
import { CHANNEL_NAME, MEI, NUMBER_NAME, type Visit } from './visit';

const SECRET_ADVICE = 'The secret does not belong to this AccessKey ID';
const VARIABLES = { order: 'A-2002', name: 'Mei Tan', date: 'Monday', track: 'A-2002' };

/**
 * From nothing to the first message: the node from the panel, a credential, a template from lists.
 *
 * @returns the workflow that was made
 */
export async function sendFirstMessage(visit: Visit): Promise<string> {
	const { editor, album } = visit;

	await visit.tell('The nodes panel offers the nodes with icon, title and text', async () => {
		await editor.openNewWorkflow();
		const creator = await editor.searchNodes('alibaba cloud chat');
		const titles = byTestId(creator, 'node-creator-item-name');
		// n8n leaves out the word "Trigger" and joins the node and the trigger of one name.
		for (const title of [ACTION_NODE, `${ACTION_NODE} Queue`]) {
			await titles.filter({ hasText: title }).first().waitFor();
		}
		await assertFlawless('The nodes panel', creator);
		await album.take('nodes-panel', creator);
		return await byTestId(creator, 'node-creator-item-description').allInnerTexts();
	});

	await visit.tell("n8n's dialog refuses a wrong secret in plain words", async () => {
		await editor.add(ACTION_NODE, 'Send template message', 'Actions');
		const { accessKeyId, camsEndpoint, stsEndpoint, dybaseapiEndpoint, mnsEndpoint } =
			visit.stage.simulator.credential;
		const dialog = new CredentialDialog(editor.page);
		await dialog.openNew();
		await dialog.type('accessKeyId', accessKeyId);
		await dialog.type('accessKeySecret', 'not-the-secret');
		await dialog.turnOn('customEndpoints');
		const endpoints = { camsEndpoint, stsEndpoint, dybaseapiEndpoint, mnsEndpoint };
		for (const [field, value] of Object.entries(endpoints)) await dialog.type(field, value);
		await dialog.save();
		const refusal = await dialog.refusal();
		if (!refusal.includes(SECRET_ADVICE)) throw new Error(`The dialog says "${refusal}"`);
		await assertFlawless('The dialog', dialog.root);
		await album.takeForDocuments('credential-refused', dialog.root);
		return [`"${refusal.split('\n').find((line) => line.includes(SECRET_ADVICE)) ?? ''}"`];
	});

	await visit.tell('With the right secret the test succeeds', async () => {
		const dialog = new CredentialDialog(editor.page);
		await dialog.type('accessKeySecret', visit.stage.simulator.credential.accessKeySecret);
		await dialog.save();
		await dialog.closed();
		await dialog.openCurrent();
		await dialog.root.getByText('Connection tested successfully').waitFor();
		await album.takeForDocuments('credential-test', dialog.root);
		await dialog.close();
		return ['"Connection tested successfully"'];
	});

	await visit.tell('A list that cannot be there yet says why', async () => {
		const reason = await editor.panel.reasonOf('from');
		if (!reason.includes("Choose 'Channel' first")) throw new Error(`It says "${reason}"`);
		return [reason.replaceAll(/\s+/g, ' ')];
	});

	await visit.tell('Everything of a template message is picked from lists and sent', async () => {
		const { panel } = editor;
		const lists = {
			channel: await panel.pick('channel', CHANNEL_NAME),
			from: await panel.pick('from', NUMBER_NAME),
			template: await panel.pick('template', 'order_update', 'order'),
			language: await panel.pick('language', 'English'),
		};
		await panel.type('to', '+65 9123 0001');
		for (const [name, value] of Object.entries(VARIABLES)) {
			await panel.type(`variables.value["${name}"]`, value);
		}
		await assertFlawless('The panel', panel.parameters);
		await panel.execute();

		const sent = await eventually('The message', () => lastMessage(visit));
		const item = await panel.shownItem();
		if (!item.includes(sent.id)) throw new Error(`The output has no message ID ${sent.id}`);
		await panel.field('variables.value["track"]').scrollIntoViewIfNeeded();
		await album.takeForDocuments('first-message', panel.root);
		await panel.close();
		await album.take('first-workflow', editor.page);
		return [
			...Object.entries(lists).map(([name, offered]) => `${name}: ${offered.join(' | ')}`),
			`sent as ${sent.id}`,
		];
	});

	await visit.tell("The phone page shows the message on Mei's phone", async () => {
		const { phone } = visit;
		await phone.open();
		await phone.choose(MEI.name);
		const text = `Hi ${VARIABLES.name}, your order ${VARIABLES.order} ships today`;
		await phone.see(text);
		return [`"${text}..."`];
	});

	return editor.workflowId;
}

const lastMessage = ({ stage }: Visit) =>
	stage.simulator.control
		.state()
		.messages.filter(({ direction, user }) => direction === 'out' && user === MEI.number)
		.at(-1);
