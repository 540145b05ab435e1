import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { samplePaths, sampleText } from './samples';

/** The part of JSON Schema that the published schema uses; anything else is reported. */
interface Schema {
	readonly $ref?: string;
	readonly oneOf?: readonly Schema[];
	readonly const?: unknown;
	readonly type?: string | readonly string[];
	readonly required?: readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly additionalProperties?: false;
	readonly pattern?: string;
	readonly format?: 'date-time';
	readonly minLength?: number;
	readonly $defs?: Readonly<Record<string, Schema>>;
	readonly examples?: readonly unknown[];
	readonly title?: string;
	readonly description?: string;
	readonly $schema?: string;
}

const schema = JSON.parse(
	readFileSync(join(__dirname, '../../../../docs/items.schema.json'), 'utf8'),
) as Schema;

const UNDERSTOOD = new Set([
	...['$ref', 'oneOf', 'const', 'type', 'required', 'properties', 'additionalProperties'],
	...['pattern', 'format', 'minLength', '$defs', 'examples', 'title', 'description', '$schema'],
]);

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

/** Where and why a value does not fit; empty when it does. */
function problems(value: unknown, rule: Schema, at = '$'): string[] {
	for (const word of Object.keys(rule)) {
		if (!UNDERSTOOD.has(word)) return [`${at}: the schema says "${word}"`];
	}
	if (rule.$ref !== undefined) {
		const target = schema.$defs?.[rule.$ref.replace('#/$defs/', '')];
		return target ? problems(value, target, at) : [`${at}: ${rule.$ref} is missing`];
	}
	if (rule.oneOf !== undefined) {
		const all = rule.oneOf.map((choice) => problems(value, choice, at));
		const fitting = all.filter((found) => found.length === 0).length;
		return fitting === 1 ? [] : [`${at}: fits ${fitting} of the choices`, ...all.flat()];
	}
	if ('const' in rule && value !== rule.const) return [`${at}: is not ${String(rule.const)}`];
	if (rule.type !== undefined && ![rule.type].flat().includes(typeOf(value))) {
		return [`${at}: is ${typeOf(value)}`];
	}
	if (typeof value === 'string') return textProblems(value, rule, at);
	if (typeOf(value) !== 'object' || rule.properties === undefined) return [];
	return objectProblems(value as Record<string, unknown>, rule, at);
}

function textProblems(value: string, rule: Schema, at: string): string[] {
	if (rule.pattern !== undefined && !new RegExp(rule.pattern, 'u').test(value)) {
		return [`${at}: does not match`];
	}
	const isShort = value.length < (rule.minLength ?? 0);
	const isNoDate = rule.format === 'date-time' && new Date(value).toISOString() !== value;
	return isShort || isNoDate ? [`${at}: is no ${rule.format ?? 'long text'}`] : [];
}

function objectProblems(value: Record<string, unknown>, rule: Schema, at: string): string[] {
	const missing = (rule.required ?? []).filter((name) => !Object.hasOwn(value, name));
	const found = missing.map((name) => `${at}.${name}: is missing`);
	for (const [name, child] of Object.entries(value)) {
		const known = Object.hasOwn(rule.properties ?? {}, name) ? rule.properties?.[name] : undefined;
		if (known !== undefined) found.push(...problems(child, known, `${at}.${name}`));
		else if (rule.additionalProperties === false) found.push(`${at}.${name}: is not described`);
	}
	return found;
}

it.each(samplePaths())('describes the items of %s', (path) => {
	for (const item of normalizeBody(sampleText(path))) expect(problems(item, schema)).toEqual([]);
});

it('describes what hostile notifications become', () => {
	const names = [
		...['MessageId', 'From', 'To', 'Type', 'Message', 'Status', 'AuditStatus', 'WabaId'],
		...['Timestamp', 'Context', 'ErrorCode', 'TemplateCode', 'PhoneNumber', 'FromUserId', 'Name'],
	];
	const words = ['TEXT', 'IMAGE', 'ORDER', 'CONTACTS', 'INTERACTIVE', 'Failed', '{"url":7}', '12'];
	const entry = fc.dictionary(
		fc.constantFrom(...names),
		fc.oneof(fc.constantFrom(...words), fc.jsonValue({ maxDepth: 3 })),
	);
	fc.assert(
		fc.property(entry, (given) => {
			for (const item of normalizeBody([given])) expect(problems(item, schema)).toEqual([]);
		}),
		{ numRuns: 2_000 },
	);
});

it('has an example of each kind, which is what its notification returns', () => {
	for (const rule of Object.values(schema.$defs ?? {})) {
		expect(rule.examples?.length).toBeGreaterThan(0);
		for (const example of rule.examples ?? []) {
			expect(problems(example, schema)).toEqual([]);
			expect(normalizeBody([(example as { raw: unknown }).raw])).toEqual([example]);
		}
	}
});

it('finds what does not fit', () => {
	const [item] = normalizeBody(sampleText('http/inbound-text.json'));
	expect(problems({ ...item, text: 7 }, schema)).not.toEqual([]);
	expect(problems({ ...item, more: null }, schema)).not.toEqual([]);
	expect(problems({ event: 'inbound' }, schema)).not.toEqual([]);
	expect(problems({ ...item, mediaError: 'It is too big' }, schema)).toEqual([]);
});
