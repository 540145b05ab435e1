import type { Narrator } from '../../n8n/reporter';
import { eventually } from '../../n8n/eventually';
import type { Stage } from '../../n8n/stage';
import { expectFields, inboundItems, pause, type Place, text } from './conversation';
import { inboxByHttp, inboxByQueue, MEI, NUMBER, sendingOnce } from './flows';

const JOINING = { joinMessages: true, joinSilenceSeconds: 2, joinLongestSeconds: 10 };
/** Longer than the silence that is waited for. */
const QUIET_MS = 4_000;

/** Joined messages, their order, and sends that happen once. */
export async function testManners(stage: Stage, place: Place, narrator: Narrator): Promise<void> {
	const { simulator, n8n } = stage;
	const { control } = simulator;
	const receiveBy = (by: 'http' | 'queue') =>
		control.number({
			...{ number: NUMBER, upCallbackUrl: '', statusCallbackUrl: '' },
			...{ httpFlag: by === 'http' ? 'Y' : 'N', queueFlag: by === 'queue' ? 'Y' : 'N' },
		});
	const write = (...texts: string[]) => texts.forEach((one) => text(place, one));
	/** What arrives beside what was there, once so many items came and nothing follows. */
	const arriving = async (workflowId: string, count: number, before: number) => {
		await eventually(`${count} items`, async () => {
			return (await inboundItems(place, workflowId)).length >= before + count || undefined;
		});
		await pause(QUIET_MS);
		const all = await inboundItems(place, workflowId);
		if (all.length !== before + count) {
			throw new Error(`${all.length - before} items instead of ${count}`);
		}
		return all.slice(0, count);
	};
	const joined = (item: Record<string, unknown> | undefined, texts: readonly string[]): string => {
		const messages = item?.messages as Array<{ text: string }> | undefined;
		const parts = messages?.map((one) => one.text);
		if (JSON.stringify(parts) !== JSON.stringify(texts)) throw new Error(JSON.stringify(parts));
		return expectFields(item ?? {}, { text: texts.join('\n'), chatInput: texts.join('\n') });
	};

	await narrator.tell('By HTTP, quick messages of a person become one item', async () => {
		receiveBy('http');
		const inbox = await stage.publish(inboxByHttp({ options: JOINING }));
		await eventually('The registration', () => {
			return (
				control.state().numbers.find((one) => one.number === NUMBER)?.upCallbackUrl || undefined
			);
		});
		const before = (await inboundItems(place, inbox.id)).length;
		write('one', 'two', 'three');
		const [item] = await arriving(inbox.id, 1, before);
		const lines = [joined(item, ['one', 'two', 'three'])];
		write('held');
		await eventually('The push of it', () => {
			const push = control.state().pushes.at(-1);
			return push?.outcome === 'delivered' || undefined;
		});
		await n8n.unpublish(inbox.id);
		const [held] = await arriving(inbox.id, 1, before + 1);
		return [...lines, `held while it was unpublished: ${joined(held, ['held'])}`];
	});

	await narrator.tell('By the queue as well', async () => {
		receiveBy('queue');
		const inbox = await stage.publish(inboxByQueue(JOINING));
		const before = (await inboundItems(place, inbox.id)).length;
		write('one', 'two', 'three');
		const [item] = await arriving(inbox.id, 1, before);
		await n8n.unpublish(inbox.id);
		return [joined(item, ['one', 'two', 'three'])];
	});

	await narrator.tell('By the queue, messages of one person run in their order', async () => {
		const inbox = await stage.publish(inboxByQueue({ inOrderPerPerson: true }));
		const before = (await inboundItems(place, inbox.id)).length;
		const texts = ['1', '2', '3', '4', '5', '6'];
		write(...texts);
		const items = await arriving(inbox.id, texts.length, before);
		await n8n.unpublish(inbox.id);
		const order = items.map((item) => item.text).reverse();
		if (JSON.stringify(order) !== JSON.stringify(texts)) throw new Error(JSON.stringify(order));
		return [`the runs brought ${order.join(', ')}`];
	});

	await narrator.tell('A second send with the same key sends nothing', async () => {
		const workflow = await stage.publish(sendingOnce());
		const call = async (key: string) => {
			const response = await fetch(stage.webhookUrl(workflow, '', 'once'), {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ key }),
			});
			return (await response.json()) as Record<string, unknown>;
		};
		const sent = () =>
			control
				.state()
				.messages.filter(
					({ user, direction, appearance }) =>
						user === MEI && direction === 'out' && appearance.body === 'Order A-7',
				).length;
		control.window({ user: MEI, to: NUMBER, openForMs: 3_600_000 });
		const first = await call('A-7');
		// n8n keeps what the run has noted once the run is over.
		await pause(1_000);
		const second = await call('A-7');
		await stage.restart();
		await stage.listening(workflow);
		const third = await call('A-7');
		if (sent() !== 1) throw new Error(`Mei got ${sent()} messages`);
		const { messageId } = first;
		return [
			expectFields(first, { duplicate: false }),
			expectFields(second, { duplicate: true, messageId }),
			`after a restart: ${expectFields(third, { duplicate: true, messageId })}`,
		];
	});
}
