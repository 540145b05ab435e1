import { freezeBody } from '../../../../nodes/alibabaCloud/signing/frozenBody';

const FORM = 'application/x-www-form-urlencoded';
const NONE = { contentType: undefined, isForm: false, isMultipart: false };

/** The body as sent, its type, and the parameters that are read from it. */
function frozen(body: unknown, given: Partial<typeof NONE> | { contentType: string } = {}) {
	const { content, contentType, form } = freezeBody('POST', body, { ...NONE, ...given });
	return [content, contentType, form?.()];
}

it.each([['GET'], ['HEAD']])('%s has no body', (method) => {
	expect(freezeBody(method, { a: 1 }, { ...NONE, contentType: FORM })).toEqual({ content: '' });
});

it.each([[undefined], [null], [''], [{}]])('%j is no body, and has no type', (body) => {
	expect(frozen(body)).toEqual(['', undefined, undefined]);
});

it('sends an empty object where a type says what it is', () => {
	expect(frozen({}, { contentType: 'application/json' })).toEqual([
		Buffer.from('{}'),
		'application/json',
		undefined,
	]);
	expect(frozen({}, { isForm: true })).toEqual(['', undefined, []]);
});

it('keeps forms strings, whatever says that they are forms', () => {
	const parameters = [
		['a', '1'],
		['b', 'x y'],
	];
	for (const given of [{ isForm: true }, { contentType: FORM }]) {
		expect(frozen({ a: 1, b: 'x y' }, given)).toEqual(['a=1&b=x%20y', FORM, parameters]);
		expect(frozen('a=1&b=x+y', given)).toEqual(['a=1&b=x+y', FORM, parameters]);
	}
	expect(frozen(new URLSearchParams('a=1&b=x+y'))).toEqual(['a=1&b=x%20y', FORM, parameters]);
	const withCharset = `${FORM}; charset=utf-8`;
	expect(frozen({ a: 1, b: 'x y' }, { contentType: withCharset })).toEqual([
		'a=1&b=x%20y',
		withCharset,
		parameters,
	]);
	expect(frozen('a=1&b=x+y', { contentType: withCharset })).toEqual([
		'a=1&b=x+y',
		withCharset,
		parameters,
	]);
	expect(frozen(Buffer.from('a=ä'), { contentType: FORM })).toEqual(['a=ä', FORM, undefined]);
	const inCapitals = FORM.toUpperCase();
	for (const body of [{ a: 1, b: 'x y' }, 'a=1&b=x%20y', Buffer.from('a=1&b=x%20y')]) {
		const [content, contentType] = frozen(body, { contentType: inCapitals });
		expect([content, contentType]).toEqual(['a=1&b=x%20y', inCapitals]);
	}
});

it('makes all others bytes, with the type that they have or that fits', () => {
	expect(frozen('{"a":"ä"}')).toEqual([Buffer.from('{"a":"ä"}'), 'application/json', undefined]);
	expect(frozen('ä', { contentType: 'text/plain' })).toEqual([
		Buffer.from('ä'),
		'text/plain',
		undefined,
	]);
	expect(frozen({ a: 'ä' })).toEqual([Buffer.from('{"a":"ä"}'), 'application/json', undefined]);
	expect(frozen(7, { isForm: true })).toEqual([Buffer.from('7'), 'application/json', undefined]);
	expect(frozen({ a: 1 }, { contentType: 'text/plain' })).toEqual([
		Buffer.from('{"a":1}'),
		'text/plain',
		undefined,
	]);
	const bytes = Buffer.from([0, 255]);
	expect(frozen(bytes)).toEqual([bytes, 'application/octet-stream', undefined]);
	expect(frozen(bytes, { contentType: 'image/png' })).toEqual([bytes, 'image/png', undefined]);
});

it.each([
	[{ a: 1 }, { isMultipart: true }, /multipart/],
	[{ a: 1 }, { contentType: 'multipart/form-data; boundary=x' }, /multipart/],
	[{ a: 1 }, { contentType: 'Multipart/Form-Data; boundary=x' }, /multipart/],
	[{ pipe: () => undefined }, {}, /streamed/],
	[{ getHeaders: () => ({}) }, {}, /streamed/],
] as const)('refuses what it cannot hash: %j', (body, given, message) => {
	expect(() => frozen(body, given)).toThrow(message);
});
