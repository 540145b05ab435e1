import { explainDeliveryCode } from '../../../../nodes/alibabaCloud/errors/deliveryCodes';
import documentedCodes from '../../../fixtures/errors/deliveryCodes.json';

const DOCUMENTED = Object.values(documentedCodes).flat();
const FALLBACK = explainDeliveryCode(null).advice;

it.each(DOCUMENTED)('%s has advice of its own, in full sentences', (code) => {
	const { advice } = explainDeliveryCode(code);

	expect(advice).not.toBe(FALLBACK);
	expect(advice).toMatch(/^[A-Z].*\.$/);
});

it('knows names in any case, and no others', () => {
	expect(explainDeliveryCode('srvc_timeout')).toEqual(explainDeliveryCode('SRVC_TIMEOUT'));
	expect(explainDeliveryCode('999999')).toEqual({
		...{ advice: FALLBACK, action: 'fix', retryable: false, retryAfter: null },
	});
	expect(explainDeliveryCode('__proto__').advice).toBe(FALLBACK);
});

it.each(['1', '130429', '131016', 'SRVC_TIMEOUT'])('%s can go through later', (code) => {
	expect(explainDeliveryCode(code).retryable).toBe(true);
});

it.each(['131026', '131047', '131049', '131050', 'SRVC_USER_BLOCKED'])('%s cannot', (code) => {
	expect(explainDeliveryCode(code).retryable).toBe(false);
});

it.each([
	['131008', 'fix', null],
	['131047', 'fix', null],
	['131056', 'wait', 600],
	['131049', 'wait', 86_400],
	['134101', 'wait', 600],
	['2494100', 'wait', 3600],
	['131026', 'otherChannel', null],
	['131062', 'otherChannel', null],
	['SRVC_NOT_VIBER_USER', 'otherChannel', null],
	['131050', 'stopWriting', null],
	['130403', 'stopWriting', null],
	['SRVC_USER_BLOCKED', 'stopWriting', null],
])('a workflow answers %s with %s', (code, action, retryAfter) => {
	expect(explainDeliveryCode(code)).toMatchObject({ action, retryAfter });
});

it.each(DOCUMENTED)('%s says when, exactly where time helps', (code) => {
	const { action, retryable, retryAfter } = explainDeliveryCode(code);
	if (retryable) expect(action).toBe('wait');
	if (retryAfter !== null) expect([action, retryAfter > 0]).toEqual(['wait', true]);
	if (retryable) expect(retryAfter).not.toBeNull();
});

it('sends nobody to the console for what a node does', () => {
	for (const code of DOCUMENTED) expect(explainDeliveryCode(code).advice).not.toMatch(/console/i);
});
