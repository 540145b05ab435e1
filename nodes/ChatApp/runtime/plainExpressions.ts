import type { INodeParameters, INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';

/**
 * A name that begins with `$`, as all of n8n's own do: `$json`, `$now`, `$('Sheet')`. Amounts such as
 * `$5` and the service's own `$(name)` are none.
 */
const N8N_NAME = /(?<![\p{L}\p{N}_$])\$(?:[A-Za-z_]|\(\s{0,20}['"`])/u;

/** Whether a text holds `{{ … }}` with one of n8n's names inside; `{{ name }}` is ordinary text. */
export function holdsExpression(text: string): boolean {
	for (let start = text.indexOf('{{'); start >= 0; ) {
		const end = text.indexOf('}}', start + 2);
		if (end < 0) return false;
		if (N8N_NAME.test(text.slice(start + 2, end))) return true;
		start = text.indexOf('{{', end + 2);
	}
	return false;
}

/**
 * Refuses a parameter that holds an expression as fixed text: a person would read the expression
 * itself. Only what is stored is looked at, since whatever an expression yields is data.
 *
 * @param properties those of the operation; what other operations left behind is not sent.
 * @param parameters as the node stores them.
 * @throws InvalidInput that names the field.
 */
export function assertNoPlainExpression(
	properties: readonly INodeProperties[],
	parameters: INodeParameters,
): void {
	const label = labelOfPlain(properties, parameters);
	if (label === null) return;
	throw new InvalidInput(
		`'${label}' contains an expression in plain text`,
		`Switch the field '${label}' to Expression, or remove the double braces. Otherwise recipients see them as text.`,
	);
}

type Fields = ReadonlyArray<INodeProperties | INodePropertyCollection>;

/** The label of the first field with an expression as text; `null` when there is none. */
function labelOfPlain(fields: Fields, stored: unknown): string | null {
	for (const [name, value] of entriesOf(stored)) {
		const known = fields.filter((field) => field.name === name);
		const label = labelIn(known, name, value);
		if (label !== null) return label;
	}
	return null;
}

function labelIn(known: Fields, name: string, value: unknown): string | null {
	const [field] = known;
	const label = field?.displayName ?? name;
	if (typeof value === 'string') return isPlain(value) ? label : null;
	if (field !== undefined && 'type' in field) {
		// The labels of the mapper's fields quote the template, and its list of fields is never sent.
		if (field.type === 'resourceMapper') {
			const isMapped = own(value, 'mappingMode') !== 'autoMapInputData';
			return isMapped ? labelOfPlain([], own(value, 'value')) : null;
		}
		if (field.type === 'resourceLocator') return labelIn(known, name, own(value, 'value'));
	}
	if (Array.isArray(value)) {
		return first(value.map((entry) => labelIn(known, name, entry)));
	}
	return labelOfPlain(known.flatMap(partsOf), value);
}

/** The fields within a collection, under any of its displays. */
function partsOf(field: Fields[number]): Fields {
	if ('values' in field) return field.values;
	return (field.options ?? []).filter(
		(option): option is INodeProperties | INodePropertyCollection =>
			'displayName' in option && ('type' in option || 'values' in option),
	);
}

function isPlain(value: string): boolean {
	return !value.startsWith('=') && holdsExpression(value);
}

function entriesOf(stored: unknown): Array<[string, unknown]> {
	return typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
}

function own(stored: unknown, name: string): unknown {
	return entriesOf(stored).find(([key]) => key === name)?.[1];
}

function first(labels: ReadonlyArray<string | null>): string | null {
	return labels.find((label) => label !== null) ?? null;
}
