import * as fc from 'fast-check';

import { countUp, pool } from '../../../../nodes/alibabaCloud/wire/pool';

/** Ends after a few turns of the event loop, so that tasks overlap. */
const turns = async (count: number): Promise<void> => {
	for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

test('every task is carried out once, in order of start, never more at once than the width', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }),
			fc.integer({ min: 1, max: 8 }),
			async (lengths, width) => {
				const started: number[] = [];
				let underWay = 0;
				let most = 0;
				await pool({
					width,
					next: countUp(lengths.length),
					async run(index) {
						started.push(index);
						most = Math.max(most, ++underWay);
						await turns(lengths[index] ?? 0);
						underWay--;
						return true;
					},
				});
				expect(started).toEqual(lengths.map((_length, index) => index));
				expect(underWay).toBe(0);
				expect(most).toBeLessThanOrEqual(width);
			},
		),
	);
});

test.each<[string, (index: number) => boolean]>([
	['says stop', (index) => index !== 3],
	[
		'fails',
		(index) => {
			if (index === 3) throw new Error('task 3');
			return true;
		},
	],
])('a task that %s lets no other start, and those under way end', async (_what, judge) => {
	const started: number[] = [];
	const ended: number[] = [];
	const done = pool({
		width: 3,
		next: countUp(100),
		async run(index) {
			started.push(index);
			// Those under way take longer than the one that stops them.
			await turns(index === 3 ? 1 : 10);
			ended.push(index);
			return judge(index);
		},
	});
	await done.catch((error: unknown) => expect(String(error)).toBe('Error: task 3'));
	expect(started).toEqual([0, 1, 2, 3, 4, 5].slice(0, started.length));
	expect(started.length).toBeLessThanOrEqual(6);
	expect([...ended].sort()).toEqual(started);
});

test('the first error is thrown, once nothing is under way', async () => {
	let underWay = 0;
	const done = pool({
		width: 2,
		next: countUp(2),
		async run(index) {
			underWay++;
			await turns(index === 0 ? 1 : 20);
			underWay--;
			throw new Error(`task ${index}`);
		},
	});
	await expect(done).rejects.toThrow('task 0');
	expect(underWay).toBe(0);
});

test('nothing starts after the signal', async () => {
	const stop = new AbortController();
	const started: number[] = [];
	await pool({
		width: 2,
		signal: stop.signal,
		next: countUp(100),
		async run(index) {
			started.push(index);
			if (index === 4) stop.abort();
			await turns(1);
			return true;
		},
	});
	expect(started.at(-1)).toBeLessThanOrEqual(5);
	await pool({ width: 1, signal: stop.signal, next: () => started.push(-1), run: jest.fn() });
	expect(started).not.toContain(-1);
});

test('a worker that finds nothing ends; another goes on with what is there later', async () => {
	const waiting = ['a'];
	const carriedOut: string[] = [];
	await pool({
		width: 2,
		next: () => waiting.shift(),
		async run(task) {
			await turns(3);
			carriedOut.push(task);
			if (task === 'a') waiting.push('b', 'c');
			return true;
		},
	});
	expect(carriedOut).toEqual(['a', 'b', 'c']);
});

test('a width that grows lets more start as soon as a task has ended, and one that shrinks fewer', async () => {
	let width = 2;
	let underWay = 0;
	const seen: number[] = [];
	await pool({
		width: () => width,
		next: countUp(60),
		async run(index) {
			seen.push(++underWay);
			await turns(3);
			if (index === 9) width = 6;
			if (index === 39) width = 1;
			underWay--;
			return true;
		},
	});
	expect(Math.max(...seen.slice(0, 10))).toBe(2);
	expect(Math.max(...seen)).toBe(6);
	expect(seen.slice(46)).toEqual(new Array(14).fill(1));
});

test('what was not there at first is started beside others once there is more of it', async () => {
	const waiting = ['first'];
	let underWay = 0;
	let most = 0;
	await pool({
		width: 3,
		next: () => waiting.shift(),
		async run(task) {
			most = Math.max(most, ++underWay);
			await turns(5);
			underWay--;
			if (task === 'first') waiting.push('a', 'b', 'c');
			return true;
		},
	});
	expect(most).toBe(3);
});
