import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import fc from 'fast-check';
import { Expression, type IDataObject, type IWorkflowDataProxyData } from 'n8n-workflow';

import { fieldReader, UNREAD } from '../../../../nodes/ChatApp/runtime/fieldExpressions';

/** What n8n's engine makes of an expression, with its error as a value that nothing equals. */
function byN8n(expression: string, json: IDataObject): unknown {
	try {
		const data = { $json: json } as unknown as IWorkflowDataProxyData;
		return engine.resolveSimpleParameterValue(expression, data);
	} catch (error) {
		return { error };
	}
}

const engine = new Expression('UTC');

function byReader(expression: string, json: IDataObject): unknown {
	const reader = fieldReader(expression);
	return reader ? reader(json) : UNREAD;
}

/** Names of columns, of methods, and of what objects have of their own. */
const NAMES = [
	...[
		'a',
		'b',
		'column name',
		'x',
		'Größe',
		'名前',
		"it's",
		'say "hi"',
		'a.b',
		'0',
		'',
		' ',
		'$json',
	],
	...['constructor', '__proto__', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length'],
	...[
		'trim',
		'replace',
		'isEmpty(',
		'arguments',
		'binding',
		'then',
		'toJSON',
		'{{',
		'a\\b',
		'a\nb',
	],
];
const name = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...NAMES) },
	fc.string({ unit: 'grapheme', maxLength: 4 }),
);

const plain = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc.constantFrom(
		'',
		' padded ',
		'ΑΣ',
		'straße',
		'a$&b',
		'{{ $json.a }}',
		'=1',
		'}}',
		'"',
		"'",
		'\\',
	),
	fc.integer(),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.boolean(),
	fc.constant(null),
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
	any: fc.oneof(
		{ weight: 4, arbitrary: plain },
		fc.array(tie('any'), { maxLength: 3 }),
		fc.dictionary(name, tie('any'), { maxKeys: 4, noNullPrototype: true }),
	),
})).any;
const item = fc
	.dictionary(name, value, { maxKeys: 8, noNullPrototype: true })
	.map((json) => json as IDataObject);

const blank = fc.constantFrom('', '', '', ' ', '\t', '\n', ' \r\n ', '\u00a0', '/* x */');
const literal = fc.oneof(
	name.map((text) => JSON.stringify(text)),
	name.map((text) => `'${text}'`),
	name.map((text) => `"${text}"`),
	name.map((text) => `\`${text}\``),
);
const step = fc.oneof(
	{ weight: 4, arbitrary: fc.tuple(blank, name, blank).map(([a, text, b]) => `${a}.${b}${text}`) },
	{
		weight: 4,
		arbitrary: fc.tuple(blank, literal, blank).map(([a, text, b]) => `[${a}${text}${b}]`),
	},
	fc.integer({ min: -1, max: 3 }).map((index) => `[${index}]`),
	fc.constantFrom(
		'?.a',
		'?.["a"]',
		'[01]',
		'[1.5]',
		'[1e1]',
		'["a" + "b"]',
		'[$json.a]',
		'.$',
		'!',
	),
);
const call = fc.oneof(
	fc.constantFrom('.trim()', '.toString()', '.toUpperCase()', '.toLowerCase()', ' . trim ( ) '),
	fc.tuple(literal, literal).map(([from, to]) => `.replace(${from}, ${to})`),
	fc.constantFrom(
		'.replace(/a/g, "b")',
		'.trim(1)',
		'.replace("a")',
		'.length',
		'.isEmpty()',
		'.trim',
	),
	fc.constantFrom('.replace("a", "$&$&")', '.replace("", "x")', '.replaceAll("a", "b")', '()', ';'),
);
const code = fc
	.tuple(
		blank,
		fc.array(step, { maxLength: 3 }),
		fc.array(call, { maxLength: 2 }),
		blank,
		fc.nat(9),
	)
	.map(([before, steps, calls, after, form]) => {
		const reference = `$json${steps.join('')}`;
		if (form === 0) return `${before}String(${reference})${calls.join('')}${after}`;
		if (form === 1) return `${before}String( ${reference}${calls.join('')} )${after}`;
		if (form === 2) return `${before}${reference} + 1${after}`;
		return `${before}${reference}${calls.join('')}${after}`;
	});
const text = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('') },
	fc.constantFrom(
		'No. ',
		' and ',
		'\n',
		' ',
		'"',
		"'",
		'`${1}`',
		'}}',
		'{',
		'=',
		'\\',
		'.constructor',
	),
	fc.string({ unit: 'grapheme', maxLength: 6 }),
);
const expression = fc
	.tuple(fc.array(fc.tuple(text, code), { maxLength: 3 }), text, fc.nat(30))
	.map(([parts, last, cut]) => {
		const whole = parts.map(([before, inner]) => `${before}{{${inner}}}`).join('') + last;
		return `=${cut === 0 ? whole.slice(0, -1) : whole}`;
	});

/** Names that the item has, so that most references lead somewhere. */
const meeting = fc
	.tuple(
		item,
		fc.array(fc.constantFrom('.a', '["column name"]', "['b'].a", '.x[0]'), { maxLength: 3 }),
	)
	.chain(([json, ends]) =>
		fc
			.tuple(
				fc.record({ a: value, b: value, x: value, 'column name': value }, { requiredKeys: [] }),
				fc.array(call, { maxLength: 2 }),
			)
			.map(([known, calls]): [string, IDataObject] => [
				`=${ends
					.map((end) => `, {{ $json${end}${calls.join('')} }}`)
					.join('')
					.replace(', ', '')}`,
				{ ...json, ...known } as IDataObject,
			]),
	);

const given = fc.oneof(fc.tuple(expression, item), meeting);

test("whatever is read without n8n's engine is what it returns", () => {
	fc.assert(
		fc.property(given, ([text, json]) => {
			const found = byReader(text, json);
			if (found !== UNREAD) expect([text, found]).toEqual([text, byN8n(text, json)]);
		}),
		{ numRuns: 1000 },
	);
});

test('and what the engine returns that n8n runs apart from itself', () => {
	const cases = fc
		.sample(given, 1500)
		.map(([text, json]) => ({ text, json, found: byReader(text, json) }))
		.filter(({ found }) => found !== UNREAD)
		// That engine replaces half characters in values.
		.filter(({ found }) => !/\p{Surrogate}/u.test(String(found)));
	// Most of what is made up leads somewhere; otherwise nothing would be compared.
	expect(cases.length).toBeGreaterThan(300);
	const engineOfItsOwn = join(__dirname, 'isolatedEngine.cjs');
	const results = execFileSync(process.execPath, [engineOfItsOwn], {
		input: JSON.stringify(cases.map(({ text, json }) => [text, json])),
		encoding: 'utf8',
		maxBuffer: 2 ** 28,
	});
	const told = JSON.parse(results) as Array<{ value?: unknown; error?: string }>;
	cases.forEach(({ text, found }, index) => {
		// Values come and go as JSON, which has no -0.
		const expected = JSON.parse(JSON.stringify({ value: found })) as object;
		expect([text, told[index]]).toEqual([text, expected]);
	});
});

const ROW = {
	...{
		'column name': ' Mei ',
		order: 'A-1',
		amount: 12.5,
		none: null,
		yes: true,
		zero: 0,
		no: false,
	},
	...{ list: ['x', { y: 'z' }], inner: { 'a b': { c: 'deep' } }, "it's": 'quoted', 7: 'seven' },
} as unknown as IDataObject;

test.each([
	['={{ $json["column name"] }}', ' Mei '],
	["={{$json['column name'].trim()}}", 'Mei'],
	['=No. {{ $json.order }}', 'No. A-1'],
	['={{ $json.order }} ', 'A-1 '],
	['={{ $json.order }}{{ $json.amount }}', 'A-112.5'],
	['=Dear {{ $json["column name"].trim() }}, {{ $json.order }}\nand {{ $json.amount }}', null],
	['={{ $json.inner["a b"].c }}', 'deep'],
	['={{ $json.list[0] }}{{ $json.list[1].y }}', 'xz'],
	['={{ $json["it\'s"] }}', 'quoted'],
	['={{ $json[7] }}', 'seven'],
	['={{ $json.none }}', null],
	['={{ $json.missing }}', undefined],
	['=x{{ $json.none }}{{ $json.missing }}{{ $json.zero }}{{ $json.no }}{{ $json.yes }}', null],
	[
		'={{ String($json.none) }} {{ String($json.missing) }} {{ String( $json.amount ).trim() }}',
		null,
	],
	['={{ $json.amount.toString() }}', '12.5'],
	['={{ $json.order.toLowerCase().replace("a-", "").toUpperCase() }}', '1'],
	['={{ $json.order.replace("A", "$&$&") }}', 'AA-1'],
	['=only text', 'only text'],
	['=', ''],
	['=a }} b {{ $json.order }}', 'a }} b A-1'],
])('%j is read without it', (text, expected) => {
	const found = byReader(text, ROW);
	expect(found).not.toBe(UNREAD);
	expect(found).toEqual(byN8n(text, ROW));
	if (expected !== null) expect(found).toBe(expected);
});

test.each([
	'={{ $json }}',
	'={{ $json.constructor }}',
	'={{ $json["constructor"] }}',
	'={{ $json["__proto__"].x }}',
	'={{ $json.toString() }}',
	'={{ $json["toString"] }}',
	'=A .constructor {{ $json.a }}',
	'=\\{{ $json.a }}',
	'={{ $json["a\\n"] }}',
	'={{ $json[`a`] }}',
	'={{ $json[a] }}',
	'={{ $json[01] }}',
	'={{ $json.a?.b }}',
	'={{ $json.a + "!" }}',
	'={{ $json.a.trim }}',
	'={{ $json.a.length }}',
	'={{ $json.a.isEmpty() }}',
	'={{ $json.a.replace(/a/g, "b") }}',
	'={{ $json.a.trim(1) }}',
	'={{ $json.a // x\n }}',
	'={{ $json.a ',
	'={{ }}',
	'={{ $("Node").item.json.a }}',
	'={{ $now }} {{ $json.a }}',
	"={{ $fromAI('a') }}",
])('%j is left to n8n', (given) => {
	expect(byReader(given, { a: 'x', constructor: 'x' } as unknown as IDataObject)).toBe(UNREAD);
});

test.each([
	['an object', { inner: 1 }],
	['a list', ['x']],
	['a date', new Date(0)],
])('%s is left to n8n, alone, in text and in calls', (_what, a) => {
	for (const given of ['={{ $json.a }}', '=x {{ $json.a }}', '={{ String($json.a) }}']) {
		expect(byReader(given, { a } as unknown as IDataObject)).toBe(UNREAD);
	}
});

test('a step into what is not there, and into what is no plain object, is left to n8n', () => {
	const items = [{}, { a: null }, { a: 'text' }, { a: [1] }, { a: new Date(0) }];
	for (const json of items) {
		expect(byReader('={{ $json.a.b }}', json as unknown as IDataObject)).toBe(UNREAD);
	}
});

test('what a text method needs is a text; the rest is left to n8n', () => {
	for (const a of [1, true, null, undefined]) {
		expect(byReader('={{ $json.a.trim() }}', { a } as IDataObject)).toBe(UNREAD);
	}
});

test.each([['\ud800'], ['\udc00'], ['a\ud83d b']])(
	'a text with half a character (%j) is left to n8n, whose engines differ there',
	(half) => {
		expect(fieldReader(`=${half} {{ $json.a }}`)).toBeNull();
		expect(fieldReader(`={{ $json["${half}"] }}`)).toBeNull();
		expect(fieldReader('=\u{1f600} {{ $json.a }}')).not.toBeNull();
	},
);
