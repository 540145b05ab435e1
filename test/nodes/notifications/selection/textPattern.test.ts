import fc from 'fast-check';

import { readTextPattern } from '../../../../nodes/notifications/selection/textPattern';

function matches(pattern: string, text: string): boolean {
	const read = readTextPattern(pattern);
	if (!read.ok) throw new Error(`${pattern}: ${read.reason}`);
	return read.test(text);
}

it.each<[string, string, boolean]>([
	['order', 'my order 12', true],
	['order', 'my Order 12', false],
	['/order/i', 'my ORDER 12', true],
	['/order/gi', 'ORDER', true],
	['^(hi|hello)\\b', 'hello there', true],
	['^(hi|hello)\\b', 'hill', false],
	['\\d{4,6}', 'code 123', false],
	['\\d{4,6}', 'code 12345', true],
	['[A-Z]{2}-\\d+$', 'ticket AB-77', true],
	['^.$', '🙏', true],
	['\\p{Script=Han}', '你好', true],
	['\\u{1F64F}', 'thanks 🙏', true],
	['\\uD83D\\uDE4F', 'thanks 🙏', true],
	['a\\-b', 'a-b', true],
	['/^b/m', 'a\nb', true],
	['^b', 'a\nb', false],
	['/a.b/s', 'a\nb', true],
	['(?<word>stop|end)', 'please stop', true],
	['', 'anything', true],
	['/]/i', 'a]', true],
	['[^]', 'x', true],
	['[]', 'x', false],
	['^(?:){999999999}$', '', true],
])('%p on %p: %p', (pattern, text, expected) => {
	expect(matches(pattern, text)).toBe(expected);
});

it.each([
	['(', /group/i],
	['[z-a]', /range/i],
	['*', /nothing to repeat/i],
	['/a/x', /flags/],
	['(?=a)b', /looks ahead/],
	['(?<!a)b', /looks ahead/],
	['(a)\\1', /refers back/],
	['(?<n>a)\\k<n>', /refers back/],
	['(a{99}){99}', /too long/],
	['a'.repeat(501), /longer than 500/],
])('refuses %.20p and says why', (pattern, reason) => {
	expect(readTextPattern(pattern)).toEqual({
		ok: false,
		reason: expect.stringMatching(reason) as string,
	});
});

it.each(['(a+)+$', '(a|a)*$', '(.*a){20}$', '^(\\w+\\s?)*$', '(a*)*b', '.*.*.*.*.*=.*'])(
	'needs no more time for %p than for others',
	(pattern) => {
		const started = process.cpuUsage();
		matches(pattern, `${'a'.repeat(100_000)}!`);

		// What backtracks needs years for these.
		const { user, system } = process.cpuUsage(started);
		expect((user + system) / 1000).toBeLessThan(3_000);
	},
);

const atom = fc.constantFrom(
	...['a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\s', '^', '$', '\\b', '\\B', 'é', '🙏', ''],
);
const { pattern: anyPattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
	part: fc.oneof(
		{ maxDepth: 3 },
		atom,
		fc
			.tuple(tie('pattern'), fc.constantFrom('', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?'))
			.map(([inner, quantifier]) => `(?:${inner})${quantifier}`),
		fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(${left}|${right})`),
	),
	pattern: fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
}));
const anyText = fc
	.array(fc.constantFrom('a', 'b', 'A', '1', ' ', '\n', 'é', '🙏'), { maxLength: 8 })
	.map((characters) => characters.join(''));

it('finds what JavaScript finds', () => {
	fc.assert(
		fc.property(
			anyPattern,
			anyText,
			fc.constantFrom('u', 'iu', 'mu', 'su'),
			(source, text, flags) => {
				fc.pre(source !== '' && source.length < 300);
				// JavaScript finds places between the halves of an emoji.
				fc.pre(!source.includes('\\B') || !text.includes('🙏'));
				expect(matches(`/${source}/${flags}`, text)).toBe(new RegExp(source, flags).test(text));
			},
		),
		{ numRuns: 4_000 },
	);
});
