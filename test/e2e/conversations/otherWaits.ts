import { itemsOf } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import {
	ask,
	call,
	ended,
	expectFields,
	lastTo,
	pause,
	resultOf,
	text,
	untilDelivered,
} from './conversation';
import { AFTER, calledWorkflow, callingWorkflow, loopWorkflow, MEI } from './flows';
import { QUIET_MS, type Scene } from './scene';

/** Waits that outlive n8n, come one after the other, or are those of a sub-workflow. */
export async function testOtherWaits(scene: Scene, isOldest: boolean): Promise<void> {
	const { narrator } = scene;
	await narrator.tell(
		'A question survives a restart of n8n',
		async () => await answerAfterRestart(scene),
	);
	await narrator.tell(
		'In a loop, each question waits for its own answer',
		async () => await askInLoop(scene),
	);
	await narrator.tell(
		'A sub-workflow asks, and its caller goes on with the answer',
		async () => await askInSubWorkflow(scene, isOldest),
	);
}

async function answerAfterRestart({ stage, place, inbox, flows }: Scene): Promise<string[]> {
	const { run, question } = await ask(place, flows.freeText);
	await untilDelivered(place, question.id);
	await stage.restart();
	await stage.listening(inbox);
	text(place, 'After the restart');
	const result = resultOf(await ended(place, flows.freeText.workflowId, run));
	return [expectFields(result, { outcome: 'answered', text: 'After the restart' })];
}

async function askInLoop({ stage, place }: Scene): Promise<string[]> {
	const { n8n, simulator } = place;
	const { control } = simulator;
	const loop = await stage.publish(loopWorkflow());
	await call(place, 'loop', { orders: [1, 2, 3] });
	const asked = async (body: string) =>
		await eventually(`"${body}" on the phone`, async () => {
			const last = lastTo(place, MEI);
			const waits = (await n8n.waiting(loop.id)).length > 0;
			return (waits && last?.appearance.body === body && last) || undefined;
		});
	const first = await asked('Order 1?');
	const [run = ''] = await n8n.waiting(loop.id);
	control.tap(first.id, 'Approve');
	const second = await asked('Order 2?');
	// Too late for the first question, and nothing to the second.
	control.tap(first.id, 'Decline');
	await pause(QUIET_MS);
	if (!(await n8n.waiting(loop.id)).includes(run)) throw new Error('A stale tap went on');
	control.tap(second.id, 'Decline');
	control.tap((await asked('Order 3?')).id, 'Approve');
	const execution = await ended(place, loop.id, run);
	const given = itemsOf(execution, AFTER).map(({ json }) => json.approved);
	if (JSON.stringify(given) !== '[true,false,true]') throw new Error(JSON.stringify(given));
	return [`approved: ${given.join(', ')}`];
}

async function askInSubWorkflow({ stage, place }: Scene, isOldest: boolean): Promise<string[]> {
	const { n8n, simulator } = place;
	const { control } = simulator;
	const called = await stage.publish(calledWorkflow());
	const calling = await stage.publish(callingWorkflow(called.id));
	await call(place, 'calling', {});
	const question = await eventually('The question', () => {
		const last = lastTo(place, MEI);
		return last?.appearance.body === 'From the sub-workflow?' ? last : undefined;
	});
	const run = await eventually('The caller waits', async () => {
		return (await n8n.waiting(calling.id))[0];
	});
	await eventually('The sub-workflow waits', async () => (await n8n.waiting(called.id))[0]);
	control.tap(question.id, 'Approve');
	const execution = await ended(place, calling.id, run);
	const [asked] = await n8n.executions(called.id);
	const inside = asked ? resultOf(asked, 'End') : {};
	const wanted = { outcome: 'answered', approved: true };
	return [
		`in the sub-workflow ${expectFields(inside, wanted)}`,
		isOldest
			? `the caller ended as ${execution.status}`
			: `in its caller ${expectFields(resultOf(execution), wanted)}`,
	];
}
