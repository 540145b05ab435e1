import fc from 'fast-check';

import { CHANNEL_TYPES } from '../../../../nodes/alibabaCloud/channels/channels';
import { messageContent } from '../../../../nodes/ChatApp/messages/content';
import { placesAt } from '../../../../nodes/ChatApp/messages/contentPath';
import { CONTENT_RULES } from '../../../../nodes/ChatApp/messages/contentRules';
import { INTERACTIVE_RULES } from '../../../../nodes/ChatApp/messages/interactiveRules';
import { assertRules, type Rule } from '../../../../nodes/ChatApp/messages/rule';

const tables: ReadonlyArray<readonly [string, { rules: readonly Rule[]; source: string }]> = [
	...CHANNEL_TYPES.flatMap((channel) =>
		Object.entries(CONTENT_RULES[channel]).map(
			([type, row]) => [`${channel} ${type}`, row] as const,
		),
	),
	...Object.entries(INTERACTIVE_RULES).map(([type, row]) => [`interactive ${type}`, row] as const),
];
const rulesWith = <K extends keyof Rule>(key: K) =>
	tables.flatMap(([name, { rules }]) =>
		rules.filter((rule) => rule[key] !== undefined).map((rule) => [name, rule.path, rule] as const),
	);

/** A content that has nothing but `value` at the path. */
function contentAt(path: string, value: unknown): unknown {
	return path.split('.').reduceRight((inner: unknown, step) => {
		const isList = step.endsWith('[]');
		const name = step.replace(/\[\]|\?/, '');
		const held = isList ? [inner] : inner;
		return name ? { [name]: held } : held;
	}, value);
}

/** A content with so many entries in the last list of the path. */
function listAt(path: string, count: number): unknown {
	const parts = path.split('.');
	const last = parts.pop() ?? '';
	const entries = Array.from({ length: count }, (_, index) => ({ index }));
	const name = last.slice(0, -2);
	const inner = name ? { [name]: entries } : entries;
	return parts.length > 0 ? contentAt(parts.join('.'), inner) : inner;
}

test.each(tables)('%s has a source and readable fields', (_name, { rules, source }) => {
	expect(source).toMatch(/^https:\/\//);
	for (const { field } of rules) expect(field).toMatch(/^[A-Z]/);
});

test.each(rulesWith('longest'))(
	'%s %s: the longest passes, one more does not',
	(_n, path, rule) => {
		const { longest = 0, field } = rule;
		const only: Rule = { path, field, longest };
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom('a', '請', '😀', '\u0301', '👍🏽'), { minLength: 1, maxLength: 9 }),
				(signs) => {
					const points = [...signs.join('')];
					const text = Array.from({ length: longest }, (_, i) => points[i % points.length]).join(
						'',
					);
					expect(() => assertRules(contentAt(path, text), [only])).not.toThrow();
					expect(() => assertRules(contentAt(path, `${text}😀`), [only])).toThrow(
						`${longest + 1} characters, maximum ${longest}`,
					);
				},
			),
			{ numRuns: 5 },
		);
	},
);

test.each(rulesWith('most'))('%s %s: the most pass, one more does not', (_n, path, rule) => {
	const { most = 0, field } = rule;
	const only: Rule = { path, field, most };
	expect(() => assertRules(listAt(path, most), [only])).not.toThrow();
	expect(() => assertRules(listAt(path, most + 1), [only])).toThrow(
		`'${field}' has too many entries: ${most + 1}, maximum ${most}`,
	);
});

test.each(rulesWith('least'))('%s %s: too few are counted', (_n, path, rule) => {
	const { least = 0, field } = rule;
	expect(() => assertRules({}, [{ path, field, least }])).toThrow(
		`'${field}' has too few entries: 0, minimum ${least}`,
	);
});

test.each(rulesWith('required'))('%s %s: nothing is not enough', (_n, path, rule) => {
	if (rule.required !== true) return;
	for (const value of [undefined, null, '', ' \n', {}, []]) {
		expect(() => assertRules(contentAt(path, value), [rule])).toThrow(`'${rule.field}' is empty`);
	}
});

test('rows are counted over all sections', () => {
	const sections = [6, 5].map((count, index) => ({
		title: `S${index}`,
		rows: Array.from({ length: count }, (_, row) => ({ id: `${index}.${row}`, title: 'x' })),
	}));
	const content = { type: 'list', body: { text: 'b' }, action: { button: 'x', sections } };
	expect(() => messageContent('whatsapp', 'interactive', content)).toThrow(
		"'Rows' has too many entries: 11, maximum 10",
	);
});

test('several sections need titles, one does not', () => {
	const content = (titles: Array<string | undefined>) => ({
		type: 'list',
		body: { text: 'b' },
		action: {
			button: 'x',
			sections: titles.map((title, i) => ({ title, rows: [{ id: `r${i}`, title: 'x' }] })),
		},
	});
	expect(() => messageContent('whatsapp', 'interactive', content([undefined]))).not.toThrow();
	expect(() => messageContent('whatsapp', 'interactive', content(['A', undefined]))).toThrow(
		"'Section Title' is empty in entry 2",
	);
});

test('any JSON is judged without breaking', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...CHANNEL_TYPES),
			fc.constantFrom(...Object.keys(CONTENT_RULES.whatsapp), ...Object.keys(CONTENT_RULES.viber)),
			fc.jsonValue(),
			(channel, type, content) => {
				try {
					messageContent(channel, type, content);
				} catch (error) {
					expect((error as Error).name).toBe('InvalidInput');
				}
			},
		),
	);
});

test('paths lead through lists and stop at what is missing', () => {
	const content = { a: [{ b: { c: 1 } }, { b: {} }, 5] };
	expect(placesAt(content, 'a[].b.c')).toEqual([
		{ value: 1, position: [1] },
		{ value: undefined, position: [2] },
		{ value: undefined, position: [3] },
	]);
	expect(placesAt(content, 'a[].b?.c')).toEqual([
		{ value: 1, position: [1] },
		{ value: undefined, position: [2] },
	]);
	expect(placesAt({}, 'a[].b')).toEqual([]);
	expect(placesAt({}, 'constructor.name')[0]?.value).toBeUndefined();
});
