import type { ImportedWorkflow } from '../../n8n/stage';
import { ask, ended, expectFields, inboundItems, pause, resultOf, text } from './conversation';
import { inboxByQueue, NUMBER } from './flows';
import { noStrays, QUIET_MS, type Scene } from './scene';

/** By the queue, where n8n has no public address. */
export async function testByQueue({ stage, place, flows, narrator }: Scene): Promise<void> {
	const { control } = place.simulator;
	control.number({
		...{ number: NUMBER, upCallbackUrl: '', statusCallbackUrl: '' },
		...{ httpFlag: 'N', queueFlag: 'Y' },
	});
	let inbox: ImportedWorkflow | undefined;
	await narrator.tell('By the queue: a tap and typed text are answers as well', async () => {
		inbox = await stage.publish(inboxByQueue());
		const before = (await inboundItems(place, inbox.id)).length;
		const tapped = await ask(place, flows.approval);
		control.tap(tapped.question.id, 'Approve');
		const first = resultOf(await ended(place, flows.approval.workflowId, tapped.run));
		const typed = await ask(place, flows.freeText);
		await pause(QUIET_MS * 2);
		text(place, 'By the queue');
		const second = resultOf(await ended(place, flows.freeText.workflowId, typed.run));
		const strays = (await inboundItems(place, inbox.id)).length - before;
		return [
			noStrays(strays),
			expectFields(first, { outcome: 'answered', approved: true }),
			expectFields(second, { outcome: 'answered', text: 'By the queue' }),
		];
	});
	if (inbox) await stage.n8n.unpublish(inbox.id);
}
