/** What a parameter of an action may be given as. */
export type ApiValue = string | number | boolean | null | undefined | object;

/**
 * Turns parameters into their wire form: lists and objects travel as one JSON string, booleans as
 * `true` and `false`, absent values (`null`, `undefined`) not at all. An empty string is a value.
 *
 * Source: `@alicloud/cams20200606`, whose requests serialize the same parameters in the same way.
 */
export function serialize(
	parameters: Readonly<Record<string, ApiValue>> = {},
): Record<string, string> {
	return Object.fromEntries(serializePairs(parameters));
}

/** The same as names and values in order, for a form. */
export function serializePairs(
	parameters: Readonly<Record<string, ApiValue>> = {},
): Array<[string, string]> {
	const pairs: Array<[string, string]> = [];
	for (const name of Object.keys(parameters)) {
		const value = parameters[name];
		if (value !== undefined && value !== null) pairs.push([name, serializeValue(value)]);
	}
	return pairs;
}

/** One value; what is a text in JSON, such as a date, is that text without quotation marks. */
export function serializeValue(value: ApiValue): string {
	if (typeof value !== 'object') return String(value);
	const json = JSON.stringify(value);
	return json.startsWith('"') ? (JSON.parse(json) as string) : json;
}
