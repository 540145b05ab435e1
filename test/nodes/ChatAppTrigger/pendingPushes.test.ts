import { type PendingPush, PendingPushes } from '../../../nodes/ChatAppTrigger/pendingPushes';

const NOW = Date.UTC(2026, 8, 22, 2);

function begun(pushes: PendingPushes, marks: readonly number[], now: number): PendingPush {
	const pending = pushes.begin(now);
	pushes.hold(marks, pending);
	return pending;
}

beforeEach(() => void jest.useFakeTimers({ now: NOW }));
afterEach(() => void jest.useRealTimers());

it('waits for a push with the same fact, and for no other', async () => {
	const handovers = new PendingPushes();
	const open = begun(handovers, [1, 2], NOW);
	begun(handovers, [9], NOW);
	await expect(handovers.haveEnded([3])).resolves.toBe(true);

	let answer: boolean | undefined;
	void handovers.haveEnded([3, 2]).then((ended) => (answer = ended));
	await jest.advanceTimersByTimeAsync(100);
	expect(answer).toBeUndefined();
	expect(handovers.end(open)).toBe(true);
	await jest.advanceTimersByTimeAsync(1);
	expect(answer).toBe(true);
	expect(handovers.end(open)).toBe(false);
});

it('says so when the push is not over within its patience', async () => {
	const handovers = new PendingPushes();
	begun(handovers, [1], NOW);
	let answer: boolean | undefined;
	void handovers.haveEnded([1]).then((ended) => (answer = ended));
	await jest.advanceTimersByTimeAsync(499);
	expect(answer).toBeUndefined();
	await jest.advanceTimersByTimeAsync(2);
	expect(answer).toBe(false);
});

it('gives up a push whose run did not start within a minute, once', async () => {
	const handovers = new PendingPushes();
	const late = begun(handovers, [1], NOW);
	begun(handovers, [2], NOW + 1);
	expect(handovers.overdue(NOW + 59_999)).toEqual([]);
	expect(handovers.overdue(NOW + 60_000)).toEqual([late]);
	expect(handovers.overdue(NOW + 60_000)).toEqual([]);
	expect([...handovers.marks]).toEqual([2]);
	await expect(handovers.haveEnded([1])).resolves.toBe(true);
});

it('holds a fact for the push that brought it last', () => {
	const handovers = new PendingPushes();
	const first = begun(handovers, [1], NOW);
	const second = begun(handovers, [1], NOW);
	handovers.end(first);
	expect([...handovers.marks]).toEqual([1]);
	handovers.end(second);
	expect([...handovers.marks]).toEqual([]);
});

it('tells at once of a fact that another push holds, and not of its own', () => {
	const handovers = new PendingPushes();
	const own = begun(handovers, [1], NOW);
	const other = begun(handovers, [2], NOW);
	expect(handovers.hasOpen([1], own)).toBe(false);
	expect(handovers.hasOpen([1, 2], own)).toBe(true);
	expect(handovers.hasOpen([1])).toBe(true);
	handovers.end(other);
	expect(handovers.hasOpen([1, 2, 3], own)).toBe(false);
});
