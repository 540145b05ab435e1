import { withCodeVariable } from '../../../../nodes/ChatApp/templates/variables';
import { templateOf } from '../../../fixtures/templates';
import { fillTemplate } from './fillTemplate';

describe('the one-time code', () => {
	const unnamed = templateOf([{ Type: 'BODY' }], { Category: 'AUTHENTICATION' });
	const paramsOf = (values: Record<string, unknown>, of = unnamed) =>
		fillTemplate(of, { values, mayHaveMore: false }).TemplateParams;

	test('goes out as verificationCode, or as the user names it', () => {
		expect(paramsOf({ verificationCode: '123456' })).toEqual({ verificationCode: '123456' });
		const named = withCodeVariable(unnamed, ' otp ');
		expect(withCodeVariable(unnamed, 'otp')).toBe(named);
		expect(paramsOf({ otp: '123456' }, named)).toEqual({ otp: '123456' });
		expect(withCodeVariable(unnamed, ' ')).toBe(unnamed);
	});

	test('values that workflows store under another name still count', () => {
		expect(paramsOf({ code: '123456' })).toEqual({ verificationCode: '123456' });
		expect(paramsOf({ verificationCode: '123456' }, withCodeVariable(unnamed, 'otp'))).toEqual({
			otp: '123456',
		});
	});

	test('a name in the detail goes before the name of the user', () => {
		const detail = templateOf([{ Type: 'BODY', Text: '$(pin)' }], { Category: 'AUTHENTICATION' });
		expect(paramsOf({ pin: '1' }, withCodeVariable(detail, 'otp'))).toEqual({ pin: '1' });
	});

	test('a template for Viber has none, whatever its category', () => {
		const viber = templateOf([{ Type: 'BODY', Text: '$(a) is it' }], {
			...{ Category: 'AUTHENTICATION', TemplateType: 'VIBER' },
		});
		expect(paramsOf({ a: 'twenty characters or more' }, viber)).toEqual({
			a: 'twenty characters or more',
		});
		const plain = templateOf([{ Type: 'BODY', Text: 'Hello' }], {
			...{ Category: 'AUTHENTICATION', TemplateType: 'VIBER' },
		});
		expect(paramsOf({}, plain)).toBeUndefined();
	});
});
