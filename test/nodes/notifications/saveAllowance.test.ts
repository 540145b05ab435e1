import { SaveAllowance } from '../../../nodes/notifications/saveAllowance';

const NOW = 1_790_000_000_000;

test('the first changes are saved at once, and a stream of them once more after a while', () => {
	const allowance = new SaveAllowance();
	expect(allowance.isLeft(NOW)).toBe(true);
	allowance.spend(4_499_999);
	expect(allowance.isLeft(NOW)).toBe(true);
	allowance.spend(1_000_001);
	expect(allowance.isLeft(NOW)).toBe(false);
	expect(allowance.isLeft(NOW + 1_000)).toBe(false);
	expect(allowance.isLeft(NOW + 1_001)).toBe(true);
});

test('a clock that is set back earns nothing and holds nothing back', () => {
	const allowance = new SaveAllowance();
	allowance.isLeft(NOW);
	allowance.spend(4_500_000);
	expect(allowance.isLeft(NOW - 60_000)).toBe(false);
	expect(allowance.isLeft(NOW - 59_999)).toBe(true);
});

test('a quiet time earns no more than the first changes had', () => {
	const allowance = new SaveAllowance();
	allowance.isLeft(NOW);
	expect(allowance.isLeft(NOW + 3_600_000)).toBe(true);
	allowance.spend(4_500_000);
	expect(allowance.isLeft(NOW + 3_600_000)).toBe(false);
});

test('what has to be saved is saved, whatever was saved before', () => {
	const allowance = new SaveAllowance();
	allowance.isLeft(NOW);
	allowance.spend(9_000_000);
	allowance.grant();
	expect(allowance.isLeft(NOW)).toBe(true);
});
