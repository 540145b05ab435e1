/** One place in a content that a path leads to. */
export interface Place {
	readonly value: unknown;
	/** Position in each list on the way, from 1; empty when there is no list. */
	readonly position: readonly number[];
}

const STEP = /^(.*?)(\[\]|\?)?$/;

/**
 * Everything that a path leads to: names joined by dots, `[]` for each entry of a list, as in
 * `action.buttons[].reply.title`. A list that is missing has no entries; a name that is missing
 * leads to `undefined`, or nowhere if `?` follows it.
 */
export function placesAt(content: unknown, path: string): Place[] {
	let places: Place[] = [{ value: content, position: [] }];
	for (const step of path === '' ? [] : path.split('.')) {
		const [, name = '', mark = ''] = STEP.exec(step) ?? [];
		places = places
			.map(({ value, position }) => ({ value: name ? valueOf(value, name) : value, position }))
			.filter(({ value }) => mark !== '?' || value !== undefined)
			.flatMap((place) => (mark === '[]' ? entriesOf(place) : [place]));
	}
	return places;
}

function entriesOf({ value, position }: Place): Place[] {
	const entries: readonly unknown[] = Array.isArray(value) ? value : [];
	return entries.map((entry, index) => ({ value: entry, position: [...position, index + 1] }));
}

function valueOf(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
		? (value as Readonly<Record<string, unknown>>)[name]
		: undefined;
}
