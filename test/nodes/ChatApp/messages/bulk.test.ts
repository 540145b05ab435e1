import fc from 'fast-check';

import {
	MOST_RECIPIENTS,
	planBulk,
	type BulkPlan,
	type BulkRecipient,
} from '../../../../nodes/ChatApp/messages/bulk';

function planOf(recipients: readonly BulkRecipient[], sendDuplicates: boolean): BulkPlan {
	const planner = planBulk(sendDuplicates);
	for (const recipient of recipients) planner.add(recipient);
	return planner.plan();
}

const shared = (template: string) => ({ From: '6531589000', TemplateCode: template });

const recipients = (length: number, to: (item: number) => string): BulkRecipient[] =>
	Array.from({ length }, (_, itemIndex) => ({
		itemIndex,
		shared: shared('1'),
		entry: { To: to(itemIndex) },
	}));

test('no call has more recipients than allowed, in the order of the items', () => {
	const { batches } = planOf(
		recipients(2500, (item) => String(item)),
		false,
	);
	expect(batches.map((batch) => batch.recipients.length)).toEqual([1000, 1000, 500]);
	expect(batches.flatMap((batch) => batch.recipients.map(({ itemIndex }) => itemIndex))).toEqual(
		Array.from({ length: 2500 }, (_, item) => item),
	);
});

test('full calls are followed by none without recipients', () => {
	for (const count of [0, 1000, 2000]) {
		const { batches } = planOf(
			recipients(count, (item) => String(item)),
			false,
		);
		expect(batches.map((batch) => batch.recipients.length)).toEqual(
			new Array<number>(count / 1000).fill(1000),
		);
	}
});

test('who differs in anything shared travels in another call', () => {
	const [first, second, third] = recipients(3, (item) => String(item)) as [
		BulkRecipient,
		BulkRecipient,
		BulkRecipient,
	];
	const { batches } = planOf(
		[first, { ...second, shared: shared('2') }, { ...third, shared: { ...shared('1') } }],
		false,
	);
	expect(batches.map((batch) => batch.recipients.map(({ itemIndex }) => itemIndex))).toEqual([
		[0, 2],
		[1],
	]);
});

test('the order of shared parameters does not matter', () => {
	const [first, second] = recipients(2, () => '65') as [BulkRecipient, BulkRecipient];
	const turned = { TemplateCode: '1', From: '6531589000' };
	const both = [first, { ...second, shared: turned }];
	expect(planOf(both, false).duplicates).toEqual(new Map([[1, 0]]));
	expect(planOf(both, true).batches.map((batch) => batch.recipients.length)).toEqual([2]);
});

test('a recipient comes once in each group, unless duplicates are wanted', () => {
	const twice = recipients(4, (item) => String(item % 2));
	expect(planOf(twice, false).duplicates).toEqual(
		new Map([
			[2, 0],
			[3, 1],
		]),
	);
	const all = planOf(twice, true);
	expect(all.duplicates.size).toBe(0);
	expect(all.batches[0]?.recipients).toHaveLength(4);
});

test.each([
	['another task', { TaskId: 'b' }, ['6591230001', '6591230001']],
	['another time to live', { Ttl: 60 }, ['6591230001', '6591230001']],
	['a Mexican mobile', {}, ['5215512345678', '525512345678']],
	['an Argentine mobile', {}, ['541123456789', '5491123456789']],
	['a Brazilian mobile', {}, ['5511987654321', '551187654321']],
])('%s makes nobody another person', (_what, more, [one, other]) => {
	const [first, second] = recipients(2, (item) => String(item ? other : one)) as [
		BulkRecipient,
		BulkRecipient,
	];
	const changed = { ...second, shared: { ...second.shared, ...more } };
	expect(planOf([first, changed], false).duplicates).toEqual(new Map([[1, 0]]));
	expect(planOf([first, changed], true).duplicates.size).toBe(0);
});

test.each([{ From: '6531589001' }, { TemplateCode: '2' }, { Language: 'de' }])(
	'%j is another message for the same person',
	(change) => {
		const [first, second] = recipients(2, () => '6591230001') as [BulkRecipient, BulkRecipient];
		const changed = { ...second, shared: { ...second.shared, ...change } };
		expect(planOf([first, changed], false).duplicates.size).toBe(0);
	},
);

test('every item is in exactly one call or a duplicate of one that is', () => {
	const items = fc.array(
		fc.record({ to: fc.integer({ min: 0, max: 1500 }), template: fc.constantFrom('1', '2', '3') }),
		{ maxLength: 4000, size: 'max' },
	);
	fc.assert(
		fc.property(items, fc.boolean(), (given, sendDuplicates) => {
			const all = given.map(({ to, template }, itemIndex) => ({
				itemIndex,
				shared: shared(template),
				entry: { To: String(to) },
			}));
			const { batches, duplicates } = planOf(all, sendDuplicates);
			const sent = batches.flatMap((batch) => batch.recipients);
			const seen = [...sent.map(({ itemIndex }) => itemIndex), ...duplicates.keys()];
			expect(seen.sort((a, b) => a - b)).toEqual(all.map(({ itemIndex }) => itemIndex));
			for (const { shared: own, recipients: members } of batches) {
				expect(members.length).toBeGreaterThan(0);
				expect(members.length).toBeLessThanOrEqual(MOST_RECIPIENTS);
				for (const member of members) expect(member.shared).toEqual(own);
			}
			for (const [item, first] of duplicates) {
				expect(first).toBeLessThan(item);
				expect([all[item]?.entry.To, all[item]?.shared]).toEqual([
					all[first]?.entry.To,
					all[first]?.shared,
				]);
			}
			if (!sendDuplicates) {
				const keys = sent.map(({ shared: own, entry }) => `${own.TemplateCode} ${entry.To}`);
				expect(new Set(keys).size).toBe(keys.length);
			}
		}),
		{ numRuns: 40 },
	);
});
