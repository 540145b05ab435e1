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
	const serialized: Record<string, string> = {};
	for (const [name, value] of Object.entries(parameters)) {
		if (value !== undefined && value !== null) serialized[name] = serializeValue(value);
	}
	return serialized;
}

function serializeValue(value: ApiValue): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
