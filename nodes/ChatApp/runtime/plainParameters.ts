import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { isObject } from '../../alibabaCloud/wire/parseJson';
import { fieldReader, UNREAD, type FieldReader } from './fieldExpressions';

/**
 * Options that hold a list for the whole run. They are left out of the options of an item: to
 * evaluate a long list for each item would take longer than to send. Stored in workflows.
 */
export const RUN_LISTS = ['skipRecipients'] as const;

/**
 * The part of a node's parameters that needs no evaluation: n8n builds a whole expression context
 * each time a parameter is read, also for fixed values, which costs more than the rest of an item.
 *
 * Fixed values are read once, and expressions that only look up fields of the item are read by
 * `fieldReader`. Everything else, and whatever does not lead to plain values, is left to n8n.
 *
 * @returns the functions as they were, but for a quicker `getNodeParameter`. Values that it returns
 * are shared between items and must not be changed.
 */
export function withPlainParameters(functions: IExecuteFunctions): IExecuteFunctions {
	const { parameters: stored } = functions.getNode();
	const parameters = withoutRunLists(stored);
	const items = functions.getInputData();
	const ways = new Map<string, Way>();
	const fixed = new Map<string, unknown>();

	const wayOf = (name: string): Way => {
		const known = ways.get(name);
		if (known) return known;
		const way = name in parameters ? wayOfValue(parameters[name]) : 'evaluated';
		ways.set(name, way);
		return way;
	};

	const getNodeParameter = (...request: unknown[]): unknown => {
		const [name, itemIndex, , options] = request as [string, number, unknown, object | undefined];
		const way = wayOf(name);
		if (typeof way === 'function' && !options) {
			const json = items[itemIndex]?.json;
			const found = json ? way(json) : UNREAD;
			if (found !== UNREAD) return found;
		}
		if (way === 'evaluated' && name === 'options' && parameters !== stored) {
			return evaluatedOneByOne(functions, parameters.options as IDataObject, itemIndex);
		}
		const key = way === 'fixed' ? name + keyOf(options) : null;
		if (key !== null && fixed.has(key)) return fixed.get(key);
		const value: unknown = Reflect.apply(functions.getNodeParameter, functions, request);
		if (key !== null) fixed.set(key, value);
		return value;
	};
	return Object.create(functions, { getNodeParameter: { value: getNodeParameter } }) as never;
}

/** The options of a call as text. Those of locators are read for each item. */
function keyOf(options: object | undefined): string {
	if (!options) return '';
	const names = Object.keys(options);
	const isExtracted =
		names.length === 1 && 'extractValue' in options && options.extractValue === true;
	return isExtracted ? ' extracted' : ` ${JSON.stringify(options)}`;
}

function withoutRunLists(parameters: INodeParameters): INodeParameters {
	const options = 'options' in parameters ? parameters.options : undefined;
	if (!isObject(options)) return parameters;
	const isList = (name: string): boolean => RUN_LISTS.some((list) => list === name);
	const names = Object.keys(options);
	if (!names.some(isList)) return parameters;
	const kept = names.filter((name) => !isList(name));
	return {
		...parameters,
		options: Object.fromEntries(
			kept.map((name) => [name, (options as INodeParameters)[name]]),
		) as INodeParameters,
	};
}

function evaluatedOneByOne(
	functions: IExecuteFunctions,
	options: IDataObject,
	itemIndex: number,
): IDataObject {
	return Object.fromEntries(
		Object.keys(options).map((name) => [
			name,
			functions.getNodeParameter(`options.${name}`, itemIndex, null) as IDataObject[string],
		]),
	);
}

/** How a value is read: once, from the fields of each item, or by n8n. */
type Way = 'fixed' | FieldReader | 'evaluated';

function wayOfValue(value: unknown): Way {
	if (typeof value === 'string') {
		return value.startsWith('=') ? (fieldReader(value) ?? 'evaluated') : 'fixed';
	}
	if (typeof value !== 'object' || value === null) return 'fixed';
	if (Array.isArray(value)) {
		return wayOfParts(
			value.map(() => ''),
			value,
			(filled) => filled.map(([, entry]) => entry),
		);
	}
	// n8n evaluates keys as well.
	if (Object.keys(value).some((key) => key.startsWith('='))) return 'evaluated';
	// Not by assignment: a variable of a template may be called `__proto__`.
	return wayOfParts(Object.keys(value), Object.values(value), Object.fromEntries);
}

type Filled = Array<[name: string, value: unknown]>;

/** Parts without expressions are the same for all items, however large: nothing is copied. */
function wayOfParts(
	names: readonly string[],
	values: readonly unknown[],
	assemble: (filled: Filled) => unknown,
): Way {
	const ways = values.map(wayOfValue);
	if (ways.includes('evaluated')) return 'evaluated';
	if (ways.every((way) => way === 'fixed')) return 'fixed';
	return (json: IDataObject) => {
		const filled: Filled = [];
		for (const [index, way] of ways.entries()) {
			const value = typeof way === 'function' ? way(json) : values[index];
			if (value === UNREAD) return UNREAD;
			filled.push([names[index] ?? '', value]);
		}
		return assemble(filled);
	};
}
