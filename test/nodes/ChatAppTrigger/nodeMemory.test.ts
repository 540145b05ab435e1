import { dropMemory, memoryOf, NodeMemory } from '../../../nodes/ChatAppTrigger/nodeMemory';
import { markOf, SeenEvents } from '../../../nodes/notifications/selection/seenEvents';

const NOW = Date.UTC(2026, 8, 22, 2);
const MINUTE = 60_000;

const knows = (memory: NodeMemory, key: string, now = NOW): boolean =>
	memory.events.has(markOf(key), 'lasting', now);

/** As the web hook does it: seen, handed to n8n, and kept once n8n reads the answer. */
function taken(memory: NodeMemory, key: string) {
	memory.events.remember(markOf(key), 'lasting', NOW);
	const pending = memory.begin(NOW);
	memory.hold([markOf(key)], pending);
	memory.keep(pending);
	return pending;
}

it('an event that n8n could not start a run for does not come back from what was saved', () => {
	const memory = new NodeMemory();
	const pending = taken(memory, 'in:m1');
	const saved = memory.textToSave(NOW);
	expect(saved).toEqual(expect.any(String));

	memory.forget(pending);
	expect(knows(memory, 'in:m1')).toBe(false);
	// n8n hands over the text that it saved last with the next push.
	memory.load(saved, NOW);
	expect(knows(memory, 'in:m1')).toBe(false);
});

it('what another process saved is taken in, once for each text', () => {
	const other = new NodeMemory();
	taken(other, 'in:m1');
	const saved = other.textToSave(NOW);
	const memory = new NodeMemory();
	memory.load(saved, NOW);
	expect(knows(memory, 'in:m1')).toBe(true);

	memory.events.forget(markOf('in:m1'));
	memory.load(saved, NOW);
	expect(knows(memory, 'in:m1')).toBe(false);
});

it('a push on its way to a run is not saved as seen', () => {
	const memory = new NodeMemory();
	taken(memory, 'in:kept');
	memory.events.remember(markOf('in:open'), 'lasting', NOW);
	memory.hold([markOf('in:open')], memory.begin(NOW));
	const next = new NodeMemory();
	next.load(memory.textToSave(NOW), NOW);
	expect([knows(next, 'in:kept'), knows(next, 'in:open')]).toEqual([true, false]);
});

it('a push that was given up does not hold up its repetition', async () => {
	const memory = new NodeMemory();
	const pending = memory.begin(NOW);
	memory.hold([markOf('in:m1')], pending);
	memory.forget(pending);
	expect(memory.isUnderWay([markOf('in:m1')])).toBe(false);
	expect(await memory.knows([markOf('in:m1')], NOW)).toBe(true);
});

it('an answer that an execution took is known by its own key, also after a restart', () => {
	const memory = new NodeMemory();
	memory.take('in:m1', NOW);
	const next = new NodeMemory();
	next.load(memory.textToSave(NOW), NOW);
	for (const one of [memory, next]) {
		expect([one.hasTaken('in:m1', NOW), one.hasTaken('in:m2', NOW)]).toEqual([true, false]);
		// It started no run, which is something else.
		expect(knows(one, 'in:m1')).toBe(false);
	}
});

it('saves nothing twice, and goes on saving when the clock is set back', () => {
	const memory = new NodeMemory();
	taken(memory, 'in:m1');
	expect(memory.textToSave(NOW)).toEqual(expect.any(String));
	expect(memory.textToSave(NOW)).toBeNull();
	taken(memory, 'in:m2');
	expect(memory.textToSave(NOW - 600 * MINUTE)).toEqual(expect.any(String));
});

describe('how often a large memory is saved', () => {
	/** A memory with many events, and how often it is saved of a hundred changes at one moment. */
	function full() {
		const memory = new NodeMemory();
		for (let event = 0; event < 8_000; event++) taken(memory, `in:${event}`);
		const length = memory.textToSave(NOW)?.length ?? 0;
		const savesAt = (now: number): number => {
			const changes = Array.from({ length: 100 }, () => {
				memory.take('in:m1', NOW);
				return memory.textToSave(now);
			});
			return changes.filter((text) => text !== null).length;
		};
		return { memory, length, savesAt };
	}

	it('is bounded, in a burst and for ever', () => {
		const { length, savesAt } = full();
		const burst = Math.ceil(4_500_000 / length);
		// The first one was to know its length.
		expect(savesAt(NOW)).toBe(burst - 1);
		expect(savesAt(NOW)).toBe(0);
		const second = 1_000_000 / length;
		for (let seconds = 1; seconds <= 5; seconds++) {
			const saves = savesAt(NOW + seconds * 1_000);
			expect(saves).toBeGreaterThanOrEqual(Math.floor(second) - 1);
			expect(saves).toBeLessThanOrEqual(Math.ceil(second));
		}
		expect(savesAt(NOW + 60 * MINUTE)).toBe(burst);
	});

	it('does not keep a push that was given up from being forgotten at once', () => {
		const { memory, savesAt } = full();
		const pending = memory.begin(NOW);
		memory.events.remember(markOf('in:new'), 'lasting', NOW);
		memory.hold([markOf('in:new')], pending);
		memory.keep(pending);
		savesAt(NOW);
		expect(memory.textToSave(NOW)).toBeNull();
		memory.forget(pending);
		const next = new NodeMemory();
		next.load(memory.textToSave(NOW), NOW);
		expect([knows(next, 'in:0'), knows(next, 'in:new')]).toEqual([true, false]);
	});
});

it('a node keeps its memory while others come and go, until it is dropped', () => {
	const first = memoryOf('first');
	for (let node = 0; node < 150; node++) memoryOf(`other-${node}`);
	expect(memoryOf('first')).toBe(first);
	for (let node = 0; node < 250; node++) {
		memoryOf(`more-${node}`);
		expect(memoryOf('first')).toBe(first);
	}
	dropMemory('first');
	expect(memoryOf('first')).not.toBe(first);
});

it('all nodes together have half a million events, and those that were idle longest lose theirs', () => {
	const sizes = [9_500, 199_000, 199_000, 93_200];
	const memories = sizes.map((size, node) => {
		const memory = memoryOf(`large-${node}`);
		for (let mark = 0; mark < size; mark++) memory.events.remember(mark, 'lasting', NOW);
		return memory;
	});
	memoryOf('large-3');
	expect(memories.map(({ events }) => events.size)).toEqual([9_000, 9_000, 199_000, 93_200]);
	for (const node of sizes.keys()) dropMemory(`large-${node}`);
});

it.each(['lasting', 'brief'] as const)(
	'a %s event from the future, of a machine with a wrong clock, does not hide messages',
	(life) => {
		const ahead = new SeenEvents();
		ahead.remember(markOf('in:m1'), life, NOW + 90 * MINUTE);
		ahead.remember(markOf('in:m2'), life, NOW + 10 * MINUTE);
		const memory = new SeenEvents();
		memory.add(ahead.toText(), NOW);
		expect(memory.has(markOf('in:m1'), life, NOW)).toBe(false);
		expect(memory.has(markOf('in:m2'), life, NOW)).toBe(true);
	},
);
