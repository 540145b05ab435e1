import fc from 'fast-check';

import {
	allowsTemplate,
	assertAllowedRecipient,
	assertAllowedTemplate,
} from '../../../../nodes/ChatApp/messages/allowList';

const allows = (entries: string[] | null, to: string): boolean => {
	try {
		assertAllowedRecipient(to, [{ templates: null, recipients: entries }]);
		return true;
	} catch {
		return false;
	}
};

test.each([
	[null, '6591230001', true],
	[[], '6591230001', false],
	[['+65*'], '6591230001', true],
	[['65*'], '6591230001', true],
	[['0065 9*'], '6591230001', true],
	[['+60*'], '6591230001', false],
	[['+65 9123-0001'], '6591230001', true],
	[['+65 9123-0001'], '65912300012', false],
	[['*0001'], '6591230001', true],
	[['65*01*'], '6591230001', true],
	[['491512345678.0'], '491512345678', true],
	[['491512345678.0'], '4915123456780', false],
	[['\u202a+65 9123 0001\u202c'], '6591230001', true],
	[['٦٥٩١٢٣٠٠٠١'], '6591230001', true],
	[['＋６５９１*'], '6591230001', true],
	[['\u200bUS.1349'], 'US.1349', true],
	[['user-*'], 'user-7', true],
	[['user-7'], '\u200buser-7', false],
	[['12'], '１２', false],
	[['user-7'], 'USER-7', false],
	[['*'], 'anything', true],
	[['65*0001*0001'], '6591230001', false],
	[['6591*1230001'], '6591230001', false],
	[['65*65*'], '6591230001', false],
	[['65*9*1*'], '6591230001', true],
	[['*9*'], '6591230001', true],
	[['**'], '', true],
	[['+60*', '+65*'], '6591230001', true],
	[['6591230001'], '+65 (9123) 0001', true],
	[['65.9123.0001'], '0065 9123-0001', true],
	[['+65*9123 0001'], '6591230001', true],
	[['+44 (0)7911 123456'], '447911123456', true],
	[['0044 (0)7911 123456'], '447911123457', false],
	[['+44 (0)7*'], '447911123456', false],
	[['user 7'], 'user7', false],
	// Signs are only left out of what is a number to its end.
	[['65-9123.page'], '659123page', false],
	[['+65.shop'], '65shop', false],
	[['user-7'], 'user7', false],
	[['x+65'], '65', false],
	[['US.1349'], 'US.1349', true],
	[['US.1349'], 'US1349', false],
])('with %j a message to %s: %s', (entries, to, allowed) => {
	expect(allows(entries, to)).toBe(allowed);
});

test('every list holds, whichever comes first', () => {
	const list = (recipients: string[] | null) => ({ templates: null, recipients });
	const check = (...limits: Array<ReturnType<typeof list>>) =>
		assertAllowedRecipient('6591230001', limits);
	expect(() => check()).not.toThrow();
	expect(() => check(list(null), list(['+65*']))).not.toThrow();
	expect(() => check(list(['+65*']), list(['+60*']))).toThrow("'To' is not an allowed recipient");
	expect(() => check(list(null), list(['+60*']))).toThrow("'To' is not an allowed recipient");
	expect(() => check(list(['+65*']), list([]))).toThrow("'Allowed Recipients' is empty");
	const template = { code: '1', name: 'a' };
	const templates = (...given: Array<string[] | null>) =>
		given.map((one) => ({ templates: one, recipients: null }));
	expect(() => assertAllowedTemplate(template, templates(null, ['b', 'a']))).not.toThrow();
	expect(() => assertAllowedTemplate(template, templates(['a'], ['b']))).toThrow(
		'allowed template',
	);
	expect(() => assertAllowedTemplate(template, templates(null, []))).toThrow('is empty');
	expect(allowsTemplate(template, templates(null, ['b', 'a'], ['1']))).toBe(true);
	expect(allowsTemplate(template, templates(null, ['a'], ['b']))).toBe(false);
	expect(allowsTemplate(template, templates(null, []))).toBe(false);
});

test('a name that is not known fits no list but its code', () => {
	const check = (entry: string, code: string, name: string | undefined) => () =>
		assertAllowedTemplate({ code, name }, [{ templates: [entry], recipients: null }]);
	expect(check('order_*', '', undefined)).toThrow("'Template' is not an allowed template");
	expect(check('*', '', '')).toThrow("'Template' is not an allowed template");
	expect(check('*', '1', undefined)).not.toThrow();
	expect(check('undefined', '1', undefined)).toThrow('template: 1');
});

test('a template is allowed by its code or its name', () => {
	const order = { code: '1119000000000000001', name: 'order_update' };
	const check = (
		templates: string[] | null,
		template: { code: string; name: string | undefined },
	) => assertAllowedTemplate(template, [{ templates, recipients: null }]);
	expect(() => check(['order_*'], order)).not.toThrow();
	expect(() => check(['1119000000000000001'], order)).not.toThrow();
	expect(() => check(null, order)).not.toThrow();
	expect(() => check([], order)).toThrow("'Allowed Templates' is empty, so nothing can be sent");
	expect(() => check(['welcome'], order)).toThrow("'order_update' (1119000000000000001)");
	expect(() => check(['order_*'], { code: '1', name: undefined })).toThrow('allowed template');
});

test('a pattern means what its asterisks say', () => {
	const word = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 6 });
	fc.assert(
		fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), word, (parts, text) => {
			const source = parts.map((part) => part.replaceAll('.', '\\.')).join('.*');
			const pattern = parts.join('*');
			fc.pre(pattern !== '');
			expect(allows([pattern], text)).toBe(new RegExp(`^${source}$`).test(text));
		}),
	);
});
