import type { IDataObject } from 'n8n-workflow';

import type { ActionParameter, ApiAction } from '../apiCatalog/notation';
import { assertExact, InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { isObject, jsonIn } from '../../alibabaCloud/wire/parseJson';
import { assertDepth } from '../runtime/fieldDepth';
import { serializeValue } from '../../alibabaCloud/wire/serialize';

/** What the user gave for one call. */
export interface GivenParameters {
	/** By field, as the mapper or the incoming item has them. */
	readonly mapped: Readonly<IDataObject>;
	/** The values are a whole incoming item, of which only what the action knows is meant. */
	readonly mayHaveMore: boolean;
	/** Free ones; they win over fields of the same name and are sent as they are. */
	readonly additional: Readonly<IDataObject>;
}

/** The parameters of a call, still to be put into their wire form. */
export type ActionValues = Record<string, IDataObject[string]>;

/**
 * Checks and converts what was given. Empty values are left out.
 *
 * @param action `undefined` for one that the API catalog does not have: then only the free parameters
 * count.
 * @param filledIn required parameters that the caller provides.
 * @throws InvalidInput that names every parameter that is missing, or the first that is wrong, such
 * as a number that lost its last digits before it came here.
 */
export function actionValues(
	actionName: string,
	action: ApiAction | undefined,
	{ mapped, mayHaveMore, additional }: GivenParameters,
	filledIn: readonly string[] = [],
): ActionValues {
	const known = new Map(action?.parameters.map((parameter) => [parameter.name, parameter]));
	const values: ActionValues = {};
	for (const [name, value] of Object.entries(mapped)) {
		const parameter = known.get(name);
		assertDepth(value, name);
		if (isEmpty(value) || (Object.hasOwn(additional, name) && !isEmpty(additional[name]))) continue;
		if (parameter) values[name] = converted(parameter, exact(name, value));
		else if (!mayHaveMore) throw unknownParameter(actionName, action, name);
	}
	const free = Object.entries(additional).filter(([, value]) => value !== null);
	for (const [name, value] of free) exact(name, value);
	const all: ActionValues = { ...values, ...Object.fromEntries(free) };
	const missing = [...known.values()]
		.filter(({ name, required }) => required && isEmpty(all[name]) && !filledIn.includes(name))
		.map(({ name }) => `'${name}'`);
	if (missing.length === 0) return all;
	throw new InvalidInput(
		`${actionName} needs a value for ${missing.join(', ')}`,
		"Fill it in under 'Parameters' or 'Additional Parameters (JSON)'. If it is an expression, check that the input item has the value.",
	);
}

function unknownParameter(
	actionName: string,
	action: ApiAction | undefined,
	name: string,
): InvalidInput {
	return action
		? new InvalidInput(
				`${actionName} has no parameter '${name}'`,
				"Refresh the list under 'Parameters', or enter a new parameter under 'Additional Parameters (JSON)'.",
			)
		: new InvalidInput(
				`${actionName} is not in the list, so '${name}' cannot be validated`,
				"Enter the parameters of this action under 'Additional Parameters (JSON)'.",
			);
}

/** The value, in which no number was rounded, however deep. */
function exact(name: string, value: IDataObject[string]): IDataObject[string] {
	assertExact(value, name);
	// A date of an expression writes itself.
	if (typeof value === 'object' && value !== null && !('toJSON' in value)) {
		for (const inner of Object.values(value)) exact(name, inner as IDataObject[string]);
	}
	return value;
}

function converted(parameter: ActionParameter, value: IDataObject[string]): IDataObject[string] {
	const result = CONVERSIONS[parameter.type](value);
	if (result === undefined) {
		throw new InvalidInput(
			`'${parameter.name}' is not ${EXPECTED[parameter.type].what}: ${shown(value)}`,
			EXPECTED[parameter.type].hint,
		);
	}
	checkAllowed(parameter, result);
	return result;
}

function checkAllowed({ name, allowed }: ActionParameter, value: IDataObject[string]): void {
	if (allowed === null) return;
	const wrong = [value].flat().find((entry) => !allowed.includes(String(entry)));
	if (wrong === undefined) return;
	throw new InvalidInput(
		`'${name}' cannot be ${shown(wrong)}`,
		`Use ${allowed.map((one) => `'${one}'`).join(', ')}. A newer value can be entered under 'Additional Parameters (JSON)'.`,
	);
}

type Conversion = (value: IDataObject[string]) => IDataObject[string] | undefined;

/** `undefined` when the value is not of the type. */
const CONVERSIONS: Readonly<Record<ActionParameter['type'], Conversion>> = Object.freeze({
	// Several texts of the service hold JSON, which is easier to give as an object.
	string: (value) => (typeof value === 'object' ? serializeValue(value) : String(value).trim()),
	// As text: an ID of 16 or more digits would change as a number.
	integer: (value) => numberText(value, /^-?\d+$/),
	number: (value) => numberText(value, /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i),
	boolean: (value) => BOOLEANS.get(String(value).trim().toLowerCase()),
	object: (value) => parsed(value, isObject),
	array: (value) => parsed(value, Array.isArray),
});

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
	['true', true],
	['false', false],
]);

const EXPECTED = Object.freeze({
	string: { what: 'text', hint: 'Enter text.' },
	integer: { what: 'a whole number', hint: 'Enter digits only.' },
	number: { what: 'a number', hint: 'Enter digits, with a period before decimals.' },
	boolean: { what: 'true or false', hint: "Use 'true' or 'false'." },
	object: { what: 'a JSON object', hint: 'Enter it as {"Name": "value"}.' },
	array: { what: 'a JSON array', hint: 'Enter it as ["one", "two"] or [{"Name": "value"}].' },
}) satisfies Readonly<Record<ActionParameter['type'], { what: string; hint: string }>>;

function numberText(value: IDataObject[string], pattern: RegExp): string | undefined {
	const text = String(value).trim();
	return pattern.test(text) ? text : undefined;
}

function parsed(
	value: IDataObject[string],
	isExpected: (json: unknown) => boolean,
): IDataObject[string] | undefined {
	const json = jsonIn(value);
	return isExpected(json) ? (json as IDataObject) : undefined;
}

function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** Enough of a value to recognize it. */
function shown(value: unknown): string {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
	return `'${text.length > 60 ? `${text.slice(0, 57)}...` : text}'`;
}
