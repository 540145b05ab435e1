import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

type Conditions = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

/** Texts for people; a saved workflow holds none of them. */
const NOT_STORED = new Set(['notice', 'callout', 'button']);
const CHOICES = ['resource', 'operation'];

/**
 * What workflows store of a node or credential, a line each: the operation, the name of the parameter
 * with those that it lies in, its type, its default, and the values it can have. A parameter that exists
 * in several forms has a line for each form that differs.
 */
export function storedNames(properties: readonly INodeProperties[]): string[] {
	const lines = operationsOf(properties).flatMap(({ name, chosen }) =>
		decided(properties.filter((property) => isOf(property, chosen, '')))
			.flatMap((property) => linesOf(property, [], chosen))
			.map((line) => (name ? `${name} ${line}` : line)),
	);
	return [...new Set(lines)].sort();
}

/** The fields of the output schemas beside a node, a line each, with all types that a field can have. */
export function outputFields(folder: string): string[] {
	const schemas = join(folder, '__schema__');
	if (!existsSync(schemas)) return [];
	const lines = readdirSync(schemas, { encoding: 'utf8', recursive: true })
		.filter((file) => file.endsWith('.json'))
		.flatMap((file) => {
			const resource = basename(dirname(file));
			const operation = basename(file, '.json');
			const name = operation === 'output' ? 'item' : `${resource}.${operation} item`;
			return fieldsOf(JSON.parse(readFileSync(join(schemas, file), 'utf8')) as Schema, []).map(
				(line) => `${name} ${line}`,
			);
		});
	return [...new Set(lines)].sort();
}

interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

function fieldsOf({ type, properties = {}, items }: Schema, path: readonly string[]): string[] {
	const own = path.length > 0 ? [`${path.join('.')}: ${[type ?? 'any'].flat().join(' or ')}`] : [];
	return [
		...own,
		...Object.entries(properties).flatMap(([name, field]) => fieldsOf(field, [...path, name])),
		...(items ? fieldsOf(items, [...path.slice(0, -1), `${path.at(-1) ?? ''}[]`]) : []),
	];
}

interface Chosen {
	readonly name: string;
	readonly chosen: Readonly<Record<string, string>>;
}

/** Every operation, or one nameless one for what has none. */
function operationsOf(properties: readonly INodeProperties[]): Chosen[] {
	const resources = valuesOf(properties.find(({ name }) => name === 'resource'));
	const operations = resources.flatMap((resource) =>
		properties
			.filter((property) => property.name === 'operation' && isOf(property, { resource }, ''))
			.flatMap(valuesOf)
			.map((operation) => ({
				name: `${resource}.${operation}`,
				chosen: { resource, operation },
			})),
	);
	return operations.length > 0 ? operations : [{ name: '', chosen: {} }];
}

/** Whether an operation has the property; what else it depends on is no matter here. */
function isOf(
	{ displayOptions }: Pick<INodeProperties, 'displayOptions'>,
	chosen: Chosen['chosen'],
	prefix: '' | '/',
): boolean {
	const show: Conditions = displayOptions?.show ?? {};
	return CHOICES.every((name) => {
		const value = chosen[name];
		const wanted = show[`${prefix}${name}`];
		return value === undefined || wanted === undefined || wanted.includes(value);
	});
}

/** Without those that wait for the value of a parameter which the operation does not have. */
function decided(properties: readonly INodeProperties[]): INodeProperties[] {
	const names = new Set(properties.map(({ name }) => name));
	return properties.filter(({ displayOptions: { show = {} } = {} }) =>
		Object.keys(show).every((name) => name.startsWith('@') || names.has(name)),
	);
}

function linesOf(
	property: INodeProperties,
	path: readonly string[],
	chosen: Chosen['chosen'],
): string[] {
	if (NOT_STORED.has(property.type) || CHOICES.includes(property.name)) return [];
	const own = [...path, property.name];
	const values = valuesOf(property);
	const modes = (property.modes ?? []).map(({ name }) => name).sort();
	const line = [
		`${own.join('.')}: ${property.type} = ${JSON.stringify(property.default)}`,
		...(values.length > 0 ? [`of ${[...values].sort().join(', ')}`] : []),
		...(modes.length > 0 ? [`by ${modes.join(', ')}`] : []),
	].join(' ');
	return [line, ...innerOf(property).flatMap((inner) => inner(own, chosen))];
}

type Inner = (path: readonly string[], chosen: Chosen['chosen']) => string[];

/** Options of a collection, and the fields of each group of a fixed collection. */
function innerOf({ type, options = [] }: INodeProperties): Inner[] {
	if (type === 'collection') {
		return (options as INodeProperties[]).map(
			(option): Inner =>
				(path, chosen) =>
					isOf(option, chosen, '/') ? linesOf(option, path, chosen) : [],
		);
	}
	if (type === 'fixedCollection') {
		return (options as INodePropertyCollection[]).map(
			({ name, values }): Inner =>
				(path, chosen) =>
					values.flatMap((value) => linesOf(value, [...path, name], chosen)),
		);
	}
	return [];
}

function valuesOf(property: INodeProperties | undefined): string[] {
	if (property?.type !== 'options' && property?.type !== 'multiOptions') return [];
	return ((property.options ?? []) as INodePropertyOptions[]).map(({ value }) => String(value));
}
