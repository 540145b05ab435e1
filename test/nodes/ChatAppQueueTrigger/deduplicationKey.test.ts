import { deduplicationKey, joinedKey } from '../../../nodes/ChatAppQueueTrigger/deduplicationKey';
import { normalizeBody } from '../../../nodes/notifications/items/normalize';

describe("n8n's key for one run", () => {
	const scope = 'workflow:node';
	const inbound = normalizeBody([{ MessageId: 'm1', Type: 'TEXT', Message: 'hi' }]);
	const audit = normalizeBody([{ WabaId: '1', AuditStatus: 'pass' }]);

	it('is that of the fact, for this node', () => {
		expect(deduplicationKey(scope, { id: 'a', dequeueCount: 1 }, inbound)).toBe(
			'workflow:node:in:m1',
		);
	});

	it('is another one when the queue delivers again, so that a failed run is repeated', () => {
		const keys = [1, 2, 3].map((dequeueCount) =>
			deduplicationKey(scope, { id: 'a', dequeueCount }, inbound),
		);

		expect(new Set(keys).size).toBe(3);
	});

	it('is never shared by reviews, which may truly happen again, nor by batches', () => {
		for (const items of [audit, [...inbound, ...audit], normalizeBody('?')]) {
			const keys = ['a', 'b'].map((id) => deduplicationKey(scope, { id, dequeueCount: 1 }, items));
			expect(new Set(keys).size).toBe(2);
		}
	});

	it('fits into the column that n8n keeps it in', () => {
		const keyOf = (id: string): string => {
			const items = normalizeBody([{ MessageId: id, Type: 'TEXT', Message: 'hi' }]);
			return deduplicationKey(scope, { id: 'a', dequeueCount: 1 }, items);
		};
		const room = 255 - 'workflow:node:in:'.length;

		expect(keyOf('m'.repeat(room))).toBe(`workflow:node:in:${'m'.repeat(room)}`);
		const cut = [keyOf('m'.repeat(room + 1)), keyOf('m'.repeat(1_000)), keyOf('n'.repeat(1_000))];
		for (const key of cut) expect(key).toMatch(/^x:[0-9a-f]{64}$/);
		expect(new Set(cut).size).toBe(3);
	});

	it('names the message where it cannot name the fact', () => {
		expect(deduplicationKey(scope, { id: 'a', dequeueCount: 1 }, audit)).toBe(
			'workflow:node:smq:a:1',
		);
		expect(deduplicationKey(scope, { id: 'a', dequeueCount: 1 }, [])).toBe('workflow:node:smq:a:1');
		expect(deduplicationKey(scope, { id: 'a', dequeueCount: 2 }, inbound)).toBe(
			'workflow:node:smq:a:2',
		);
	});
});

describe('the key of a run of several messages', () => {
	const keys = Array.from({ length: 100 }, (_, index) => `workflow:node:st:${index}:read`);

	it('covers all of them, in any order, and fits', () => {
		const key = joinedKey(keys);
		expect(key).toMatch(/^x:[0-9a-f]{64}$/);
		expect(joinedKey([...keys].reverse())).toBe(key);
		for (const others of [
			keys.slice(1),
			[...keys, 'one more'],
			keys.map((key, index) => (index === 50 ? 'another' : key)),
		]) {
			expect(joinedKey(others)).not.toBe(key);
		}
	});

	it('is that of the message where there is one', () => {
		expect(joinedKey(['only'])).toBe('only');
	});
});
