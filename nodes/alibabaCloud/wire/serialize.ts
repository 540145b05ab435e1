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
	const present = Object.entries(parameters).filter(([, value]) => (value ?? null) !== null);
	return Object.fromEntries(present.map(([name, value]) => [name, serializeValue(value)]));
}

/** One value; what is a text in JSON, such as a date, is that text without quotation marks. */
export function serializeValue(value: ApiValue): string {
	if (typeof value !== 'object') return String(value);
	const json = JSON.stringify(value);
	return json.startsWith('"') ? (JSON.parse(json) as string) : json;
}
