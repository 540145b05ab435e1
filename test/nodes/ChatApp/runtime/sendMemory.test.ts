import fc from 'fast-check';

import { itemList } from '../../../../nodes/ChatApp/runtime/faults';
import { createLanes } from '../../../../nodes/ChatApp/runtime/lanes';
import { peopleOf } from '../../../../nodes/ChatApp/resources/message/messagingLimit';
import {
	createCallMemory,
	createItemMemory,
	type MemoryStore,
} from '../../../../nodes/ChatApp/runtime/sendMemory';
import { messageIdOf } from '../../../../nodes/ChatApp/apiCatalog/verbs';

/** A place that n8n keeps, with how often it was written. */
function place(): MemoryStore & { value: unknown; writes: number } {
	const kept = {
		value: undefined as unknown,
		writes: 0,
		read: (): unknown => kept.value,
		write(value: object) {
			kept.value = value;
			kept.writes++;
		},
		remove() {
			kept.value = undefined;
		},
	};
	return kept;
}

const key = (item: number, identity: unknown = item) => ({ item, identity });

test('a later try knows exactly what an earlier one accepted or left open', () => {
	const ends = fc.constantFrom('accepted', 'refused', 'unknown', 'cut off', 'not begun');
	fc.assert(
		fc.property(fc.array(ends, { maxLength: 60 }), (outcomes) => {
			const store = place();
			const memory = createItemMemory(store, () => 7);
			outcomes.forEach((end, item) => {
				if (end === 'not begun') return;
				memory.begin([key(item)]);
				if (end === 'accepted') memory.end([key(item)], { accepted: `id-${item}` });
				else if (end !== 'cut off') memory.end([key(item)], end as 'refused' | 'unknown');
			});
			// As n8n stores it and reads it back.
			store.value = JSON.parse(JSON.stringify(store.value ?? null));
			const later = createItemMemory(store, () => 8);
			outcomes.forEach((end, item) => {
				const expected =
					end === 'accepted'
						? { state: 'accepted', id: `id-${item}` }
						: end === 'unknown' || end === 'cut off'
							? { state: 'unknown' }
							: undefined;
				expect(later.recall(key(item))).toEqual(expected);
			});
			const accepted = outcomes.flatMap(
				(end, item): Array<[number, string]> => (end === 'accepted' ? [[item, `id-${item}`]] : []),
			);
			expect([...later.accepted()]).toEqual(accepted);
			expect(store.writes).toBeLessThanOrEqual(1);
		}),
	);
});

test.each([null, 'text', 7, [], {}, { since: 1 }, { since: 1, items: [1] }, { items: ['=1'] }])(
	'what is no memory counts as none: %j',
	(value) => {
		const store = { ...place(), read: () => value };
		expect(createItemMemory(store, () => 0).recall(key(0))).toBeUndefined();
	},
);

test('the memory of an item takes at most 40 bytes and is gone when forgotten', () => {
	const store = place();
	const memory = createItemMemory(store, Date.now);
	const count = 10_000;
	for (let item = 0; item < count; item++) {
		memory.begin([key(item)]);
		memory.end([key(item)], { accepted: `61851ccb2f1365b16a${String(item).padStart(6, '0')}` });
	}
	expect(JSON.stringify(store.value).length / count).toBeLessThanOrEqual(40);
	expect(store.writes).toBe(1);
	memory.forget();
	expect(store.value).toBeUndefined();
	expect(memory.recall(key(0))).toBeUndefined();
});

describe('the memory of a tool', () => {
	test('keeps only calls of unknown outcome, each node its own', () => {
		const store = place();
		const first = createCallMemory(store, 'Send', Date.now);
		first.end([key(0, 'a')], { accepted: '1' });
		expect(store.value).toBeUndefined();
		first.end([key(0, 'b')], 'unknown');
		first.end([key(0, 'b')], 'unknown');
		expect(store.value).toHaveLength(1);
		expect(JSON.stringify(store.value)).not.toContain('Send');

		const later = createCallMemory(store, 'Send', Date.now);
		expect(later.recall(key(5, 'b'))).toEqual({ state: 'unknown' });
		expect(later.recall(key(0, 'a'))).toBeUndefined();
		expect(createCallMemory(store, 'Other', Date.now).recall(key(0, 'b'))).toBeUndefined();
		later.end([key(0, 'b')], { accepted: '2' });
		expect(store.value).toBeUndefined();
	});

	test('is bounded, the newest stay', () => {
		const store = place();
		const memory = createCallMemory(store, 'Send', Date.now);
		for (let call = 0; call < 1200; call++) memory.end([key(0, call)], 'unknown');
		expect(store.value).toHaveLength(1000);
		expect(memory.recall(key(0, 0))).toBeUndefined();
		expect(memory.recall(key(0, 1199))).toEqual({ state: 'unknown' });
	});
});

test('items of a lane start one after the other and in order, all of them, none waits needlessly', () => {
	const lanes = fc.array(fc.constantFrom<Array<string | null>>('a', 'b', 'c', null), {
		maxLength: 60,
	});
	fc.assert(
		fc.property(lanes, fc.infiniteStream(fc.nat()), (keys: Array<string | null>, choices) => {
			const plan = createLanes(keys);
			const running: number[] = [];
			const started: number[] = [];
			const startAll = (): void => {
				for (let item = plan.next(); item !== undefined; item = plan.next()) {
					running.push(item);
					started.push(item);
				}
			};
			startAll();
			while (running.length > 0) {
				const under = running
					.map((item) => keys[item] ?? null)
					.filter((lane): lane is string => lane !== null);
				expect(new Set(under).size).toBe(under.length);
				const waiting = keys.filter(
					(lane, item): lane is string => !started.includes(item) && lane !== null,
				);
				expect(waiting.every((lane) => under.includes(lane))).toBe(true);
				const at = Number(choices.next().value) % running.length;
				plan.end(running.splice(at, 1)[0] as number);
				startAll();
			}
			expect([...started].sort((a, b) => a - b)).toEqual([...keys.keys()]);
			for (const lane of ['a', 'b', 'c']) {
				const own = started.filter((item) => keys[item] === lane);
				expect(own).toEqual([...own].sort((a, b) => a - b));
			}
		}),
	);
});

test.each([
	[[4], 'item 4'],
	[[9, 4], 'items 4, 9'],
	[[0, 1, 2, 3, 5, 6, 9], 'items 0 to 3, 5, 6, 9'],
	[
		Array.from({ length: 30 }, (_, index) => index * 2),
		`items ${Array.from({ length: 20 }, (_, index) => index * 2).join(', ')} and 10 more`,
	],
])('%j are %s', (items, text) => {
	expect(itemList(items)).toBe(text);
});

test.each([
	['TIER_50', 50],
	['TIER_250', 250],
	['tier_2K', 2000],
	['TIER_100K', 100_000],
	['TIER_UNLIMITED', null],
	['TIER_1M', null],
	['', null],
	[undefined, null],
])('the tier %j allows %j people', (tier, people) => {
	expect(peopleOf(tier)).toBe(people);
});

test.each([
	['SendChatappMessage', 'MessageId'],
	['SendChatappMassMessage', 'GroupMessageId'],
	['TriggerChatFlow', 'MessageId'],
	['SendSomethingNew', 'MessageId'],
	['ListChatappMessage', null],
	['CreateChatappTemplate', null],
	['Sendings', null],
])('%s writes to people: %j', (action, idName) => {
	expect(messageIdOf(action)).toBe(idName);
});
