/**
 * Where the first difference is, in words; `null` when everything that is expected is there.
 * Fields that are not expected may be there as well; lists have to be of the same length.
 *
 * @param expected plain values; a pattern stands for texts that it matches
 */
export function differenceFrom(expected: unknown, actual: unknown, path = 'item'): string | null {
	if (expected instanceof RegExp) {
		const isSeen = typeof actual === 'string' && expected.test(actual);
		return isSeen ? null : `${path} is ${shown(actual)} instead of ${String(expected)}`;
	}
	if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) {
		return `${path} is ${shown(actual)} instead of a list of ${expected.length}`;
	}
	if (typeof expected !== 'object' || expected === null) {
		return Object.is(expected, actual)
			? null
			: `${path} is ${shown(actual)} instead of ${shown(expected)}`;
	}
	for (const [key, value] of Object.entries(expected)) {
		const found = (actual as Record<string, unknown> | null | undefined)?.[key];
		const difference = differenceFrom(value, found, `${path}.${key}`);
		if (difference !== null) return difference;
	}
	return null;
}

function shown(value: unknown): string {
	return (JSON.stringify(value) ?? 'absent').slice(0, 300);
}
