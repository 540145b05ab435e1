/**
 * Turns nested parameters into the flat names of Alibaba Cloud's RPC style: lists become
 * `Name.1`, `Name.2`, objects `Name.Key`. Absent values (`null`, `undefined`) are left out.
 *
 * Source: https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function flatten(parameters: object): Array<[string, string]> {
	return Object.entries(parameters).flatMap(([name, value]) => flattenValue(name, value));
}

function flattenValue(name: string, value: unknown): Array<[string, string]> {
	if (value === undefined || value === null) return [];
	if (value instanceof Date) return [[name, value.toISOString()]];
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) => flattenValue(`${name}.${index + 1}`, entry));
	}
	if (typeof value === 'object') {
		return Object.entries(value).flatMap(([key, entry]) => flattenValue(`${name}.${key}`, entry));
	}
	return [[name, String(value)]];
}
