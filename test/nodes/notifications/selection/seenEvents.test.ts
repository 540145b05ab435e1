import fc from 'fast-check';

import { SeenEvents } from '../../../../nodes/notifications/selection/seenEvents';

const NOW = Date.UTC(2026, 8, 1);
const MINUTE = 60_000;

function filled(count: number): SeenEvents {
	const memory = new SeenEvents();
	for (let index = 0; index < count; index++) {
		memory.remember(`event-${index}`, 'lasting', NOW + index);
		memory.remember(`review-${index}`, 'brief', NOW + index);
	}
	return memory;
}

it('stays bounded and forgets the oldest first', () => {
	const memory = filled(220_000);

	expect(memory.size).toBe(200_000);
	expect(memory.has('event-219999', 'lasting', NOW)).toBe(true);
	expect(memory.has('event-21000', 'lasting', NOW)).toBe(true);
	expect(memory.has('event-20999', 'lasting', NOW)).toBe(false);
});

it('saves the newest, and can be cut down to them', () => {
	const memory = filled(120_000);
	const text = memory.toText();
	expect(text.length).toBeLessThan(110_000);
	const restored = new SeenEvents();
	restored.add(text, NOW);
	memory.shrink();

	for (const kept of [restored, memory]) {
		expect(kept.size).toBe(10_000);
		expect(kept.has('event-119999', 'lasting', NOW)).toBe(true);
		expect(kept.has('event-111000', 'lasting', NOW)).toBe(true);
		expect(kept.has('event-110999', 'lasting', NOW)).toBe(false);
	}
});

it('lets go of what is too old', () => {
	const memory = filled(500);
	memory.remember('new', 'lasting', NOW + 73 * 60 * MINUTE);
	memory.remember('new', 'brief', NOW + 73 * 60 * MINUTE);

	expect(memory.size).toBe(2);
});

it('comes back from its text', () => {
	const anyEvents = fc.array(
		fc.tuple(fc.string(), fc.constantFrom('lasting' as const, 'brief' as const), fc.nat(50)),
	);
	fc.assert(
		fc.property(anyEvents, (events) => {
			const memory = new SeenEvents();
			for (const [key, life, minutes] of events) memory.remember(key, life, NOW + minutes * MINUTE);
			const restored = new SeenEvents();
			restored.add(memory.toText(), NOW);

			expect(restored.size).toBe(memory.size);
			for (const [key, life] of events) expect(restored.has(key, life, NOW)).toBe(true);
		}),
	);
});

it('takes in the events of another process and stays bounded', () => {
	const memory = filled(199_000);
	const other = new SeenEvents();
	for (let index = 0; index < 9_500; index++) {
		other.remember(`other-${index}`, 'lasting', NOW + 5 * MINUTE);
	}
	memory.add(other.toText(), NOW + 5 * MINUTE);

	expect(memory.size).toBe(200_000);
	expect(memory.has('other-9499', 'lasting', NOW)).toBe(true);
	expect(memory.has('other-499', 'lasting', NOW)).toBe(false);
	expect(memory.has('event-0', 'lasting', NOW)).toBe(false);
});

it.each(['', '.', '....', 'AAAA', '💥.💥', 'x'.repeat(10_001)])(
	'survives the text %.10p',
	(text) => {
		const memory = filled(10);
		memory.add(text, NOW);

		expect(memory.has('event-1', 'lasting', NOW)).toBe(true);
	},
);
