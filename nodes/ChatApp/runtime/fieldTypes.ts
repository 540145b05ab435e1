import type {
	IExecuteFunctions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';

import { dateText } from '../../alibabaCloud/input/dates';
import { isBinaryValue } from '../../alibabaCloud/files/binaryValue';
import { inEntry, type EntryPosition } from '../../alibabaCloud/input/entry';
import { assertExactText, InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { isObject } from '../../alibabaCloud/wire/parseJson';
import { assertDepth, tooDeep } from './fieldDepth';

/** Fields for text that take a list as well, as incoming data has it. */
const TAKE_LISTS: ReadonlySet<string> = new Set([
	'allowedRecipients',
	'allowedTemplates',
	'approvers',
	'earlierQuestions',
	'outputFields',
	'participantNumbers',
	'productIds',
	'websites',
]);

/** Their entries are texts or rows of a table; their reader says what else is wrong. */
const TAKE_ROWS: ReadonlySet<string> = new Set(['skipRecipients']);

/** Their reader takes more than the list offers: the category of Viber can be the layout of the parts. */
const TAKE_OTHERS: ReadonlySet<string> = new Set(['category']);

/** Names of fields with files: an expression can return the file itself, as in n8n's own nodes. */
const TAKE_FILES: ReadonlySet<string> = new Set([
	'binaryPropertyName',
	'headerMediaField',
	'pictureFieldName',
]);

/** Conditions of a list are sent as they are: the service may know more values than the editor. */
const CONDITIONS = 'filters';

/**
 * Gives each field a value of its type: an expression returns whatever the incoming data has there,
 * and n8n checks no types. Left alone, an object in a text would be sent to a person as it is, or count
 * as empty, an unknown option as the default, and the text "false" of a switch as on.
 *
 * Texts may be numbers that were calculated, and dates. Options and switches may be texts in any case.
 * What text a number may be is left to its reader.
 *
 * @param properties those of the operation.
 * @returns the functions, but for a `getNodeParameter` that throws InvalidInput. Values that it
 * returns are shared between items and must not be changed.
 */
export function withFieldTypes(
	functions: IExecuteFunctions,
	properties: readonly INodeProperties[],
): IExecuteFunctions {
	const fields = byName(properties);
	// Fixed values are the same object for all items, and fields may share what an item has.
	const typed = new WeakMap<INodeProperties, WeakMap<object, unknown>>();
	const getNodeParameter = (...request: unknown[]): unknown => {
		const field = fieldAt(fields, String(request[0]));
		const value = valueFrom(functions, request, field);
		if (!field || !isDoubtful(field, value)) return value;
		if (typeof value !== 'object') return typedValue(field, value, []);
		const before = typed.get(field) ?? new WeakMap<object, unknown>();
		typed.set(field, before);
		if (!before.has(value)) before.set(value, typedValue(field, value, []));
		return before.get(value);
	};
	return Object.create(functions, { getNodeParameter: { value: getNodeParameter } }) as never;
}

/** What n8n reads. Its own functions run out of stack over what nests some thousand levels. */
function valueFrom(
	functions: IExecuteFunctions,
	request: unknown[],
	field: INodeProperties | undefined,
): unknown {
	try {
		return Reflect.apply(functions.getNodeParameter, functions, request);
	} catch (error) {
		throw field && isStackOverflow(error) ? tooDeep(field.displayName) : error;
	}
}

function isStackOverflow(error: unknown): boolean {
	return error instanceof RangeError && error.message.includes('call stack');
}

/**
 * The same for what is not read as a field, such as entries of JSON.
 *
 * @param value of the property, or its entries alone where it holds entries.
 * @throws InvalidInput that names the field and the entry.
 */
export function typedValue(
	property: INodeProperties,
	value: unknown,
	position: EntryPosition,
): unknown {
	if (!isDoubtful(property, value)) return value;
	switch (property.type) {
		case 'string':
			return typedText(property, value, position);
		case 'resourceLocator':
			// What was read with 'extractValue' is no locator any more.
			assertPlain(property, 'mode' in Object(value) ? valueOf(value) : value, 'text', position);
			return value;
		case 'number':
			assertPlain(property, value, 'a number', position);
			return value;
		case 'dateTime':
			if (dateText(value) === undefined) assertPlain(property, value, 'a date', position);
			return value;
		case 'options':
			return typedChoice(property, value, position);
		case 'multiOptions':
			for (const one of Array.isArray(value) ? value : [value]) {
				assertPlain(property, one, 'text', position);
			}
			return value;
		case 'boolean':
			return typedFlag(property, value, position);
		case 'collection':
			return typedFields(fieldsOf(property), value, position);
		case 'fixedCollection':
			return typeof value === 'object' ? typedEntries(property, value, position) : value;
		default:
			// JSON, and the values of a mapper.
			assertDepth(value, property.displayName);
			return value;
	}
}

/** Most values are texts in fields for text: they are told apart before anything else is done. */
function isDoubtful(
	{ type }: INodeProperties,
	value: unknown,
): value is object | boolean | string | number {
	if (value === undefined || value === null || value === '') return false;
	if (typeof value === 'object') return true;
	if (type === 'options' || type === 'json') return true;
	if (type === 'string' && typeof value === 'number') {
		return !(Math.abs(value) <= Number.MAX_SAFE_INTEGER);
	}
	return type === 'boolean' ? typeof value !== 'boolean' : typeof value === 'boolean';
}

function valueOf(locator: unknown): unknown {
	return (locator as { value?: unknown }).value;
}

function typedText(property: INodeProperties, value: unknown, position: EntryPosition): unknown {
	if (TAKE_ROWS.has(property.name)) {
		assertDepth(value, property.displayName);
		return value;
	}
	if (TAKE_FILES.has(property.name) && isObject(value)) return fileIn(property, value, position);
	const date = dateText(value);
	if (date !== undefined) return date;
	const entries = Array.isArray(value) && TAKE_LISTS.has(property.name) ? value : [value];
	for (const entry of entries) {
		assertPlain(property, entry, 'text', position);
		assertCalculated(property, entry, position);
	}
	return value;
}

/** @throws InvalidInput for what calculating with a missing value makes, and for numbers that were rounded. */
function assertCalculated(
	{ displayName }: INodeProperties,
	value: unknown,
	position: EntryPosition,
): void {
	if (typeof value !== 'number') return;
	if (Number.isFinite(value)) return assertExactText(value, displayName);
	throw new InvalidInput(
		`'${displayName}' is not text${inEntry(position)}: ${value}`,
		`Check the expression of '${displayName}': a value that it calculates with is missing from the input item.`,
	);
}

function typedChoice(property: INodeProperties, value: unknown, position: EntryPosition): unknown {
	const options = (property.options ?? []) as INodePropertyOptions[];
	if (options.some((option) => option.value === value)) return value;
	const isPlain = typeof value === 'string' || typeof value === 'number';
	const written = isPlain ? String(value).trim().toLowerCase() : '';
	const found = isPlain && options.find((one) => String(one.value).toLowerCase() === written);
	if (found) return found.value;
	// Without options here, they come from the service.
	if (isPlain && (options.length === 0 || TAKE_OTHERS.has(property.name))) return value;
	const label = `'${property.displayName}'`;
	throw new InvalidInput(
		isPlain
			? `${label} is not known${inEntry(position)}: ${String(value).slice(0, 200)}`
			: `${label} is ${kindOf(value)}${inEntry(position)}, not one of its options`,
		options.length === 0
			? `Choose ${label} again, or use an expression that returns one of its options.`
			: `Use one of ${options.map((option) => String(option.value)).join(', ')}.`,
	);
}

/** @throws InvalidInput for what says neither true nor false. */
export function typedFlag(
	{ displayName }: Pick<INodeProperties, 'displayName'>,
	value: unknown,
	position: EntryPosition,
): boolean {
	const isObject = typeof value === 'object';
	const written = isObject ? '' : String(value).trim().toLowerCase();
	if (written === 'true' || written === 'false') return written === 'true';
	throw new InvalidInput(
		isObject
			? `'${displayName}' is ${kindOf(value)}${inEntry(position)}, not true or false`
			: `'${displayName}' is not true or false${inEntry(position)}: ${written.slice(0, 200)}`,
		`Turn '${displayName}' on or off, or use an expression that returns true or false.`,
	);
}

function typedEntries(property: INodeProperties, value: object, position: EntryPosition): unknown {
	const groups = (property.options ?? []) as INodePropertyCollection[];
	const typed = ({ values }: INodePropertyCollection, given: unknown): unknown =>
		Array.isArray(given)
			? changed(given, (entry, index) =>
					typedFields(byName(values), entry, [...position, Number(index) + 1]),
				)
			: typedFields(byName(values), given, position);
	// As JSON the entries stand alone.
	if (Array.isArray(value)) return groups[0] ? typed(groups[0], value) : value;
	return changed(value, (given, name) => {
		const group = groups.find((one) => one.name === name);
		return group ? typed(group, given) : given;
	});
}

function typedFields(fields: Fields, value: unknown, position: EntryPosition): unknown {
	return changed(value, (entry, name) => {
		const field = fields.get(name);
		return field ? typedValue(field, entry, position) : entry;
	});
}

/** An object or list with each of its values changed; itself if none changes. */
function changed(value: unknown, change: (entry: unknown, name: string) => unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	const given = Object.entries(value) as Array<[string, unknown]>;
	const others = given.map(([name, entry]) => change(entry, name));
	if (others.every((other, index) => other === given[index]?.[1])) return value;
	// Not by assignment: incoming data may name a field `__proto__`.
	return Array.isArray(value)
		? others
		: Object.fromEntries(given.map(([name], index) => [name, others[index]]));
}

type Fields = ReadonlyMap<string, INodeProperties>;

/** Descriptions never change, and a collection with expressions is read for each item. */
const fieldsOfList = new WeakMap<readonly INodeProperties[], Fields>();

function byName(properties: readonly INodeProperties[]): Fields {
	const fields = fieldsOfList.get(properties) ?? grouped(properties);
	fieldsOfList.set(properties, fields);
	return fields;
}

/** Of fields with one name only one is shown; whether it offers an option is left to its reader. */
function grouped(properties: readonly INodeProperties[]): Fields {
	const fields = new Map<string, INodeProperties>();
	for (const property of properties) {
		const other = fields.get(property.name);
		if (property.type === 'hidden' && other) continue;
		const isChoice = property.type === 'options' && other?.type === 'options';
		const options = isChoice ? [...(other.options ?? []), ...(property.options ?? [])] : undefined;
		fields.set(property.name, options ? { ...property, options } : property);
	}
	return fields;
}

/** The fields of a collection, with any value for those that are conditions. */
function fieldsOf({ name, options = [] }: INodeProperties): Fields {
	const fields = options as INodeProperties[];
	if (name !== CONDITIONS) return byName(fields);
	return byName(fields.map((one) => (one.type === 'options' ? { ...one, options: [] } : one)));
}

/** The field of a name, or of a path into a collection. */
function fieldAt(fields: Fields, path: string): INodeProperties | undefined {
	const field = fields.get(path);
	if (field || !path.includes('.')) return field;
	const [name = '', child = '', ...rest] = path.split('.');
	const parent = fields.get(name);
	if (parent?.type === 'collection') return fieldAt(fieldsOf(parent), [child, ...rest].join('.'));
	if (parent?.type !== 'fixedCollection') return undefined;
	const entries = (parent.options ?? []) as INodePropertyCollection[];
	const values = entries.find((one) => one.name === child)?.values;
	if (!values || rest.length > 0) return values && fieldAt(byName(values), rest.join('.'));
	return { ...parent, type: 'collection', options: values };
}

/** @throws InvalidInput for other objects; `{{ $binary.data }}` has no bytes where n8n keeps them in memory. */
function fileIn({ displayName }: INodeProperties, value: object, position: EntryPosition): object {
	if (isBinaryValue(value)) return value;
	throw new InvalidInput(
		`'${displayName}' is an object without a file${inEntry(position)}`,
		`Enter the name of the field that holds the file in '${displayName}', such as data.`,
	);
}

const TEXT_ADVICE = {
	list: 'use one of its entries, or join them, such as {{ $json.tags.join(", ") }}',
	object: 'use a value inside of the object, such as {{ $json.customer.name }}',
	flag: 'use a value that is text, or write it with {{ $json.paid ? "Yes" : "No" }}',
} as const;

const NUMBER_ADVICE = 'use an expression that returns a number, such as {{ $json.amount }}';

const DATE_ADVICE = 'use an expression that returns a date, such as {{ $now.plus(1, "day") }}';

/** @throws InvalidInput for an object, a list, true and false. */
function assertPlain(
	{ displayName }: INodeProperties,
	value: unknown,
	wanted: 'text' | 'a number' | 'a date',
	position: EntryPosition,
): void {
	if (typeof value !== 'boolean' && (typeof value !== 'object' || value === null)) return;
	const kind = Array.isArray(value) ? 'list' : typeof value === 'object' ? 'object' : 'flag';
	throw new InvalidInput(
		`'${displayName}' is ${kindOf(value)}${inEntry(position)}, not ${wanted}`,
		wanted === 'text'
			? `In the expression of '${displayName}', ${TEXT_ADVICE[kind]}.`
			: `For '${displayName}', ${wanted === 'a date' ? DATE_ADVICE : NUMBER_ADVICE}.`,
	);
}

function kindOf(value: unknown): string {
	if (typeof value !== 'object') return String(value);
	return Array.isArray(value) ? 'a list' : 'an object';
}
