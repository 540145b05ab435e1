import { itemsOf } from '../../n8n/client';
import { eventually } from '../../n8n/eventually';
import type { Narrator } from '../../n8n/reporter';
import {
	ask,
	ended,
	expectFields,
	inboundItems,
	pause,
	type Place,
	resultOf,
	text,
	untilDelivered,
} from '../conversations/conversation';
import {
	AFTER,
	askWorkflow,
	inboxByHttp,
	inboxByQueue,
	MEI,
	NUMBER,
	pathOf,
} from '../conversations/flows';
import type { Scene } from './scene';

const SETTLING_MS = 3_000;

/** Questions and answers where another process asks than the one that receives. */
export async function testConversing(scene: Scene, narrator: Narrator): Promise<void> {
	const { simulator, fleet } = scene;
	const { control, world } = simulator;
	// The other tests of this part want no receipts.
	world.options.delivery = { sentMs: 100, deliveredMs: 300, readMs: null };
	const place: Place = { simulator, n8n: fleet.n8n, hook: (path) => fleet.webhookUrl(path) };
	const deliver = (by: 'http' | 'queue') =>
		control.number({
			...{ number: NUMBER, upCallbackUrl: '', statusCallbackUrl: '' },
			...{ httpFlag: by === 'http' ? 'Y' : 'N', queueFlag: by === 'queue' ? 'Y' : 'N' },
		});
	const publish = async (name: string, parameters: object) => {
		const path = pathOf(name);
		return {
			path,
			workflowId: await scene.publish(askWorkflow(name, parameters), fleet.webhookUrl(path)),
		};
	};
	const approval = await publish('Approve', {
		...{ message: 'Ship it?', responseType: 'approval' },
		approvalOptions: { values: { approvalType: 'double' } },
	});
	const freeText = await publish('Free Text', { message: 'Address?', responseType: 'freeText' });
	control.window({ user: MEI, to: NUMBER, openForMs: 3_600_000 });

	for (const by of ['http', 'queue'] as const) {
		await narrator.tell(`Several processes, by ${by}: a tap and typed text`, async () => {
			deliver(by);
			const file = by === 'http' ? inboxByHttp() : inboxByQueue();
			const url = fleet.webhookUrl(`${file.nodes[0]?.webhookId ?? ''}/chat-app`);
			const inbox = await scene.publish(file, by === 'http' ? url : undefined);
			await pause(SETTLING_MS);
			const tapped = await ask(place, approval);
			const tappedAt = Date.now();
			control.tap(tapped.question.id, 'Approve');
			const first = resultOf(await ended(place, approval.workflowId, tapped.run));
			const tookMs = Date.now() - tappedAt;
			const typed = await ask(place, freeText);
			await untilDelivered(place, typed.question.id);
			await pause(SETTLING_MS);
			text(place, `By ${by}`);
			const second = resultOf(await ended(place, freeText.workflowId, typed.run));
			const strays = (await inboundItems(place, inbox)).length;
			await fleet.n8n.unpublish(inbox);
			if (strays !== 0) throw new Error(`${strays} answers went to the inbox as well`);
			return [
				`${expectFields(first, { outcome: 'answered', approved: true })} after ${tookMs} ms`,
				expectFields(second, { outcome: 'answered', text: `By ${by}` }),
			];
		});
	}

	await narrator.tell('Eight taps at once resume a run once', async () => {
		deliver('http');
		const file = inboxByHttp();
		const url = fleet.webhookUrl(`${file.nodes[0]?.webhookId ?? ''}/chat-app`);
		const inbox = await scene.publish(file, url);
		await pause(SETTLING_MS);
		const { run, question } = await ask(place, approval);
		for (let tap = 0; tap < 8; tap++) control.tap(question.id, tap % 2 ? 'Approve' : 'Decline');
		const execution = await ended(place, approval.workflowId, run);
		await eventually('The other seven in the inbox', async () => {
			return (await inboundItems(place, inbox)).length >= 7 || undefined;
		});
		await fleet.n8n.unpublish(inbox);
		const times = itemsOf(execution, AFTER).length;
		if (times !== 1) throw new Error(`The next node ran for ${times} answers`);
		return ['one answer was taken, seven were messages'];
	});
	world.options.delivery = { sentMs: null, deliveredMs: null, readMs: null };
}
