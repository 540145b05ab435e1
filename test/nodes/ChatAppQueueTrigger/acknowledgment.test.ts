import {
	endOf,
	isCutShortTooOften,
	isExhausted,
	verdictOf,
} from '../../../nodes/ChatAppQueueTrigger/acknowledgment';

describe('the verdict', () => {
	it.each([
		['onSuccess', 'succeeded', 'remove'],
		['onSuccess', 'failed', 'leave'],
		['onSuccess', 'duplicate', 'remove'],
		['onSuccess', 'notStarted', 'leave'],
		['onSuccess', 'overdue', 'leave'],
		['onCompletion', 'succeeded', 'remove'],
		['onCompletion', 'failed', 'remove'],
		['onCompletion', 'duplicate', 'remove'],
		['onCompletion', 'notStarted', 'leave'],
		['onCompletion', 'overdue', 'leave'],
		['immediately', 'succeeded', 'remove'],
		['immediately', 'failed', 'remove'],
		['immediately', 'duplicate', 'remove'],
		['immediately', 'notStarted', 'leave'],
		['immediately', 'overdue', 'remove'],
	] as const)('%s, run %s: %s', (acknowledge, end, verdict) => {
		expect(verdictOf(acknowledge, end, true)).toBe(verdict);
	});

	it('does not let a message that cannot be read come again for ever', () => {
		expect(verdictOf('onSuccess', 'failed', false)).toBe('remove');
		expect(verdictOf('onSuccess', 'notStarted', false)).toBe('leave');
		expect(verdictOf('immediately', 'overdue', false)).toBe('remove');
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

describe('the last run of a message', () => {
	it.each([
		['failed', 2, false],
		['failed', 3, true],
		['failed', 4, true],
		['overdue', 3, true],
		['succeeded', 9, false],
		['duplicate', 9, false],
		['notStarted', 9, false],
	] as const)('of three that are allowed, run %s, delivery %i: %s', (end, deliveries, isLast) => {
		expect(isExhausted(end, deliveries, 3)).toBe(isLast);
	});

	it.each([
		[6, 5, false],
		[7, 6, true],
		// It waited for its run when n8n stopped.
		[7, 0, false],
		[31, 5, false],
		[32, 0, true],
	])(
		'of three that are allowed, delivery %i after %i that were cut short: %s',
		(deliveries, runsCutShort, isTooOften) => {
			expect(isCutShortTooOften(deliveries, runsCutShort, 3)).toBe(isTooOften);
		},
	);
});
