import type { IExecuteFunctions, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { inEntry, type EntryPosition } from '../../alibabaCloud/input/entry';
import { InvalidInput } from '../../alibabaCloud/input/invalidInput';

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

/**
 * Refuses what is no text in fields for text: an expression returns whatever the incoming data has
 * there, and n8n checks no types. Left alone, an object would be sent to a person as it is, or count
 * as empty, and a message would go out without its caption.
 *
 * @param properties those of the operation.
 * @returns the functions, but for a `getNodeParameter` that throws InvalidInput.
 */
export function withTextFields(
	functions: IExecuteFunctions,
	properties: readonly INodeProperties[],
): IExecuteFunctions {
	const known = new Map(properties.map((property) => [property.name, property]));
	// Fixed values are the same object for all items.
	const checked = new WeakSet<object>();
	const getNodeParameter = (...request: unknown[]): unknown => {
		const value: unknown = Reflect.apply(functions.getNodeParameter, functions, request);
		if (!canBeWrong(value)) return value;
		const property = propertyAt(known, String(request[0]));
		if (!property) return value;
		const date = property.type === 'string' ? dateText(value) : undefined;
		if (date !== undefined) return date;
		if (typeof value === 'object' && checked.has(value)) return value;
		assertText(property, value, []);
		if (typeof value === 'object') checked.add(value);
		return value;
	};
	return Object.create(functions, { getNodeParameter: { value: getNodeParameter } }) as never;
}

function canBeWrong(value: unknown): value is object | boolean {
	return typeof value === 'boolean' || (typeof value === 'object' && value !== null);
}

/** `$now` and its like are objects, which n8n only makes texts of inside of other values. */
function dateText(value: object | boolean): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	const { toISO } = value as { toISO?: unknown };
	const text: unknown = typeof toISO === 'function' ? Reflect.apply(toISO, value, []) : undefined;
	return typeof text === 'string' ? text : undefined;
}

/** The field of a name, or of a path into a collection. */
function propertyAt(
	known: ReadonlyMap<string, INodeProperties>,
	path: string,
): INodeProperties | undefined {
	const [name = '', child, ...others] = path.split('.');
	const property = known.get(name);
	if (child === undefined || property?.type !== 'collection') {
		return child === undefined ? property : undefined;
	}
	return others.length > 0 ? undefined : optionsOf(property).find((one) => one.name === child);
}

function assertText(property: INodeProperties, value: unknown, position: EntryPosition): void {
	if (!canBeWrong(value)) return;
	if (property.type === 'string') {
		if (TAKE_ROWS.has(property.name)) return;
		const entries = Array.isArray(value) && TAKE_LISTS.has(property.name) ? value : [value];
		const wrong: unknown = entries.find(canBeWrong);
		if (canBeWrong(wrong)) throw noText(property, wrong, position);
	} else if (property.type === 'resourceLocator') {
		// What was read with 'extractValue' is no locator any more.
		const picked: unknown = 'mode' in Object(value) ? (value as { value?: unknown }).value : value;
		if (canBeWrong(picked)) throw noText(property, picked, position);
	} else if (property.type === 'collection') {
		assertTexts(optionsOf(property), value, position);
	} else if (property.type === 'fixedCollection') {
		for (const { name, values } of (property.options ?? []) as INodePropertyCollection[]) {
			// As JSON the entries stand alone.
			const given = Array.isArray(value) ? value : (value as Record<string, unknown>)[name];
			if (!Array.isArray(given)) assertTexts(values, given, position);
			else given.forEach((entry, index) => assertTexts(values, entry, [...position, index + 1]));
		}
	}
}

/**
 * The same for what is not read as a field, such as entries of JSON.
 *
 * @param position of the values among entries of entries, from 1.
 * @throws InvalidInput that names the field and the entry.
 */
export function assertTexts(
	properties: readonly INodeProperties[],
	values: unknown,
	position: EntryPosition,
): void {
	if (typeof values !== 'object' || values === null) return;
	const given = values as Record<string, unknown>;
	for (const property of properties) {
		if (Object.hasOwn(given, property.name)) assertText(property, given[property.name], position);
	}
}

function optionsOf({ options }: INodeProperties): INodeProperties[] {
	return (options ?? []) as INodeProperties[];
}

const ADVICE = {
	list: 'use one of its entries, or join them, such as {{ $json.tags.join(", ") }}',
	object: 'use a value inside of the object, such as {{ $json.customer.name }}',
	flag: 'use a value that is text, or write it with {{ $json.paid ? "Yes" : "No" }}',
} as const;

function noText(
	{ displayName }: INodeProperties,
	value: object | boolean,
	position: EntryPosition,
): InvalidInput {
	const [what, advice] =
		typeof value === 'boolean'
			? [String(value), ADVICE.flag]
			: Array.isArray(value)
				? ['a list', ADVICE.list]
				: ['an object', ADVICE.object];
	return new InvalidInput(
		`'${displayName}' is ${what}${inEntry(position)}, not text`,
		`In the expression of '${displayName}', ${advice}.`,
	);
}
