import { markOf } from '../../../../nodes/notifications/selection/seenEvents';
import { Claims, type Offer } from '../../../../nodes/notifications/waiting/claims';

const NOW = Date.UTC(2026, 8, 1);
const MINUTE = 60_000;

const offer = (mark: string | null, more: Partial<Offer> = {}): Offer => ({
	...{ execution: '7', nonce: 'n', signed: '0-n' },
	...{ mark: mark === null ? null : markOf(mark), ...more },
});

it('one answer is the first, the same one comes again, and every other is too late', () => {
	const claims = new Claims();
	expect(claims.claim(offer('yes'), NOW)).toBe('first');
	expect(claims.claim(offer('yes'), NOW)).toBe('again');
	expect(claims.claim(offer('no', { signed: '1-n' }), NOW)).toBe('other');
	expect(claims.claim(offer('yes', { signed: '1-n' }), NOW)).toBe('other');
	expect(claims.claim(offer(null), NOW)).toBe('other');
});

it('what has no key is never taken for the same', () => {
	const claims = new Claims();
	expect(claims.claim(offer(null), NOW)).toBe('first');
	expect(claims.claim(offer(null), NOW)).toBe('other');
});

it('another question of the same execution, and the same of another one, have answers of their own', () => {
	const claims = new Claims();
	claims.claim(offer('yes'), NOW);
	expect(claims.claim(offer('yes', { nonce: 'm', signed: '0-m' }), NOW)).toBe('first');
	expect(claims.claim(offer('yes', { execution: '8' }), NOW)).toBe('first');
});

it('an execution that still waits a minute later, because n8n did not resume it, can be answered', () => {
	const claims = new Claims();
	claims.claim(offer('yes', { optedOut: false }), NOW);
	const taken = (now: number) => claims.taken('7', '0-n', markOf('yes'), now);
	expect(claims.claim(offer('no'), NOW + MINUTE)).toBe('other');
	expect(taken(NOW + MINUTE)).toEqual({ optedOut: false });

	expect(taken(NOW + MINUTE + 1)).toBeNull();
	expect(claims.claim(offer('yes'), NOW + MINUTE + 1)).toBe('first');
	expect(taken(NOW + MINUTE + 1)).toEqual({ optedOut: undefined });
});

it('knows whether it was asked at all', () => {
	const claims = new Claims();
	expect([claims.areHere, claims.taken('7', '0-n', markOf('yes'), NOW)]).toEqual([false, null]);
	claims.claim(offer(null), NOW);
	expect(claims.areHere).toBe(true);
});
