import { itemsOf } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import { ask, ended, expectFields, pause, resultOf, text, untilDelivered } from './conversation';
import { AFTER, ARIF, MEI, NUMBER } from './flows';
import { noStrays, QUIET_MS, type Scene } from './scene';

/** Taps, rows and typed text, and those that only look like an answer. */
export async function testGivenAnswers(scene: Scene): Promise<void> {
	const { narrator } = scene;
	await narrator.tell(
		'A tapped button goes on with the same run',
		async () => await tapButton(scene),
	);
	await narrator.tell('A row of a list is the answer', async () => await tapRow(scene));
	await narrator.tell(
		'Typed text is the answer, and the next text is a message again',
		async () => await typeText(scene),
	);
	await narrator.tell(
		'A typed label counts as that button, other text as feedback',
		async () => await typeLabel(scene),
	);
	await narrator.tell(
		'Of two open questions, the quoted one is answered',
		async () => await quoteOlder(scene),
	);
	await narrator.tell(
		'Forged, foreign and doubled answers resume nothing',
		async () => await forgeAndRepeat(scene),
	);
}

async function tapButton({ flows, through, place }: Scene): Promise<string[]> {
	const { control } = place.simulator;
	const { result, strays, tookMs } = await through(flows.approval, ({ id }) => {
		control.tap(id, 'Approve');
	});
	const wanted = { outcome: 'answered', approved: true, text: 'Approve' };
	return [expectFields(result, wanted), noStrays(strays), `${tookMs} ms after the tap`];
}

async function tapRow({ flows, through, place }: Scene): Promise<string[]> {
	const { control } = place.simulator;
	const { result, strays } = await through(flows.choice, ({ id }) => {
		control.tap(id, 'Thu');
	});
	const { choice: chosen } = result as { choice?: Record<string, unknown> };
	return [expectFields(chosen ?? {}, { index: 3, label: 'Thu' }), noStrays(strays)];
}

async function typeText({ place, flows, inInbox, through }: Scene): Promise<string[]> {
	const { result, strays } = await through(flows.freeText, async ({ id }) => {
		await untilDelivered(place, id);
		text(place, '12 Orchard Road');
	});
	const lines = [
		expectFields(result, { outcome: 'answered', text: '12 Orchard Road' }),
		noStrays(strays),
	];
	const before = (await inInbox()).length;
	text(place, 'Thank you');
	await eventually('The next message in the inbox', async () => {
		return (await inInbox()).length > before || undefined;
	});
	return [...lines, 'the next text started the inbox'];
}

async function typeLabel({ place, flows, through }: Scene): Promise<string[]> {
	const typed = await through(flows.approval, async ({ id }) => {
		await untilDelivered(place, id);
		text(place, ' decline ');
	});
	const other = await through(flows.approval, async ({ id }) => {
		await untilDelivered(place, id);
		text(place, 'Only if it goes by air');
	});
	return [
		expectFields(typed.result, { outcome: 'answered', approved: false }),
		expectFields(other.result, { approved: false, chatInput: 'Only if it goes by air' }),
	];
}

async function quoteOlder({ place, flows }: Scene): Promise<string[]> {
	const { control } = place.simulator;
	const older = await ask(place, flows.freeText);
	const newer = await ask(place, flows.freeText);
	await untilDelivered(place, newer.question.id);
	control.reply({
		...{ user: MEI, to: NUMBER, text: 'To the older one' },
		contextMessageId: older.question.id,
	});
	const first = resultOf(await ended(place, flows.freeText.workflowId, older.run));
	text(place, 'To the newer one');
	const second = resultOf(await ended(place, flows.freeText.workflowId, newer.run));
	return [
		expectFields(first, { text: 'To the older one' }),
		expectFields(second, { text: 'To the newer one' }),
	];
}

async function forgeAndRepeat({ place, flows, inInbox }: Scene): Promise<string[]> {
	const { n8n, simulator } = place;
	const { control } = simulator;
	const { run, question } = await ask(place, flows.approval);
	const before = (await inInbox()).length;
	const [yes, no] = control.buttonsOf(question.id).map(({ id }) => id);
	const forge = (id: string, user = MEI) =>
		control.reply({
			...{ user, to: NUMBER, type: 'INTERACTIVE' },
			message: { interactive: { type: 'button_reply', button_reply: { id, title: 'Approve' } } },
		});
	forge(String(no).replace(/\.1-/, '.0-'));
	forge(String(yes).replace(/^n8n1\.\d+/, `n8n1.${Number(run) + 1}`));
	forge(String(yes).slice(0, 40));
	forge(String(yes), ARIF);
	await eventually('Four messages in the inbox', async () => {
		return (await inInbox()).length >= before + 4 || undefined;
	});
	if (!(await n8n.waiting(flows.approval.workflowId)).includes(run)) throw new Error('It goes on');
	for (const label of ['Decline', 'Approve', 'Decline']) control.tap(question.id, label);
	const execution = await ended(place, flows.approval.workflowId, run);
	await pause(QUIET_MS);
	const times = itemsOf(execution, AFTER).length;
	if (times !== 1) throw new Error(`The next node ran for ${times} answers`);
	const tooLate = (await inInbox()).slice(0, 2);
	const shown = JSON.stringify(tooLate.map(({ reply }) => reply));
	if (/n8n1\.\d/.test(shown)) throw new Error(`The inbox shows a reference: ${shown}`);
	return ['four others stayed messages', 'of three taps one was the answer', `late: ${shown}`];
}
