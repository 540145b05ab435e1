import fc from 'fast-check';

import {
	createPatience,
	retryDelay,
	type FailedCall,
} from '../../../../nodes/ChatApp/runtime/retry';

const failed = (changes: Partial<FailedCall>): FailedCall => ({
	retry: 'never',
	throttled: false,
	transient: false,
	...changes,
});

test('a send is never retried for anything but a rate limit', () => {
	fc.assert(
		fc.property(
			fc.boolean(),
			fc.integer({ min: 1, max: 20 }),
			fc.double({ min: 0, max: 0.999, noNaN: true }),
			(transient, attempt, random) => {
				expect(retryDelay(failed({ transient }), attempt, random)).toBeNull();
			},
		),
	);
});

test('a read is retried three times for what passes', () => {
	const waits = [1, 2, 3, 4].map((attempt) =>
		retryDelay(failed({ retry: 'safe', transient: true }), attempt, 0),
	);
	expect(waits).toEqual([150, 300, 600, null]);
	expect(retryDelay(failed({ retry: 'safe' }), 1, 0)).toBeNull();
});

test('a rate limit is waited out with growing, scattered waits', () => {
	const call = failed({ throttled: true });
	expect([1, 2, 3, 4, 5, 6, 7].map((attempt) => retryDelay(call, attempt, 0.999))).toEqual([
		300,
		600,
		1199,
		2399,
		4798,
		7996,
		null,
	]);
	expect(retryDelay(call, 1, 0)).toBe(150);
});

test('all waits are between half of the longest and the longest, and none is longer than eight seconds', () => {
	const call = failed({ throttled: true });
	expect(retryDelay(call, 6, 0)).toBe(4000);
	expect(retryDelay(call, 6, 1)).toBe(8000);
	expect(retryDelay(call, 2, 0.5)).toBe(450);
	// A rate limit is waited out for a read as long as for a send.
	expect(retryDelay(failed({ retry: 'safe', throttled: true, transient: true }), 6, 0)).toBe(4000);
});

test('the count of a call begins anew while the service accepts others, for rate limits only', () => {
	const run = { accepted: 5 };
	const patience = createPatience(run);
	const throttled = failed({ throttled: true });
	expect([patience.failed(throttled), patience.failed(throttled)]).toEqual([1, 2]);
	run.accepted++;
	expect([patience.failed(throttled), patience.failed(throttled)]).toEqual([1, 2]);
	run.accepted++;
	expect(patience.failed(failed({ transient: true }))).toBe(3);
	expect(patience.failed(throttled)).toBe(4);
});
