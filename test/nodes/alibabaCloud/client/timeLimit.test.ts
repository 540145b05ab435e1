import { isTimedOut, withinTime } from '../../../../nodes/alibabaCloud/client/timeLimit';

const LIMIT_MS = 1_000;

/** Something that never ends by itself. @returns how long it was left alone, in milliseconds */
async function stuck(signal?: AbortSignal): Promise<{ ms: number; timedOut: boolean }> {
	const startedAt = performance.now();
	return await withinTime(
		LIMIT_MS,
		signal,
		async (limit) =>
			await new Promise((resolve) => {
				limit.addEventListener('abort', () =>
					resolve({ ms: performance.now() - startedAt, timedOut: isTimedOut(limit) }),
				);
			}),
	);
}

it('ends what is stuck, never too early, however many share an end', async () => {
	const all = [stuck(), stuck()];
	await new Promise((resolve) => setTimeout(resolve, 6));
	all.push(stuck());
	await new Promise((resolve) => setTimeout(resolve, 50));
	all.push(stuck());
	for (const { ms, timedOut } of await Promise.all(all)) {
		expect(timedOut).toBe(true);
		// A timer may end a millisecond early by this clock.
		expect(ms).toBeGreaterThanOrEqual(LIMIT_MS - 1);
	}
});

it('ends all of many, and Node.js has nothing to warn of', async () => {
	const warned = jest.fn();
	process.on('warning', warned);
	try {
		const all = await Promise.all(Array.from({ length: 100 }, async () => await stuck()));
		expect(all.filter(({ timedOut }) => timedOut)).toHaveLength(100);
		await new Promise(setImmediate);
		expect(warned).not.toHaveBeenCalled();
	} finally {
		process.off('warning', warned);
	}
});

it('leaves alone what has ended', async () => {
	let limit: AbortSignal | undefined;
	const result = await withinTime(LIMIT_MS, undefined, async (signal) => {
		limit = signal;
		return await Promise.resolve('done');
	});
	await stuck();
	expect([result, limit?.aborted]).toEqual(['done', false]);
});

it('ends at once what the user stops, which is no time limit', async () => {
	const stop = new AbortController();
	const stopped = stuck(stop.signal);
	stop.abort();
	expect(await stopped).toMatchObject({ timedOut: false });
	await expect(
		withinTime(LIMIT_MS, AbortSignal.abort(), async (limit) => {
			await Promise.resolve();
			throw new Error(limit.aborted ? 'ended before it began' : 'began');
		}),
	).rejects.toThrow('ended before it began');
});

it.each([1, 2 ** 40])('takes any time, such as %d ms', async (milliseconds) => {
	const work = async (): Promise<string> => await Promise.resolve('done');
	expect(await withinTime(milliseconds, undefined, work)).toBe('done');
});
