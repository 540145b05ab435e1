import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { WorkflowFile } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { Film } from './film';
import { byTestId } from './locators';
import { MEI, NUMBER, type Visit } from './visit';

const EXAMPLES = join(__dirname, '..', '..', '..', 'examples');
const SENDING = 'crm-order-to-template';
const SEND = 'Send Order Update';
const ANSWERING = 'helpdesk-routing';
const TRIGGER = 'Inbound Message';
const ORDER = { number: 'A-2002', arrival: 'Monday', tracking: 'A-2002' };
const QUESTION = 'Can I get a refund for A-2002?';
const ANSWER = /billing team/;

const example = (name: string): WorkflowFile =>
	JSON.parse(readFileSync(join(EXAMPLES, `${name}.json`), 'utf8')) as WorkflowFile;

/**
 * The package in half a minute: a template is sent, Mei answers on her phone, a workflow routes her
 * question, and she reads the reply. Everything is seen in n8n's editor and on the phone page.
 */
export async function filmShortStory(visit: Visit, film: Film): Promise<void> {
	const { editor, phone, stage } = visit;
	const atTheEnd = async () =>
		await eventually('The end of the chat', async () => (await phone.belowEnd()) < 2 || undefined);

	await visit.tell('A template is sent, and Mei sees it on her phone', async () => {
		const workflow = await stage.publish(example(SENDING));
		await film.frame(phone.page);
		await phone.open();
		await phone.choose(MEI.name);
		const response = await fetch(stage.webhookUrl(workflow, '', 'crm-order-shipped'), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ customer: 'Mei', phone: `+${MEI.number}`, order: ORDER }),
		});
		if (!response.ok) throw new Error(`n8n answered ${response.status}`);

		await film.frame(editor.page);
		await editor.open(workflow.id);
		await editor.openLatestExecution();
		const panel = await editor.openNodeOfExecution(SEND);
		await panel.shownItem();
		await panel.field('variables.value["track"]').scrollIntoViewIfNeeded();
		await film.shoot(editor.page, 3_000);
		await panel.close();
		await phone.see(`your order ${ORDER.number} ships today`);
		await atTheEnd();
		await film.shoot(phone.page, 2_500);
		return ['the panel with its lists and fields, and the message on the phone'];
	});

	await visit.tell('She writes, a workflow routes her question and replies', async () => {
		const workflow = await stage.publish(example(ANSWERING));
		stage.simulator.control.number({
			...{ number: NUMBER, upCallbackUrl: stage.webhookUrl(workflow, TRIGGER) },
			...{ statusCallbackUrl: '', httpFlag: 'Y', queueFlag: 'N' },
		});
		await phone.page.getByLabel(`Write as ${MEI.name}`).fill(QUESTION);
		await film.shoot(phone.page, 1_500);
		await phone.write(MEI.name, QUESTION);
		await phone.see(QUESTION);
		await eventually('The reply', () => {
			const { messages } = stage.simulator.control.state();
			const isReply = ({ appearance }: (typeof messages)[number]) => ANSWER.test(appearance.body);
			return messages.find((message) => message.direction === 'out' && isReply(message));
		});

		await editor.open(workflow.id);
		await editor.openLatestExecution();
		await atRest(visit);
		await film.shoot(editor.page, 3_000);
		const panel = await editor.openNodeOfExecution(TRIGGER);
		await panel.shownItem();
		await film.shoot(editor.page, 2_500);
		await panel.close();
		await atTheEnd();
		await film.shoot(phone.page, 3_500);
		return [film.cut('demo')];
	});
}

/** The canvas of a run glides to its place. */
async function atRest({ editor }: Visit): Promise<void> {
	const canvas = byTestId(editor.page, 'execution-preview-host');
	let before: Buffer = Buffer.alloc(0);
	await eventually('The run at rest', async () => {
		const now = await canvas.screenshot();
		const isSame = now.equals(before);
		before = now;
		return isSame || undefined;
	});
}
