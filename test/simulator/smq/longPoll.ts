import type { StoredMessage } from './queueContent';
import type { QueueStore } from './queueStore';

/**
 * How often a waiting poll looks whether a hidden message has become visible. The store's clock may
 * be a fake one that a test sets forward, so a timer alone cannot know the moment.
 */
const LOOK_AGAIN_MS = 20;

/**
 * Receives, and when nothing is visible waits up to `waitMs` of real time for a message that is
 * enqueued or becomes visible again. Ends at once, empty-handed, when the signal aborts.
 */
export async function receiveOrWait(
	store: QueueStore,
	queue: string,
	max: number,
	waitMs: number,
	signal: AbortSignal,
): Promise<StoredMessage[]> {
	const now = store.receive(queue, max);
	if (now.length > 0 || waitMs === 0 || signal.aborted) return now;

	return await new Promise((resolve) => {
		let lookAgain: NodeJS.Timeout | undefined;
		const finish = (messages: StoredMessage[]) => {
			clearTimeout(deadline);
			clearTimeout(lookAgain);
			unsubscribe();
			signal.removeEventListener('abort', stop);
			resolve(messages);
		};
		const stop = () => finish([]);
		const attempt = () => {
			clearTimeout(lookAgain);
			const messages = store.receive(queue, max);
			if (messages.length > 0) return finish(messages);
			if (store.depth(queue).inactive > 0) lookAgain = setTimeout(attempt, LOOK_AGAIN_MS);
		};
		const deadline = setTimeout(stop, waitMs);
		const unsubscribe = store.onChange((changed) => {
			if (changed === queue) attempt();
		});
		signal.addEventListener('abort', stop);
		attempt();
	});
}
