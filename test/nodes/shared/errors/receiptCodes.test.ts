import { explainReceipt } from '../../../../nodes/shared/errors/receiptCodes';
import documentedCodes from '../../../fixtures/errors/receiptCodes.json';

const DOCUMENTED = Object.values(documentedCodes).flat();
const FALLBACK = explainReceipt(null).advice;

it.each(DOCUMENTED)('%s has advice of its own, in full sentences', (code) => {
	const { advice } = explainReceipt(code);

	expect(advice).not.toBe(FALLBACK);
	expect(advice).toMatch(/^[A-Z].*\.$/);
});

it('knows names in any case, and no others', () => {
	expect(explainReceipt('srvc_timeout')).toEqual(explainReceipt('SRVC_TIMEOUT'));
	expect(explainReceipt('999999')).toEqual({ advice: FALLBACK, retryable: false });
	expect(explainReceipt('__proto__').advice).toBe(FALLBACK);
});

it.each(['1', '130429', '131016', 'SRVC_TIMEOUT'])('%s can go through later', (code) => {
	expect(explainReceipt(code).retryable).toBe(true);
});

it.each(['131026', '131047', '131049', '131050', 'SRVC_USER_BLOCKED'])('%s cannot', (code) => {
	expect(explainReceipt(code).retryable).toBe(false);
});
