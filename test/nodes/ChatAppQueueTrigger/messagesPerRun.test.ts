import type { Emission, RunningTrigger } from '../../harness';
import { startDelayProxy } from '../../harness/delayProxy';
import { startSimulator } from '../../simulator';
import {
	byName,
	enqueue,
	inbound,
	left,
	moveTo,
	simulator,
	start,
	STATUS,
	until,
	useQueues,
} from './queueBench';

useQueues();

const STATUSES = { events: ['status'], statusQueue: byName(STATUS) };

function report(id: string, more: object = {}): void {
	const entry = { MessageId: id, To: '65', Status: 'Read', Type: 'none', ...more };
	enqueue(JSON.stringify(entry), STATUS);
}

function reportMany(count: number): void {
	for (let index = 0; index < count; index++) report(`m${index}`);
}

const idsOf = ({ outputs }: Emission) => (outputs[0] ?? []).map(({ json }) => json.messageId);
const runs = (running: RunningTrigger) => running.emissions.map(idsOf);
const finishing = { onEmit: (emission: Emission) => emission.finish() };
const leftOfStatuses = () => left(STATUS);

describe('statuses', () => {
	it('share runs of up to 100 by default, each an item, and all are deleted after', async () => {
		await moveTo(await startSimulator({ queueVisibilityMs: 60_000, page: false }));
		reportMany(330);
		const running = await start(STATUSES, finishing);

		await until(() => leftOfStatuses() === 0);
		const sizes = runs(running).map(({ length }) => length);
		expect(Math.max(...sizes)).toBe(100);
		expect(sizes.length).toBeLessThan(12);
		expect(new Set(runs(running).flat()).size).toBe(330);
	});

	it('do not wait for others when the queue has no more', async () => {
		const running = await start(STATUSES);
		const begun = performance.now();
		reportMany(3);

		const first = await running.next();
		expect(performance.now() - begun).toBeLessThan(900);
		first.finish();
		await until(() => {
			for (const emission of running.emissions) emission.finish();
			return leftOfStatuses() === 0;
		});
	});

	it('stay in their queue until the run succeeded', async () => {
		reportMany(20);
		const running = await start(STATUSES);
		await until(() => runs(running).flat().length === 20);
		expect(leftOfStatuses()).toBe(20);

		for (const emission of running.emissions) emission.finish();
		await until(() => leftOfStatuses() === 0);
		expect(runs(running).flat()).toHaveLength(20);
	});

	it('are each an event once, also within a run', async () => {
		for (let copy = 0; copy < 3; copy++) reportMany(10);
		const running = await start(STATUSES, finishing);

		await until(() => leftOfStatuses() === 0);
		expect(runs(running).flat().sort()).toEqual(
			Array.from({ length: 10 }, (_, index) => `m${index}`),
		);
	});
});

describe('a message that fails', () => {
	const failing = (bad: string) => ({
		onEmit: (emission: Emission) =>
			emission.finish({ status: idsOf(emission).includes(bad) ? 'error' : 'success' }),
	});

	it.each([5, 1])(
		'does not sink the others: each comes again and runs alone (maximum attempts %i)',
		async (maxAttempts) => {
			reportMany(40);
			const options = { maxAttempts, afterMaxAttempts: 'delete' };
			const running = await start({ ...STATUSES, options }, failing('m7'));

			await until(() => leftOfStatuses() === 0);
			const shared = runs(running).find((ids) => ids.length > 1 && ids.includes('m7')) ?? [];
			expect(shared.length).toBeGreaterThan(1);
			for (const id of shared) {
				const alone = runs(running).filter((ids) => ids.length === 1 && ids[0] === id);
				// The failed run of all was no attempt of a message of its own.
				expect(alone).toHaveLength(id === 'm7' ? maxAttempts : 1);
			}
			const again = runs(running).filter((ids) => ids.some((id) => shared.includes(id)));
			expect(again).toHaveLength(1 + shared.length - 1 + maxAttempts);
			expect(running.failedExecutions).toHaveLength(1);
		},
	);

	it('and cannot be read comes again alone as well, and only then is removed', async () => {
		simulator.world.queues.enqueue(STATUS, 'unreadable');
		reportMany(5);
		const running = await start(STATUSES, {
			onEmit: (emission) => emission.finish({ status: 'error' }),
		});

		await until(() => running.emissions.length >= 7);
		const unknown = running.emissions.filter(({ outputs }) =>
			outputs[0]?.some(({ json }) => json.event === 'unknown'),
		);
		expect(unknown.map(({ outputs }) => outputs[0]?.length)).toEqual([6, 1]);
	});
});

describe('Messages per Run', () => {
	it('is one where people write, with statuses and without', async () => {
		for (let index = 0; index < 5; index++) enqueue(inbound(`m${index}`));
		reportMany(5);
		const running = await start(
			{ events: ['inbound', 'status'], statusQueue: byName(STATUS) },
			finishing,
		);

		await until(() => left() === 0 && leftOfStatuses() === 0);
		expect(running.emissions).toHaveLength(10);
	});

	it('can be more there, and one for statuses', async () => {
		for (let index = 0; index < 16; index++) enqueue(inbound(`m${index}`));
		const several = await start({ messagesPerRun: 4 }, finishing);
		await until(() => left() === 0);
		await several.close();
		expect(runs(several).map(({ length }) => length)).toEqual([4, 4, 4, 4]);

		reportMany(5);
		const single = await start({ ...STATUSES, statusesPerRun: 1 }, finishing);
		await until(() => leftOfStatuses() === 0);
		expect(single.emissions).toHaveLength(5);
	});

	it.each([
		[{ messagesPerRun: 0 }, "'Messages per Run' is 0. Enter a whole number from 1 to 1,000."],
		[{ messagesPerRun: 1.5 }, "'Messages per Run' is 1.5."],
		[{ messagesPerRun: 1_001 }, "'Messages per Run' is 1001."],
		[{ messagesPerRun: '' }, "'Messages per Run' is not a number."],
		[{ messagesPerRun: 'many' }, "'Messages per Run' is not a number."],
		[{ ...STATUSES, statusesPerRun: -1 }, "'Messages per Run' is -1."],
	])('is refused with %j', async (parameters, message) => {
		await expect(start(parameters)).rejects.toThrow(message);
	});

	it.each([{ messagesPerRun: 1_000 }, { messagesPerRun: '16' }])('may be %j', async (given) => {
		enqueue(inbound('m1'));
		const running = await start(given);
		(await running.next()).finish();
		await until(() => left() === 0);
	});

	it('is one in a test of the editor', async () => {
		reportMany(5);
		const running = await start(STATUSES, { mode: 'manual' });
		await running.startManually();
		expect(idsOf(await running.next())).toHaveLength(1);
		running.emissions[0]?.finish();
		await until(() => leftOfStatuses() === 4);
	});

	it('puts no two messages of a person into a run where these run one after the other', async () => {
		for (let index = 0; index < 12; index++) {
			const entry = { MessageId: `m${index}`, From: `65${index % 4}`, To: '1', Type: 'TEXT' };
			enqueue(JSON.stringify({ ...entry, Message: 'hi', Timestamp: 1_790_000_000_000 + index }));
		}
		const running = await start(
			{ messagesPerRun: 10, options: { inOrderPerPerson: true } },
			finishing,
		);

		await until(() => left() === 0);
		expect(runs(running)).toEqual([
			['m0', 'm1', 'm2', 'm3'],
			['m4', 'm5', 'm6', 'm7'],
			['m8', 'm9', 'm10', 'm11'],
		]);
	});
});

describe('at a distance', () => {
	it('a network that stalls loses nothing, and closing still ends within a second', async () => {
		const proxy = await startDelayProxy(simulator.endpoints.mns, 60);
		Object.assign(simulator.credential, { mnsEndpoint: proxy.url });
		reportMany(600);
		const running = await start(STATUSES, finishing);
		await until(() => runs(running).flat().length > 100);
		proxy.stall();
		await new Promise((resolve) => setTimeout(resolve, 300));
		const begun = performance.now();
		await running.close();
		expect(performance.now() - begun).toBeLessThan(1_000);
		proxy.resume();

		const again = await start(STATUSES, finishing);
		await until(() => leftOfStatuses() === 0);
		const seen = new Set([...runs(running), ...runs(again)].flat());
		expect(seen.size).toBe(600);
		await again.close();
		await proxy.close();
	}, 40_000);
});
