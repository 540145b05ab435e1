import { endOf, verdictOf } from '../../../nodes/ChatAppQueueTrigger/acknowledgement';
import { deduplicationKey } from '../../../nodes/ChatAppQueueTrigger/deduplicationKey';
import { normalizeBody } from '../../../nodes/notifications/items/normalize';

describe('the verdict', () => {
	it.each([
		['onSuccess', 'succeeded', 'remove'],
		['onSuccess', 'failed', 'leave'],
		['onSuccess', 'duplicate', 'remove'],
		['onSuccess', 'notStarted', 'leave'],
		['onSuccess', 'overdue', 'leave'],
		['onCompletion', 'failed', 'remove'],
		['onCompletion', 'notStarted', 'leave'],
		['onCompletion', 'overdue', 'leave'],
		['immediately', 'failed', 'remove'],
		['immediately', 'notStarted', 'leave'],
	] as const)('%s, run %s: %s', (acknowledge, end, verdict) => {
		expect(verdictOf(acknowledge, end, true)).toBe(verdict);
	});

	it('does not let a message that cannot be read come again for ever', () => {
		expect(verdictOf('onSuccess', 'failed', false)).toBe('remove');
		expect(verdictOf('onSuccess', 'notStarted', false)).toBe('leave');
	});

	it.each([
		[{ status: 'success' }, 'succeeded'],
		[{ status: 'waiting' }, 'succeeded'],
		[{ status: 'error' }, 'failed'],
		[{ status: 'crashed' }, 'failed'],
		[{ status: 'canceled' }, 'failed'],
		[{}, 'failed'],
		[undefined, 'duplicate'],
	])('reads the end %j as %s', (run, end) => {
		expect(endOf(run)).toBe(end);
	});
});

describe("n8n's key for one run", () => {
	const scope = 'workflow:node';
	const inbound = normalizeBody([{ MessageId: 'm1', Message: 'hi' }]);
	const audit = normalizeBody([{ WabaId: '1', AuditStatus: 'pass' }]);

	it('is that of the event, for this node', () => {
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
		const items = normalizeBody([{ MessageId: 'm'.repeat(1_000), Message: 'hi' }]);

		expect(deduplicationKey(scope, { id: 'a', dequeueCount: 1 }, items).length).toBeLessThan(256);
	});
});
