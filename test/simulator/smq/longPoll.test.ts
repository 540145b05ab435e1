import { type Bench, QUEUE, startBench } from './bench';
import { receiveOrWait } from './longPoll';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => {
	await bench.server.close();
});

const settle = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

test('a long poll waits its time on an empty queue, then answers 404', async () => {
	const started = Date.now();
	const answer = await bench.call('?waitseconds=1');
	expect(answer.text('Code')).toBe('MessageNotExist');
	expect(Date.now() - started).toBeGreaterThanOrEqual(980);
});

test('a long poll answers as soon as something is enqueued', async () => {
	const started = Date.now();
	const waiting = bench.call('?waitseconds=30&numOfMessages=16');
	await settle(100);
	bench.store.enqueue(QUEUE, 'late');
	expect((await waiting).text('MessageBody')).toBe('late');
	expect(Date.now() - started).toBeLessThan(1_000);
});

test('a long poll answers when a hidden message becomes visible by the clock', async () => {
	bench.store.enqueue(QUEUE, 'one');
	await bench.call('');
	const waiting = bench.call('?waitseconds=30');
	await settle(100);
	bench.time.now += 30_000;
	expect((await waiting).text('DequeueCount')).toBe('2');
});

test('one message goes to one of two long polls', async () => {
	const polls = [bench.call('?waitseconds=1'), bench.call('?waitseconds=1')];
	await settle(100);
	bench.store.enqueue(QUEUE, 'only');
	const statuses = (await Promise.all(polls)).map((answer) => answer.status).sort();
	expect(statuses).toEqual([200, 404]);
});

test('close ends long polls at once', async () => {
	const waiting = bench.call('?waitseconds=30').catch((error: Error) => error.message);
	await settle(100);
	const started = Date.now();
	await bench.server.close();
	expect(await waiting).toMatch(/hang up|ECONNRESET/);
	expect(Date.now() - started).toBeLessThan(500);
});

test('a poll whose client hung up takes no message', async () => {
	const hangUp = new AbortController();
	const waiting = receiveOrWait(bench.store, QUEUE, 1, 30_000, hangUp.signal);
	hangUp.abort();
	expect(await waiting).toEqual([]);
	bench.store.enqueue(QUEUE, 'kept');
	expect(bench.store.depth(QUEUE)).toEqual({ active: 1, inactive: 0 });
});
