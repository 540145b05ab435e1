import { startTrigger, type LoadedNode, type RunningTrigger } from '../../harness';
import { startLoaded, type TriggerOptions } from '../../harness/trigger';
import { startSimulator, type Simulator } from '../../simulator';

export const INBOUND = 'Alicom-Queue-1234567890123456-ChatAppInbound';
export const STATUS = 'Alicom-Queue-1234567890123456-ChatAppStatus';
export const AUDIT = 'Alicom-Queue-1234567890123456-ChatAppAudit';

/** A queue as workflows store it. */
export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** A fresh one for each test; see `useQueues`. */
export let simulator: Simulator;
let trigger: RunningTrigger | undefined;

/** Called once at the top of a test file. */
export function useQueues(): void {
	beforeEach(async () => {
		simulator = await startSimulator({ queueVisibilityMs: 1_000, page: false });
	});
	afterEach(async () => {
		await trigger?.close();
		// Messages stay hidden as long as their runs last.
		for (const emission of trigger?.emissions ?? []) emission.finish();
		trigger = undefined;
		await simulator.close();
	});
}

/** The test goes on with another simulator; the present one is closed. */
export async function moveTo(another: Simulator): Promise<void> {
	await simulator.close();
	simulator = another;
}

export function enqueue(text: string, queue = INBOUND): void {
	simulator.world.queues.enqueue(queue, Buffer.from(text).toString('base64'));
}

export function left(queue = INBOUND): number {
	const { active, inactive } = simulator.world.queues.depth(queue);
	return active + inactive;
}

export function inbound(messageId: string): string {
	return JSON.stringify({ MessageId: messageId, From: '65', Type: 'TEXT', Message: messageId });
}

export async function start(
	parameters: object = {},
	options: Pick<TriggerOptions, 'mode' | 'activation' | 'onEmit'> = {},
): Promise<RunningTrigger> {
	trigger = await startTrigger(
		{
			type: 'chatAppQueueTrigger',
			parameters: { events: ['inbound'], inboundQueue: byName(INBOUND), ...parameters },
		},
		{ credentials: { alibabaCloudApi: simulator.credential }, ...options },
	);
	return trigger;
}

/** Starts a node that the test loaded itself. */
export async function startNode(loaded: LoadedNode): Promise<RunningTrigger> {
	trigger = await startLoaded(loaded);
	return trigger;
}

export async function until(condition: () => boolean, timeoutMs = 15_000): Promise<void> {
	const end = Date.now() + timeoutMs;
	while (!condition()) {
		if (Date.now() > end) throw new Error('It did not happen in time');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

export function texts(running: RunningTrigger): unknown[] {
	return running.emissions.map(({ outputs }) => outputs[0]?.[0]?.json.text);
}
