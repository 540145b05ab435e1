import * as fc from 'fast-check';

import { RecentCounts, RecentIds } from '../../../nodes/ChatAppQueueTrigger/recentIds';

it('keeps the ids that came last, as many as allowed', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.string(), { maxLength: 20 }),
			fc.integer({ min: 1, max: 9 }),
			(given, most) => {
				const ids = new RecentIds(most);
				for (const id of given) ids.add(id);
				expect(ids.all()).toEqual(given.slice(-most));
				for (const id of given) expect(ids.has(id)).toBe(given.slice(-most).includes(id));
			},
		),
	);
});

it('forgets an id that is deleted, and nothing for one that it knows', () => {
	const ids = new RecentIds(2);
	for (const id of ['a', 'b', 'b', 'a']) ids.add(id);
	expect(ids.all()).toEqual(['a', 'b']);
	ids.delete('a');
	expect([ids.has('a'), ids.has('b')]).toEqual([false, true]);
});

it('counts each id, and forgets the count that grew longest ago', () => {
	const counts = new RecentCounts(2);
	expect(counts.of('a')).toBe(0);
	for (const id of ['a', 'b', 'a']) counts.add(id);
	expect([counts.of('a'), counts.of('b')]).toEqual([2, 1]);
	counts.add('c');
	expect([counts.of('a'), counts.of('b'), counts.of('c')]).toEqual([2, 0, 1]);
});
