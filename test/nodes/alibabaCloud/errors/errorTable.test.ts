import {
	codeFamilies,
	errorTable,
	findEntry,
} from '../../../../nodes/alibabaCloud/errors/errorTable';
import { isRetryable, isThrottled } from '../../../../nodes/alibabaCloud/errors/explain';
import { LOCAL_CODES } from '../../../../nodes/alibabaCloud/errors/failure';
import documentedCodes from '../../../fixtures/errors/documentedCodes.json';

const entries = [...errorTable];

test.each(
	Object.entries(documentedCodes).flatMap(([source, codes]) => codes.map((c) => [c, source])),
)('%s has a row of its own', (code) => {
	expect(errorTable.get(code)).toBeDefined();
});

test.each(Object.values(LOCAL_CODES))('%s has a row of its own', (code) => {
	expect(errorTable.get(code)).toBeDefined();
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
	const throttled = entries
		.map(([code]) => code)
		.filter((code) => isThrottled({ code, httpStatus: 400 }));
	expect(throttled.sort()).toEqual(
		[
			...['Local.TooManyRequests', 'System.LimitControl', 'Throttling', 'Throttling.Api'],
			'Throttling.User',
		].sort(),
	);
});

test.each([
	['Throttling.SomethingNew', 400],
	['TooManyRequests', 400],
	['BusinessFlowControl', 400],
	['QpsLimitExceeded', 403],
	['RateLimit.Exceeded', 400],
	['NobodyKnows', 429],
	['InvalidParameter', 429],
])('%s with HTTP %i is a rate limit, listed or not', (code, httpStatus) => {
	expect(isThrottled({ code, httpStatus })).toBe(true);
	expect(isRetryable({ code, httpStatus, outcome: 'refused', retry: 'never' })).toBe(true);
});

test('a retry is promised for passing conditions only', () => {
	const refused = (code: string) =>
		isRetryable({ code, httpStatus: 400, outcome: 'refused', retry: 'never' });
	expect(refused('Local.ConnectionRefused')).toBe(true);
	expect(refused('System.LimitControl')).toBe(true);
	expect(refused('SignatureDoesNotMatch')).toBe(false);
	expect(refused('NeverHeardOfIt')).toBe(false);
});

test.each(['ServiceUnavailable', 'InternalError', '999999', 'ServiceTimeout', 'Request.TimedOut'])(
	'%s promises a retry to calls that change nothing only',
	(code) => {
		const refused = { code, httpStatus: 400, outcome: 'refused' } as const;
		expect(isRetryable({ ...refused, retry: 'safe' })).toBe(true);
		expect(isRetryable({ ...refused, retry: 'never' })).toBe(false);
	},
);

test('a code that names a time limit which was sent is no failure of the service', () => {
	expect(findEntry('InvalidParameter.Timeout')).toBeUndefined();
});

test.each(entries)('%s is never worth a retry where the outcome is unknown', (code) => {
	for (const httpStatus of [null, 200, 429, 500, 503]) {
		expect(isRetryable({ code, httpStatus, outcome: 'unknown', retry: 'never' })).toBe(false);
	}
});

test('a read that the service failed at is worth a retry, whatever its code', () => {
	const failed = { code: 'NeverHeardOfIt', httpStatus: 502, outcome: 'refused' } as const;
	expect(isRetryable({ ...failed, retry: 'safe' })).toBe(true);
	expect(isRetryable({ ...failed, retry: 'never' })).toBe(false);
});

test.each([
	['ERR-OPERATION-MAAP-0999', /channel/],
	['ERR-FB-999', /Meta/],
	['QueryParam.startTime', /search condition/],
	['CHAT.APIError.Sub', /service failed/],
])('%s is explained by its family', (code, cause) => {
	expect(findEntry(code)?.cause).toMatch(cause);
});
