import fc from 'fast-check';

import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { SeenEvents } from '../../../../nodes/notifications/selection/seenEvents';
import { type Selection, selectItems } from '../../../../nodes/notifications/selection/select';
import type { NotificationItem } from '../../../../nodes/notifications/items/types';

const ALL: Selection = {
	events: ['inbound', 'status', 'audit'],
	passes: () => true,
	deduplicate: true,
	suppressOutdatedStatuses: false,
};
const NOW = Date.UTC(2026, 8, 1);
const HOUR = 3_600_000;

const receipt = (MessageId: string, Status: string, To = '6591230001'): object => ({
	MessageId,
	To,
	Status,
});
const message = (MessageId: string): object => ({ MessageId, Type: 'TEXT', Message: 'hi' });
const review = { WabaId: 'w', TemplateCode: 't', AuditStatus: 'pass' };

const anyFact = fc.oneof(
	fc
		.tuple(
			fc.constantFrom('m1', 'm2', 'm3'),
			fc.constantFrom('sent', 'DELIVERED', 'Read', 'failed'),
			fc.constantFrom('6591230001', '60123450002'),
		)
		.map(([id, status, to]) => receipt(id, status, to)),
	fc.constantFrom('m1', 'm2', 'm3').map(message),
	fc.constantFrom(review, { ...review, AuditStatus: 'fail' }, { unknown: 1 }),
);

function feed(
	pushes: ReadonlyArray<readonly object[]>,
	selection: Selection,
	memory = new SeenEvents(),
): NotificationItem[] {
	return pushes.flatMap((push) => selectItems(normalizeBody(push), selection, memory, NOW).items);
}

const keysOf = (items: readonly NotificationItem[]): string[] =>
	items.map(({ eventKey }) => eventKey);

it('returns each event once, in any order, with any repetitions, in any batches', () => {
	fc.assert(
		fc.property(fc.array(fc.array(anyFact, { maxLength: 9 }), { maxLength: 12 }), (pushes) => {
			const events = new Set(keysOf(normalizeBody(pushes.flat())));
			const given = keysOf(feed(pushes, ALL));

			expect(given).toHaveLength(events.size);
			expect(new Set(given)).toEqual(events);
		}),
		{ numRuns: 600 },
	);
});

it('returns everything when switched off', () => {
	const pushes = [
		[message('m1'), message('m1')],
		[receipt('m1', 'read'), receipt('m1', 'sent')],
	];
	expect(feed(pushes, { ...ALL, deduplicate: false })).toHaveLength(4);
});

const RANKS: Readonly<Record<string, number>> = { sent: 1, delivered: 2, read: 3 };

it('never goes back to an earlier state when late ones are suppressed', () => {
	fc.assert(
		fc.property(fc.array(fc.array(anyFact, { maxLength: 9 }), { maxLength: 12 }), (pushes) => {
			const highest = new Map<string, number>();
			for (const item of feed(pushes, { ...ALL, suppressOutdatedStatuses: true })) {
				if (item.event !== 'status' || !(item.status in RANKS)) continue;
				const of = `${item.messageId}:${item.to}`;
				const rank = RANKS[item.status] ?? 0;
				expect(rank).toBeGreaterThan(highest.get(of) ?? 0);
				highest.set(of, rank);
			}
		}),
		{ numRuns: 600 },
	);
});

it.each([
	[['read', 'sent'], ['read']],
	[['read', 'delivered'], ['read']],
	[
		['sent', 'delivered', 'read'],
		['sent', 'delivered', 'read'],
	],
	[['read', 'failed'], ['read']],
	[['failed', 'sent'], ['failed']],
	[
		['failed', 'delivered'],
		['failed', 'delivered'],
	],
	[['delivered', 'failed'], ['delivered']],
	[
		['read', 'unheard_of'],
		['read', 'unheard_of'],
	],
])('of %j gives %j', (states, expected) => {
	const given = feed(
		states.map((state) => [receipt('m1', state)]),
		{ ...ALL, suppressOutdatedStatuses: true },
	);
	expect(given.map((item) => item.event === 'status' && item.status)).toEqual(expected);
});

it('keeps the states of two recipients of one mass sending apart', () => {
	const pushes = [[receipt('m1', 'read', '6591230001'), receipt('m1', 'sent', '60123450002')]];
	expect(feed(pushes, { ...ALL, suppressOutdatedStatuses: true })).toHaveLength(2);
});

it('knows a state as passed that a filter left out', () => {
	const onlySent: Selection = {
		...ALL,
		suppressOutdatedStatuses: true,
		passes: (item) => item.event === 'status' && item.status === 'sent',
	};
	expect(feed([[receipt('m1', 'read')], [receipt('m1', 'sent')]], onlySent)).toEqual([]);
});

it('remembers nothing of what is filtered out or not listened to', () => {
	const memory = new SeenEvents();
	feed([[message('m1')]], { ...ALL, passes: () => false }, memory);
	feed([[message('m2')]], { ...ALL, events: ['audit'] }, memory);

	expect(memory.size).toBe(0);
});

it('tells what to forget so that a repetition is taken again', () => {
	const memory = new SeenEvents();
	const selection = { ...ALL, suppressOutdatedStatuses: true };
	const items = normalizeBody([message('m1'), receipt('m1', 'read')]);
	const first = selectItems(items, selection, memory, NOW);
	for (const key of first.remembered) memory.forget(key);

	expect(memory.size).toBe(0);
	expect(selectItems(items, selection, memory, NOW).items).toHaveLength(2);
});

it.each([
	['a message', message('m1'), 71 * HOUR, 0],
	['a message', message('m1'), 73 * HOUR, 1],
	['a review', review, 59 * 60_000, 0],
	['a review', review, 61 * 60_000, 1],
])('takes %s again only when its time is over', (_, entry, later, expected) => {
	const memory = new SeenEvents();
	selectItems(normalizeBody([entry]), ALL, memory, NOW);

	expect(selectItems(normalizeBody([entry]), ALL, memory, NOW + later).items).toHaveLength(
		expected,
	);
});
