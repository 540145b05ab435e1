import { isUrl } from '../../../../nodes/alibabaCloud/wire/isUrl';

test('a URL stays one, however often it is asked', () => {
	let refused = 0;
	for (let count = 0; count < 20_000; count++) {
		if (!isUrl('https://b\u00fccher.example.com/x')) refused++;
	}
	expect(refused).toBe(0);
});

test.each([
	['', undefined, false],
	['no URL', undefined, false],
	['/path', undefined, false],
	['/path', 'https://example.com', true],
	['https://example.com', undefined, true],
])('%j from %j: %j', (text, base, wanted) => {
	expect(isUrl(text, base)).toBe(wanted);
});
