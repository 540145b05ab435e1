import fc from 'fast-check';

import { Turns } from '../../../nodes/ChatAppQueueTrigger/turns';

interface Entry {
	readonly id: number;
	readonly persons: ReadonlySet<string>;
	readonly time: number | null;
	readonly isAlone: boolean;
}

const entries = fc.array(
	fc.record({
		persons: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }),
		time: fc.option(fc.integer({ min: 0, max: 20 })),
		/** How many runs end before the next one comes. */
		ends: fc.integer({ min: 0, max: 2 }),
	}),
	{ maxLength: 30 },
);

it('everybody runs once, no two of a person at the same time, and nobody waits for ever', () => {
	fc.assert(
		fc.property(entries, fc.integer({ min: 1, max: 4 }), (all, places) => {
			const turns = new Turns<Entry>();
			const running: Entry[] = [];
			const started: number[] = [];
			const start = (): void => {
				while (running.length < places) {
					const before = turns.startable;
					const [turn] = turns.take(1);
					expect(turn === undefined).toBe(before === 0);
					if (turn === undefined) return;
					for (const other of running) {
						expect([...other.persons].filter((one) => turn.persons.has(one))).toEqual([]);
					}
					running.push(turn);
					started.push(turn.id);
				}
			};
			const end = (): void => {
				const turn = running.shift();
				if (turn) turns.end(turn);
				start();
			};
			all.forEach(({ persons, time, ends }, id) => {
				turns.add({ id, persons: new Set(persons), time, isAlone: false });
				start();
				for (let count = 0; count < ends; count++) end();
			});
			while (running.length > 0) end();

			expect([...started].sort((left, right) => left - right)).toEqual(all.map((_, id) => id));
		}),
	);
});

it('a person has the order in which was written, whatever the order of coming', () => {
	fc.assert(
		fc.property(
			fc.array(fc.record({ person: fc.constantFrom('a', 'b'), time: fc.nat(50) }), {
				maxLength: 20,
			}),
			(all) => {
				const turns = new Turns<Entry>();
				all.forEach(({ person, time }, id) =>
					turns.add({ id, persons: new Set([person]), time, isAlone: false }),
				);
				const started: Entry[] = [];
				for (let [turn] = turns.take(1); turn !== undefined; [turn] = turns.take(1)) {
					started.push(turn);
					turns.end(turn);
				}
				for (const person of ['a', 'b']) {
					const own = started.filter(({ persons }) => persons.has(person));
					const sorted = [...own].sort(
						(left, right) => (left.time ?? 0) - (right.time ?? 0) || left.id - right.id,
					);
					expect(own.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
				}
			},
		),
	);
});

it('what several wrote comes before what any of them wrote later', () => {
	const turns = new Turns<Entry>();
	const add = (id: number, time: number, ...persons: string[]) =>
		turns.add({ id, persons: new Set(persons), time, isAlone: false });
	add(1, 9, 'd');
	add(2, 9, 'a', 'b');
	add(3, 5, 'a', 'c');
	expect(turns.drain().map(({ id }) => id)).toEqual([1, 3, 2]);
});

it('whoever waits for a person does not hold up others', () => {
	const turns = new Turns<Entry>();
	const add = (id: number, ...persons: string[]) =>
		turns.add({ id, persons: new Set(persons), time: null, isAlone: false });
	add(1, 'a');
	add(2, 'a');
	add(3, 'a', 'b');
	add(4, 'b');
	add(5, 'c');
	add(6);

	const next = () => turns.take(1)[0]?.id;
	expect(turns.startable).toBe(3);
	expect([next(), next(), next(), next()]).toEqual([1, 5, 6, undefined]);
	expect([turns.isBusy('a'), turns.isBusy('b')]).toEqual([true, false]);
	expect(turns.startable).toBe(0);
	turns.end({ id: 1, persons: new Set(['a']), time: null, isAlone: false });
	expect(turns.startable).toBe(1);
	expect(turns.drain().map(({ id }) => id)).toEqual([2, 3, 4]);
	expect(turns.startable).toBe(0);
});

describe('a run of several', () => {
	const turnsOf = (...all: Array<Partial<Entry>>) => {
		const turns = new Turns<Entry>();
		all.forEach((one, id) =>
			turns.add({ id, persons: new Set<string>(), time: null, isAlone: false, ...one }),
		);
		const take = (most: number, isPartEnough?: boolean) =>
			turns.take(most, isPartEnough).map(({ id }) => id);
		return { turns, take };
	};

	it('takes those that are next, and none while it has to be full and is not', () => {
		const { turns, take } = turnsOf({}, {}, {}, {}, {});
		expect(turns.startable).toBe(5);
		expect(take(3, false)).toEqual([0, 1, 2]);
		expect(take(3, false)).toEqual([]);
		expect(turns.startable).toBe(2);
		expect(take(3)).toEqual([3, 4]);
		expect(take(3)).toEqual([]);
	});

	it('shares with nothing that is to be alone, and does not wait for more of it', () => {
		const { take } = turnsOf({}, { isAlone: true }, {}, { isAlone: true });
		expect(take(4, false)).toEqual([]);
		expect(take(4)).toEqual([0, 2]);
		expect(take(4, false)).toEqual([1]);
		expect(take(4, false)).toEqual([3]);
	});

	it('has one of each person, in their order, also where one is to be alone', () => {
		const a = new Set(['a']);
		const { turns, take } = turnsOf(
			{ persons: a, isAlone: true },
			{ persons: a },
			{ persons: new Set(['b']) },
			{ persons: new Set(['b']) },
			{},
		);
		expect(take(5)).toEqual([0]);
		expect(take(5)).toEqual([2, 4]);
		expect(take(5)).toEqual([]);
		turns.end({ id: 0, persons: a, time: null, isAlone: true });
		expect(take(5)).toEqual([1]);
	});
});
