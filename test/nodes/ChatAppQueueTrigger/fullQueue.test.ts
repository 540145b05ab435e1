import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import { endless, LARGE, never, type Queue, SHARED } from './busyQueue';
import { consumerOf, idle, portsOf, storeWith, until, untilAtLeisure } from './consumerBench';

describe('a queue whose answers are always full', () => {
	it('stays bounded while no run ends', async () => {
		const { queue, held } = endless();
		const runs: number[] = [];
		const { consumer } = consumerOf(
			queue,
			async (_, { parts }) => {
				runs.push(parts.length);
				return await never();
			},
			SHARED,
		);

		consumer.start();
		await until(() => held.size === 1_600);
		// Whether they hold each other up is not known as long as n8n has no time.
		const busyUntil = Date.now() + 2_500;
		await until(() => Date.now() > busyUntil);
		expect(runs).toEqual([100, 100]);
		await untilAtLeisure(() => runs.length === 16);
		await idle(300);
		expect(held.size).toBe(1_600);
		expect(runs).toEqual(Array.from({ length: 16 }, () => 100));
		await consumer.close();
	}, 30_000);

	it('of large messages stays below 64 MB, and what was received runs', async () => {
		const { queue, bytes } = endless(60_000);
		let messages = 0;
		const room = { ...LARGE, messagesPerRun: 1_000 };
		const { consumer } = consumerOf(
			queue,
			async (_, { parts }) => {
				messages += parts.length;
				return await never();
			},
			{ parallelRuns: 16, room },
		);

		consumer.start();
		// A run of a thousand does not become full any more, so it starts with what there is. Where it
		// takes long to receive them, there are more runs than start while n8n has no time.
		await untilAtLeisure(() => messages > 900);
		await idle(300);
		expect(bytes()).toBeLessThan(64 * 1024 * 1024);
		await consumer.close();
	}, 30_000);

	it('does not wait for what is beyond the allowed while runs end', async () => {
		const { queue, held } = endless();
		let most = 0;
		let messages = 0;
		const { consumer } = consumerOf(
			queue,
			async (_, { parts }) => {
				most = Math.max(most, held.size);
				messages += parts.length;
				await idle(2);
				return 'succeeded';
			},
			SHARED,
		);

		consumer.start();
		await until(() => messages > 10_000, 20_000);
		await consumer.close();
		// Those that wait to be deleted are as many again.
		expect(most).toBeLessThanOrEqual(2 * 1_600 + 32 * 16);
	}, 30_000);
});

describe('closing', () => {
	it('ends within a second with 32 readers and with messages that wait', async () => {
		const store = storeWith(3_000, 60_000);
		const queue = portsOf(store);
		let hangingNow = 0;
		let isHanging = false;
		const hanging: Queue = {
			...queue,
			receive: async (max, signal, waits) => {
				await new Promise((resolve) => setTimeout(resolve, 5));
				if (!isHanging) return await queue.receive(max, signal, waits);
				hangingNow++;
				if (signal?.aborted === false) {
					await new Promise((resolve) => signal.addEventListener('abort', resolve));
				}
				hangingNow--;
				return { ok: false, failure: explainQueueError('Local.Connection') };
			},
		};
		const started: number[] = [];
		const { consumer } = consumerOf(
			hanging,
			async (_, { parts }) => {
				started.push(parts.length);
				return await never();
			},
			{ parallelRuns: 2, room: { ...LARGE, parallelRuns: 2, messagesPerRun: 1_000 } },
		);

		consumer.start();
		await until(() => started.length > 0 || store.depth('queue').inactive > 600);
		isHanging = true;
		await until(() => hangingNow > 8);
		const begun = performance.now();
		await consumer.close();
		expect(performance.now() - begun).toBeLessThan(1_000);
		await until(() => hangingNow === 0);

		const inRuns = started.reduce((sum, count) => sum + count, 0);
		await until(() => {
			const { active, inactive } = store.depth('queue');
			return active + inactive === 3_000 && inactive <= inRuns + 16 * 32;
		});
	});
});
