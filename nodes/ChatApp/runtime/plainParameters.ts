import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

/**
 * Options that hold a list for the whole run. They are left out of the options of an item: to
 * evaluate a long list for each item would take longer than to send. Stored in workflows.
 */
export const RUN_LISTS = ['skipRecipients'] as const;

/**
 * The part of a node's parameters that needs no evaluation: n8n builds a whole expression context
 * each time a parameter is read, also for fixed values, which costs more than the rest of an item.
 *
 * Fixed values are read once, and references to a field of the item, such as `{{ $json.phone }}`,
 * are looked up. Everything else, and whatever does not lead to a plain value, is left to n8n.
 *
 * @returns the functions as they were, but for a quicker `getNodeParameter`. Values that it returns
 * are shared between items and must not be changed.
 */
export function withPlainParameters(functions: IExecuteFunctions): IExecuteFunctions {
	const { parameters: stored } = functions.getNode();
	const parameters = withoutRunLists(stored);
	const items = functions.getInputData();
	const kinds = new Map<string, Kind>();
	const fixed = new Map<string, unknown>();

	const kindOf = (name: string): Kind => {
		const known = kinds.get(name);
		if (known) return known;
		const kind = name in parameters ? kindOfValue(parameters[name]) : 'evaluated';
		kinds.set(name, kind);
		return kind;
	};

	const getNodeParameter = (...request: unknown[]): unknown => {
		const [name, itemIndex, , options] = request as [string, number, unknown, object | undefined];
		const fromN8n = (): unknown => Reflect.apply(functions.getNodeParameter, functions, request);
		const kind = kindOf(name);
		if (kind === 'evaluated') {
			return name === 'options' && parameters !== stored
				? evaluatedOneByOne(functions, parameters.options as IDataObject, itemIndex)
				: fromN8n();
		}
		if (kind === 'fixed') {
			const key = options ? `${name} ${JSON.stringify(options)}` : name;
			if (!fixed.has(key)) fixed.set(key, fromN8n());
			return fixed.get(key);
		}
		const json = items[itemIndex]?.json;
		const found = json && !options ? lookUp(parameters[name], json) : NOT_PLAIN;
		return found === NOT_PLAIN ? fromN8n() : found;
	};
	return Object.create(functions, { getNodeParameter: { value: getNodeParameter } }) as never;
}

function withoutRunLists(parameters: INodeParameters): INodeParameters {
	const options = 'options' in parameters ? parameters.options : undefined;
	if (typeof options !== 'object' || options === null || Array.isArray(options)) return parameters;
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

/** Worst last: a value is of the worst kind of its parts. */
const KINDS = ['fixed', 'reference', 'evaluated'] as const;
type Kind = (typeof KINDS)[number];

/** Names alone: brackets, calls and other variables mean more than a lookup. */
const REFERENCE = /^=\{\{\s*\$json((?:\.[A-Za-z_][A-Za-z0-9_]*)+)\s*\}\}$/;

/** Names of objects' own machinery, which n8n forbids in expressions. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

const NOT_PLAIN = Symbol('not plain');

function kindOfValue(value: unknown): Kind {
	if (typeof value === 'string') {
		if (!value.startsWith('=')) return 'fixed';
		return REFERENCE.test(value) ? 'reference' : 'evaluated';
	}
	if (typeof value !== 'object' || value === null) return 'fixed';
	if (Array.isArray(value)) return worst(value.map(kindOfValue));
	// n8n evaluates keys as well.
	if (Object.keys(value).some((key) => key.startsWith('='))) return 'evaluated';
	return worst(Object.values(value).map(kindOfValue));
}

function worst(kinds: readonly Kind[]): Kind {
	return KINDS[Math.max(0, ...kinds.map((kind) => KINDS.indexOf(kind)))] ?? 'evaluated';
}

/** The value with its references filled in, or `NOT_PLAIN` when n8n has to decide. */
function lookUp(value: INodeParameters[string] | undefined, json: IDataObject): unknown {
	if (typeof value === 'string') {
		const path = REFERENCE.exec(value)?.[1];
		return path === undefined ? value : follow(json, path.slice(1).split('.'));
	}
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) {
		const entries = value.map((entry) => lookUp(entry as INodeParameters[string], json));
		return entries.includes(NOT_PLAIN) ? NOT_PLAIN : entries;
	}
	const filled = Object.entries(value).map(([key, entry]): [string, unknown] => [
		key,
		lookUp(entry as INodeParameters[string], json),
	]);
	// Not by assignment: a variable of a template may be called `__proto__`.
	return filled.some(([, found]) => found === NOT_PLAIN) ? NOT_PLAIN : Object.fromEntries(filled);
}

function follow(json: IDataObject, path: readonly string[]): unknown {
	let value: unknown = json;
	for (const name of path) {
		if (FORBIDDEN.has(name) || typeof value !== 'object' || value === null) return NOT_PLAIN;
		if (Array.isArray(value) || !Object.hasOwn(value, name)) return NOT_PLAIN;
		value = (value as IDataObject)[name];
	}
	return ['string', 'number', 'boolean'].includes(typeof value) ? value : NOT_PLAIN;
}
