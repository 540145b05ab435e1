import { explainReceipt } from '../../../../nodes/shared/errors/receiptCodes';

const DOCUMENTED = [
	...['0', '1', '2', '3', '4', '10', '33', '100', '190', '200', '299', '368', '80007', '130429'],
	...['130472', '130497', '131000', '131005', '131008', '131009', '131016', '131021', '131026'],
	...['131030', '131031', '131037', '131042', '131045', '131047', '131048', '131049', '131050'],
	...['131051', '131052', '131053', '131056', '131057', '132000', '132001', '132005', '132007'],
	...['132012', '132015', '132016', '132068', '132069', '133000', '133004', '133005', '133006'],
	...['133008', '133009', '133010', '133015', '133016', '134011', '135000', '147005'],
	...['SRVC_USER_BLOCKED', 'SRVC_NOT_VIBER_USER', 'SRVC_NO_SUITABLE_DEVICE', 'SRVC_TIMEOUT'],
	...['SRVC_INTERNAL_FAILURE', 'SRVC_BAD_DATA', 'SRVC_NOT_PERMITTED', 'SRVC_INVALID_TTL'],
	...['SRVC_WAIT_FOR_USER_RESPONSE', 'SRVC_UNAUTHORIZED_IP'],
];
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
