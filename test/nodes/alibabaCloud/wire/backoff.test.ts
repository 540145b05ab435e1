import { backoffMs } from '../../../../nodes/alibabaCloud/wire/backoff';

const BACKOFF = { firstMs: 500, longestMs: 30_000 };

it('doubles up to a limit, with half of it at random', () => {
	const waits = [1, 2, 3, 50].map((attempt) => backoffMs(BACKOFF, attempt, 1));

	expect(waits).toEqual([500, 1_000, 2_000, 30_000]);
	expect(backoffMs(BACKOFF, 3, 0)).toBe(1_000);
	expect(backoffMs({ firstMs: 300, longestMs: 8_000 }, 5_000, 1)).toBe(8_000);
});
