import fc from 'fast-check';

import { QueueStore } from './queueStore';
import { Refusal } from './refusals';

const VISIBILITY = 1_000;

type Step =
	| { readonly do: 'enqueue' }
	| { readonly do: 'receive'; readonly max: number }
	| { readonly do: 'peek'; readonly max: number }
	| { readonly do: 'wait'; readonly ms: number }
	| { readonly do: 'delete'; readonly pick: number }
	| { readonly do: 'deleteStale'; readonly pick: number }
	| { readonly do: 'change'; readonly pick: number; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.constant({ do: 'enqueue' as const }) },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('receive' as const),
			max: fc.integer({ min: 1, max: 16 }),
		}),
	},
	fc.record({ do: fc.constant('peek' as const), max: fc.integer({ min: 1, max: 16 }) }),
	fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 1_500 }) }),
	fc.record({ do: fc.constant('delete' as const), pick: fc.nat(50) }),
	fc.record({ do: fc.constant('deleteStale' as const), pick: fc.nat(50) }),
	fc.record({
		do: fc.constant('change' as const),
		pick: fc.nat(50),
		ms: fc.integer({ min: 1, max: 3_000 }),
	}),
);

interface Expected {
	visibleAt: number;
	count: number;
	handle: string | undefined;
}

/** What the documentation promises, kept as simply as possible beside the store. */
function play(steps: readonly Step[]): void {
	let now = 1_000_000;
	const store = new QueueStore(() => now, { visibilityMs: VISIBILITY });
	store.create('q');
	const expected = new Map<string, Expected>();
	const stale: string[] = [];
	const visible = () => [...expected].filter(([, known]) => known.visibleAt <= now);
	const held = () =>
		[...expected].filter(([, known]) => known.handle !== undefined && known.visibleAt > now);

	for (const next of steps) {
		if (next.do === 'enqueue') {
			const { id } = store.enqueue('q', `body ${expected.size}`);
			expected.set(id, { visibleAt: now, count: 0, handle: undefined });
		} else if (next.do === 'wait') {
			now += next.ms;
		} else if (next.do === 'peek') {
			const seen = store.peek('q', next.max).map(({ id }) => id);
			expect(seen).toEqual(
				visible()
					.slice(0, next.max)
					.map(([id]) => id),
			);
		} else if (next.do === 'receive') {
			const due = visible().slice(0, next.max);
			const got = store.receive('q', next.max);
			expect(got.map(({ id }) => id)).toEqual(due.map(([id]) => id));
			for (const message of got) {
				const known = expected.get(message.id);
				if (known === undefined) throw new Error('A deleted message came back');
				if (known.handle !== undefined) stale.push(known.handle);
				known.count += 1;
				known.visibleAt = now + VISIBILITY;
				known.handle = message.receiptHandle;
				expect(stale).not.toContain(known.handle);
				expect(message.dequeueCount).toBe(known.count);
				expect(message.nextVisibleAt).toBe(known.visibleAt);
			}
		} else if (next.do === 'deleteStale') {
			const handle = stale[next.pick % Math.max(stale.length, 1)];
			if (handle !== undefined) expect(() => store.remove('q', handle)).toThrow(Refusal);
		} else {
			const candidates = held();
			const [id, known] = candidates[next.pick % Math.max(candidates.length, 1)] ?? [];
			if (id === undefined || known?.handle === undefined) continue;
			if (next.do === 'delete') {
				store.remove('q', known.handle);
				stale.push(known.handle);
				expected.delete(id);
			} else {
				stale.push(known.handle);
				known.handle = store.changeVisibility('q', known.handle, next.ms).receiptHandle;
				known.visibleAt = now + next.ms;
			}
		}
		const active = visible().length;
		expect(store.depth('q')).toEqual({ active, inactive: expected.size - active });
	}

	// Nothing is lost: what was never deleted comes out in the end.
	now += 10_000;
	const rest: string[] = [];
	for (let got = store.receive('q', 16); got.length > 0; got = store.receive('q', 16)) {
		rest.push(...got.map(({ id }) => id));
	}
	expect(rest.sort()).toEqual([...expected.keys()].sort());
}

test('no message is lost, none comes while hidden, and each dequeue is counted', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => play(steps)),
		{ numRuns: 300 },
	);
});

test('reset empties the queues and keeps their names', () => {
	const store = new QueueStore(() => 0, { visibilityMs: VISIBILITY });
	store.create('q');
	store.enqueue('q', 'one');
	store.reset();
	expect(store.names()).toEqual(['q']);
	expect(store.depth('q')).toEqual({ active: 0, inactive: 0 });
	expect(() => store.enqueue('nowhere', 'one')).toThrow('not exist');
});
