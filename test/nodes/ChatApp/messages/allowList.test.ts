import fc from 'fast-check';

import {
	assertAllowedRecipient,
	assertAllowedTemplate,
	readAllowList,
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
	['+65*, +60 12 345 0002', ['+65*', '+60 12 345 0002']],
	['a;b\n c ,', ['a', 'b', 'c']],
	[
		['a', 6591230001, null, 'b, c'],
		['a', '6591230001', 'b', 'c'],
	],
	[undefined, []],
	['', []],
])('%j is the list %j', (given, entries) => {
	expect(readAllowList(given)).toEqual(entries);
});

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
	[['user-*'], 'user-7', true],
	[['user-7'], 'USER-7', false],
	[['*'], 'anything', true],
	[['65*0001*0001'], '6591230001', false],
])('with %j a message to %s: %s', (entries, to, allowed) => {
	expect(allows(entries, to)).toBe(allowed);
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
