import { PendingPushes } from '../../../nodes/ChatAppTrigger/pendingPushes';

const NOW = Date.UTC(2026, 8, 22, 2);

beforeEach(() => void jest.useFakeTimers({ now: NOW }));
afterEach(() => void jest.useRealTimers());

it('waits for a push with the same fact, and for no other', async () => {
	const handovers = new PendingPushes();
	const open = handovers.begin(['in:m1', 'in:m2'], NOW);
	handovers.begin(['in:m9'], NOW);
	await expect(handovers.haveEnded(['in:m3'])).resolves.toBe(true);

	let answer: boolean | undefined;
	void handovers.haveEnded(['in:m3', 'in:m2']).then((ended) => (answer = ended));
	await jest.advanceTimersByTimeAsync(100);
	expect(answer).toBeUndefined();
	expect(handovers.end(open)).toBe(true);
	await jest.advanceTimersByTimeAsync(1);
	expect(answer).toBe(true);
	expect(handovers.end(open)).toBe(false);
});

it('says so when the push is not over within its patience', async () => {
	const handovers = new PendingPushes();
	handovers.begin(['in:m1'], NOW);
	let answer: boolean | undefined;
	void handovers.haveEnded(['in:m1']).then((ended) => (answer = ended));
	await jest.advanceTimersByTimeAsync(499);
	expect(answer).toBeUndefined();
	await jest.advanceTimersByTimeAsync(2);
	expect(answer).toBe(false);
});

it('gives up a push whose run did not start within a minute, once', async () => {
	const handovers = new PendingPushes();
	const late = handovers.begin(['in:m1'], NOW);
	handovers.begin(['in:m2'], NOW + 1);
	expect(handovers.overdue(NOW + 59_999)).toEqual([]);
	expect(handovers.overdue(NOW + 60_000)).toEqual([late]);
	expect(handovers.overdue(NOW + 60_000)).toEqual([]);
	expect(handovers.keys).toEqual(['in:m2']);
	await expect(handovers.haveEnded(['in:m1'])).resolves.toBe(true);
});

it('holds a fact for the push that brought it last', () => {
	const handovers = new PendingPushes();
	const first = handovers.begin(['in:m1'], NOW);
	const second = handovers.begin(['in:m1'], NOW);
	handovers.end(first);
	expect(handovers.keys).toEqual(['in:m1']);
	handovers.end(second);
	expect(handovers.keys).toEqual([]);
});
