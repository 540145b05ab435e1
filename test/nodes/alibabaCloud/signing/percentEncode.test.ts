import { flatten } from '../../../../nodes/alibabaCloud/signing/flatten';
import { percentEncode } from '../../../../nodes/alibabaCloud/signing/percentEncode';

it('leaves the unreserved characters alone, and no other one of ASCII', () => {
	const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
	const left = ascii.filter((character) => percentEncode(character) === character);
	expect(left.join('')).toBe('-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~');
	for (const character of ascii.filter((one) => !left.includes(one))) {
		const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
		expect(percentEncode(`a${character}b${character}`)).toBe(`a%${hex}b%${hex}`);
	}
});

it('writes half of a character as the wire does', () => {
	for (const half of ['\uD800', '\uDFFF']) expect(percentEncode(`a${half}`)).toBe('a%EF%BF%BD');
	expect(percentEncode('😀')).toBe('%F0%9F%98%80');
});

it('names nested values by their place, and leaves out what is absent', () => {
	expect(
		flatten({
			Text: 'a',
			None: undefined,
			Null: null,
			Zero: 0,
			No: false,
			List: ['x', null, { Key: 'y' }],
			Nested: { Deep: { List: [1] }, Empty: {} },
			Since: new Date(0),
		}),
	).toEqual([
		['Text', 'a'],
		['Zero', '0'],
		['No', 'false'],
		['List.1', 'x'],
		['List.3.Key', 'y'],
		['Nested.Deep.List.1', '1'],
		['Since', '1970-01-01T00:00:00.000Z'],
	]);
});
