import { codeFamilies, errorCatalogue, findEntry } from '../../../../nodes/shared/errors/catalogue';
import { isRetryable, isThrottled } from '../../../../nodes/shared/errors/explain';
import { LOCAL_CODES } from '../../../../nodes/shared/errors/failure';
import documentedCodes from '../../../fixtures/errors/documentedCodes.json';

const entries = [...errorCatalogue];

test.each(
	Object.entries(documentedCodes).flatMap(([source, codes]) => codes.map((c) => [c, source])),
)('%s has a row of its own', (code) => {
	expect(errorCatalogue.get(code)).toBeDefined();
});

test.each(Object.values(LOCAL_CODES))('%s has a row of its own', (code) => {
	expect(errorCatalogue.get(code)).toBeDefined();
});

test.each(entries)('%s reads as a line and an instruction with a source', (_code, entry) => {
	expect(entry.cause).toMatch(/^['A-Z].*[^.]$/);
	expect(entry.advice).toMatch(/^[A-Z].*\.$/);
	expect(entry.source).toMatch(/^https:\/\/\S+$/);
	expect(Object.isFrozen(entry)).toBe(true);
});

test('undocumented members of a family are explained by the family', () => {
	expect(findEntry('Throttling.SomethingNew')?.topic).toBe('throttling');
	expect(findEntry('Forbidden.SomethingNew')?.topic).toBe('permission');
	expect(findEntry('InvalidSecurityToken.Mismatch')?.hideServiceMessage).toBe(true);
	expect(findEntry('NeverHeardOfIt')).toBeUndefined();
	expect(codeFamilies.every(({ entry }) => entry.source.startsWith('https://'))).toBe(true);
});

test('only rate limits count as throttled', () => {
	const throttled = entries.map(([code]) => code).filter(isThrottled);
	expect(throttled.sort()).toEqual(
		['System.LimitControl', 'Throttling', 'Throttling.Api', 'Throttling.User'].sort(),
	);
});

test('a retry is promised for passing conditions only', () => {
	expect(isRetryable('ServiceUnavailable')).toBe(true);
	expect(isRetryable('System.LimitControl')).toBe(true);
	expect(isRetryable('SignatureDoesNotMatch')).toBe(false);
	expect(isRetryable('NeverHeardOfIt')).toBe(false);
});
