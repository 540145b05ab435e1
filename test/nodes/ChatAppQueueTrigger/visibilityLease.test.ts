import { VisibilityLease } from '../../../nodes/ChatAppQueueTrigger/visibilityLease';
import { explainQueueError } from '../../../nodes/alibabaCloud/queue/failures';
import type { QueueMessage } from '../../../nodes/alibabaCloud/queue/xml';

const HIDDEN_MS = 4_000;

type Change = { handle: string; seconds: number; at: number };

const message = (changes: Partial<QueueMessage> = {}): QueueMessage => ({
	id: 'm',
	receiptHandle: 'h0',
	body: '',
	dequeueCount: 1,
	firstDequeueTime: 1_000_000,
	nextVisibleTime: 1_000_000 + HIDDEN_MS,
	...changes,
});

/** Handles are counted up with each change, and the old one dies, as the queue does it. */
function heldWith(
	answer: (change: Change) => Promise<'ok' | 'lost' | 'dead'> = async () =>
		await Promise.resolve('ok'),
	maxRunMs = 600_000,
) {
	const began = Date.now();
	const changes: Change[] = [];
	const lease = new VisibilityLease(
		{
			changeVisibility: async (handle, seconds) => {
				const change = { handle, seconds, at: Date.now() - began };
				changes.push(change);
				const count = changes.length;
				const result = await answer(change);
				if (result === 'ok') {
					return { ok: true, value: { receiptHandle: `h${count}`, nextVisibleTime: null } };
				}
				const failure =
					result === 'dead'
						? explainQueueError('MessageNotExist', 404)
						: explainQueueError('Local.Connection');
				return { ok: false, failure };
			},
		},
		Date.now,
		maxRunMs,
	);
	return { lease, changes };
}

const pass = async (milliseconds: number): Promise<void> =>
	await jest.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => void jest.useFakeTimers());
afterEach(async () => {
	// A lease message keeps its watch going.
	await pass(1_000_000);
	jest.useRealTimers();
});

it('a message stays hidden without a gap however long its run lasts', async () => {
	const { lease, changes } = heldWith();
	void lease.hold(message());
	await pass(60_000);

	let visibleAt = HIDDEN_MS;
	for (const { at, seconds } of changes) {
		expect(at).toBeLessThan(visibleAt);
		visibleAt = at + seconds * 1_000;
	}
	expect(visibleAt).toBeGreaterThan(60_000);
	expect(changes.map(({ handle }) => handle)).toEqual(changes.map((_, index) => `h${index}`));
	// Half of its time is long enough to wait; more calls would only cost.
	expect(changes.length).toBeLessThanOrEqual(60_000 / (HIDDEN_MS / 2));
	expect(await lease.release(message())).toBe(`h${changes.length}`);
});

it('the handle to delete with is the newest one, also while the message is being hidden again', async () => {
	let answered: (result: 'ok') => void = () => undefined;
	const { lease, changes } = heldWith(
		async () => await new Promise((resolve) => (answered = resolve)),
	);
	void lease.hold(message());
	await pass(HIDDEN_MS / 2 + 500);
	expect(changes).toHaveLength(1);

	let handle: string | null = null;
	void lease.release(message()).then((value) => (handle = value));
	await pass(1_000);
	expect(handle).toBeNull();
	answered('ok');
	await pass(0);
	expect(handle).toBe('h1');
	await pass(60_000);
	expect(changes).toHaveLength(1);
});

it('a failed attempt is made good before the message is seen', async () => {
	let lost = 1;
	const { lease, changes } = heldWith(
		async () => await Promise.resolve(lost-- > 0 ? 'lost' : 'ok'),
	);
	void lease.hold(message());
	await pass(HIDDEN_MS);
	expect(changes.map(({ handle }) => handle)).toEqual(['h0', 'h0']);
	expect(changes[1]?.at).toBeLessThan(HIDDEN_MS);
});

it('a dead handle is not used again until the message brings a new one', async () => {
	let dead = 1;
	const { lease, changes } = heldWith(
		async () => await Promise.resolve(dead-- > 0 ? 'dead' : 'ok'),
	);
	void lease.hold(message());
	await pass(60_000);
	expect(changes).toHaveLength(1);

	expect(lease.renew(message({ receiptHandle: 'new' }))).toBe(true);
	await pass(HIDDEN_MS);
	expect(changes[1]?.handle).toBe('new');
	expect(await lease.release(message())).toMatch(/^h\d/);
});

it('a renewed message has its full time in hiding again', async () => {
	const { lease, changes } = heldWith();
	void lease.hold(message());
	await pass(1_500);
	lease.renew(message({ receiptHandle: 'new' }));
	await pass(1_500);
	expect(changes).toEqual([]);
	await pass(1_000);
	expect(changes.map(({ handle }) => handle)).toEqual(['new']);
});

it('only a message whose run is going on is renewed', async () => {
	const { lease } = heldWith();
	expect(lease.renew(message())).toBe(false);
	void lease.hold(message());
	expect(lease.size).toBe(1);
	await lease.release(message());
	expect([lease.renew(message()), lease.size]).toEqual([false, 0]);
	expect(await lease.release(message({ receiptHandle: 'own' }))).toBe('own');
});

it('the time of a run that waits for its place is counted from its start', async () => {
	const { lease, changes } = heldWith(undefined, 10_000);
	let isReleased = false;
	void lease.hold(message(), false).then(() => (isReleased = true));
	await pass(60_000);
	expect([isReleased, changes.length > 10]).toEqual([false, true]);
	lease.begin(message());
	await pass(9_500);
	expect(isReleased).toBe(false);
	await pass(1_000);
	expect(isReleased).toBe(true);
	await lease.release(message());
	expect(() => lease.begin(message())).not.toThrow();
});

it('a run of which nothing is heard is given up after the longest time, not before', async () => {
	const { lease } = heldWith(undefined, 10_000);
	let isReleased = false;
	void lease.hold(message()).then(() => (isReleased = true));
	await pass(9_900);
	expect(isReleased).toBe(false);
	await pass(500);
	expect(isReleased).toBe(true);
	await lease.release(message());
});

it.each([
	['two hours forward', 7_200_000],
	['two hours back', -7_200_000],
])('a clock that is set %s ends no run, and no message is seen', async (_, jumpMs) => {
	const { lease, changes } = heldWith(undefined, 60_000);
	let isReleased = false;
	void lease.hold(message()).then(() => (isReleased = true));
	await pass(5_000);
	jest.setSystemTime(Date.now() + jumpMs);
	const before = changes.length;
	await pass(10_000);
	expect(isReleased).toBe(false);
	// Each hides it for four seconds, and half of that is waited at most.
	expect(changes.length - before).toBeGreaterThanOrEqual(4);
	await pass(60_000);
	expect(isReleased).toBe(true);
	await lease.release(message());
});

it('several messages are kept hidden, each by itself', async () => {
	const { lease, changes } = heldWith();
	void lease.hold(message({ id: 'a', receiptHandle: 'a' }));
	await pass(1_000);
	void lease.hold(message({ id: 'b', receiptHandle: 'b' }));
	await pass(HIDDEN_MS / 2);
	expect(changes.map(({ handle }) => handle)).toEqual(['a', 'b']);
	await lease.release(message({ id: 'a' }));
	await lease.release(message({ id: 'b' }));
	await pass(1_000);

	void lease.hold(message({ id: 'c', receiptHandle: 'c' }));
	await pass(HIDDEN_MS / 2 + 250);
	expect(changes.at(-1)?.handle).toBe('c');
	await lease.release(message({ id: 'c' }));
});

it.each([
	[{ dequeueCount: 2 }, 'a second delivery says nothing of the time in hiding', 30_000],
	[{ firstDequeueTime: null }, 'without the first time', 30_000],
	[{ nextVisibleTime: null }, 'without the next time', 30_000],
	[{ nextVisibleTime: 1_000_000 + 10 }, 'a second is the shortest', 1_000],
	[{ nextVisibleTime: 1_000_000 + 7_000 }, 'as the queue says', 7_000],
])('hides anew with %j: %s', async (changes, _why, hiddenMs) => {
	const { lease, changes: asked } = heldWith();
	void lease.hold(message(changes));
	await pass(hiddenMs / 2 - 1);
	expect(asked).toEqual([]);
	await pass(251);
	expect(asked.map(({ seconds }) => seconds)).toEqual([hiddenMs / 1_000]);
	await lease.release(message());
});

it('what the queue said of one message holds for one that does not say it', async () => {
	const { lease, changes } = heldWith();
	void lease.hold(message({ id: 'a' }));
	await lease.release(message({ id: 'a' }));
	void lease.hold(message({ id: 'b', dequeueCount: 2, receiptHandle: 'b' }));
	await pass(HIDDEN_MS / 2 + 250);
	expect(changes.map(({ handle }) => handle)).toEqual(['b']);
	await lease.release(message({ id: 'b' }));
});

it('many messages are hidden again in turn, no more than 64 at a time, before any of them shows', async () => {
	let underWay = 0;
	let most = 0;
	const { lease, changes } = heldWith(async () => {
		underWay++;
		most = Math.max(most, underWay);
		// As at 170 ms of distance.
		await new Promise((resolve) => setTimeout(resolve, 340));
		underWay--;
		return 'ok';
	});
	// A queue hides for half a minute.
	const messages = Array.from({ length: 2_000 }, (_, index) =>
		message({ id: `m${index}`, receiptHandle: `first ${index}`, nextVisibleTime: 1_030_000 }),
	);
	for (const one of messages) void lease.hold(one);
	await pass(28_000);

	expect(most).toBe(64);
	const first = changes.filter(({ handle }) => handle.startsWith('first'));
	expect(first).toHaveLength(2_000);
	expect(new Set(first.map(({ handle }) => handle)).size).toBe(2_000);
	const released = Promise.all(messages.map(async (one) => await lease.release(one)));
	await pass(1_000);
	await released;
});
