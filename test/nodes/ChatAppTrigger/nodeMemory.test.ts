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
