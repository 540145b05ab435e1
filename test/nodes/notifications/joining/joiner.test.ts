import fc from 'fast-check';

import { JoinBudget } from '../../../../nodes/notifications/joining/joinBudget';
import { Joiner, MOST_PIECES } from '../../../../nodes/notifications/joining/joiner';

const PLENTY = { conversations: 1_000, messages: 10_000, bytes: 1_000_000 };
const SETTINGS = { silenceMs: 5_000, longestMs: 20_000 };

interface Message {
	readonly id: number;
	readonly time: number | null;
}

const piece = (content: Message, bytes = 10) => ({ content, time: content.time, bytes });

interface Batch {
	readonly conversation: string;
	readonly messages: readonly Message[];
	readonly at: number;
	readonly isForced: boolean;
}

/** Messages with the pauses between them, and somebody who looks every `lookMs`. */
const histories = fc.record({
	settings: fc
		.record({
			silenceMs: fc.integer({ min: 1, max: 5_000 }),
			longestMs: fc.integer({ min: 1, max: 20_000 }),
		})
		.map(({ silenceMs, longestMs }) => ({ silenceMs: Math.min(silenceMs, longestMs), longestMs })),
	limits: fc.oneof(
		fc.constant(PLENTY),
		fc.record({
			conversations: fc.integer({ min: 0, max: 4 }),
			messages: fc.integer({ min: 0, max: 20 }),
			bytes: fc.integer({ min: 0, max: 300 }),
		}),
	),
	lookMs: fc.integer({ min: 100, max: 1_000 }),
	messages: fc.array(
		fc.record({
			pauseMs: fc.integer({ min: 0, max: 4_000 }),
			conversation: fc.constantFrom('a', 'b', 'c'),
			lateMs: fc.option(fc.integer({ min: 0, max: 3_000 })),
			bytes: fc.integer({ min: 0, max: 100 }),
		}),
		{ maxLength: 40 },
	),
});

type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;

function play({ settings, limits, lookMs, messages }: History): {
	batches: Batch[];
	heldAt: Map<number, number>;
} {
	const joiner = new Joiner<Message>(new JoinBudget(limits));
	const batches: Batch[] = [];
	const heldAt = new Map<number, number>();
	let now = 0;
	const look = (): void => {
		for (const conversation of joiner.due(now)) {
			const at = { conversation, at: now, isForced: false };
			batches.push({ ...at, messages: joiner.take(conversation) });
		}
	};
	messages.forEach(({ pauseMs, conversation, lateMs, bytes }, id) => {
		for (const until = now + pauseMs; now < until; ) {
			now = Math.min(until, now + lookMs);
			look();
		}
		const time = lateMs === null ? null : now - lateMs;
		heldAt.set(id, now);
		const full = joiner.hold(conversation, piece({ id, time }, bytes), settings, now);
		if (full) batches.push({ conversation, messages: full, at: now, isForced: true });
	});
	for (let looks = 0; joiner.size > 0; looks++) {
		if (looks > 1_000) throw new Error('Something is held for ever');
		now += lookMs;
		look();
	}
	return { batches, heldAt };
}

describe('what is held', () => {
	it('leaves exactly once, with its own conversation and in the order in which it was written', () => {
		fc.assert(
			fc.property(histories, (history) => {
				const { batches } = play(history);
				const ids = batches.flatMap(({ messages }) => messages.map(({ id }) => id));
				expect([...ids].sort((left, right) => left - right)).toEqual(
					history.messages.map((_, id) => id),
				);
				for (const { conversation, messages } of batches) {
					expect(messages.length).toBeGreaterThan(0);
					for (const { id } of messages) {
						expect(history.messages[id]?.conversation).toBe(conversation);
					}
					messages.forEach(({ id, time }, index) => {
						const before = messages[index - 1];
						if (before === undefined || before.id < id) return;
						// Only what was written earlier overtakes what came earlier.
						expect([before.time, time]).not.toContain(null);
						expect(before.time).toBeLessThan(time ?? 0);
					});
				}
			}),
		);
	});

	it('leaves after the silence, not before, and never later than the longest wait', () => {
		fc.assert(
			fc.property(histories, (history) => {
				const { settings, lookMs } = history;
				const { batches, heldAt } = play(history);
				for (const { messages, at, isForced } of batches) {
					const times = messages.map(({ id }) => heldAt.get(id) ?? 0);
					const first = Math.min(...times);
					const last = Math.max(...times);
					expect(at - first).toBeLessThanOrEqual(settings.longestMs + lookMs);
					expect(at - last).toBeLessThanOrEqual(settings.silenceMs + lookMs);
					if (isForced) continue;
					const isSilent = at - last >= settings.silenceMs;
					expect(isSilent || at - first >= settings.longestMs).toBe(true);
				}
			}),
		);
	});

	it('takes no more room than there is, and gives all of it back', () => {
		const limits = { conversations: 2, messages: 3, bytes: 100 };
		const budget = new JoinBudget(limits);
		const joiner = new Joiner<Message>(budget);
		const hold = (conversation: string, id: number, bytes = 10) =>
			joiner
				.hold(conversation, piece({ id, time: null }, bytes), SETTINGS, 0)
				?.map((message) => message.id);

		for (let round = 0; round < 3; round++) {
			expect([hold('a', 1), hold('b', 2)]).toEqual([undefined, undefined]);
			expect(hold('c', 3)).toEqual([3]);
			expect(hold('a', 4)).toBeUndefined();
			expect(hold('a', 5)).toEqual([1, 4, 5]);
			expect(hold('a', 6, 91)).toEqual([6]);
			expect(joiner.take('b').map(({ id }) => id)).toEqual([2]);
			expect(joiner.size).toBe(0);
		}
	});

	it.each([
		['conversations', { ...PLENTY, conversations: 1 }],
		['messages', { ...PLENTY, messages: 1 }],
		['characters', { ...PLENTY, bytes: 10 }],
	])('is held again beyond the most %s, and others wait until all of it has left', (_, limits) => {
		const joiner = new Joiner<Message>(new JoinBudget(limits));
		const [old, other] = [piece({ id: 1, time: null }), piece({ id: 2, time: null })];
		const isHeld = (conversation: string) => joiner.hold(conversation, other, SETTINGS, 0) === null;
		expect(isHeld('b')).toBe(true);
		joiner.holdAgain('a', old, SETTINGS, 0);
		expect(joiner.dueAt('a')).toBe(5_000);
		expect(isHeld('c')).toBe(false);

		expect(joiner.take('a')).toEqual([old.content]);
		expect(isHeld('c')).toBe(false);
		expect(joiner.take('b')).toEqual([other.content]);
		expect([isHeld('c'), isHeld('d')]).toEqual([true, false]);
	});

	it('leaves when it is as many messages as a person can write quickly', () => {
		const joiner = new Joiner<Message>(new JoinBudget(PLENTY));
		const ends = Array.from({ length: MOST_PIECES + 1 }, (_, id) =>
			joiner.hold('a', piece({ id, time: null }), SETTINGS, 0),
		);
		expect(ends.map((end) => end?.length ?? 0)).toEqual([
			...Array.from({ length: MOST_PIECES - 1 }, () => 0),
			MOST_PIECES,
			0,
		]);
	});

	it('waits again for the whole silence after each message, up to the longest wait', () => {
		const joiner = new Joiner<Message>(new JoinBudget(PLENTY));
		const dueAt = [0, 4_000, 8_000, 18_000].map((now, id) => {
			joiner.hold('a', piece({ id, time: null }), SETTINGS, now);
			return joiner.dueAt('a');
		});
		expect(dueAt).toEqual([5_000, 9_000, 13_000, 20_000]);
	});

	it('is due when the clock was set back', () => {
		const joiner = new Joiner<Message>(new JoinBudget(PLENTY));
		joiner.hold('a', piece({ id: 1, time: null }), SETTINGS, 1_000_000);
		expect(joiner.due(1_004_999)).toEqual([]);
		expect(joiner.due(999_999)).toEqual(['a']);
	});
});
