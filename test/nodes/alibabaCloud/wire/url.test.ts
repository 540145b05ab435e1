import { parseUrl } from '../../../../nodes/alibabaCloud/wire/url';

test('a URL stays one, however often it is asked', () => {
	let refused = 0;
	for (let count = 0; count < 20_000; count++) {
		if (parseUrl('https://b\u00fccher.example.com/x') === null) refused++;
	}
	expect(refused).toBe(0);
});

test.each([
	['', undefined, null],
	['no URL', undefined, null],
	['/path', undefined, null],
	['/path', 'https://example.com', 'https://example.com/path'],
	['https://example.com', undefined, 'https://example.com/'],
])('%j from %j: %j', (text, base, wanted) => {
	expect(parseUrl(text, base)?.href ?? null).toBe(wanted);
});
