import type { INodeProperties } from 'n8n-workflow';

type Conditions = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

interface Place {
	readonly property: INodeProperties;
	/** A bit for each resource, and for each operation, that shows it; all for one that names none. */
	readonly resources: number;
	readonly operations: number;
	/** Earlier ones that some form shows above it. */
	readonly before: readonly Place[];
	placed: boolean;
}

/**
 * The same properties, with those that decide about most others first, as far as it changes no form:
 * two change places only when no form shows both. For every workflow with this node, n8n searches for
 * the deciders of each property from the start of the list, and comes back later to a property that
 * stands before them (`getParameterResolveOrder` of n8n-workflow).
 */
export function decidingFirst(properties: readonly INodeProperties[]): INodeProperties[] {
	const places = placesOf(properties);
	const ordered: INodeProperties[] = [];
	const put = (place: Place): void => {
		if (place.placed) return;
		place.placed = true;
		place.before.forEach(put);
		ordered.push(place.property);
	};
	// n8n finds a decider at the first property of its name, so that one counts.
	const firsts = new Map(places.map((place) => [place.property.name, place] as const).reverse());
	for (const name of decidersOf(properties)) {
		const first = firsts.get(name);
		if (first) put(first);
	}
	places.forEach(put);
	return ordered;
}

/** The names of the properties that decide about others, the one that decides about most first. */
function decidersOf(properties: readonly INodeProperties[]): string[] {
	const decided = new Map<string, number>();
	for (const { displayOptions: { show = {}, hide = {} } = {} } of properties) {
		for (const name of Object.keys({ ...show, ...hide })) {
			decided.set(name, (decided.get(name) ?? 0) + 1);
		}
	}
	return [...decided].sort(([, left], [, right]) => right - left).map(([name]) => name);
}

function placesOf(properties: readonly INodeProperties[]): Place[] {
	const places: Place[] = [];
	const [resourceBits, operationBits] = [createBits(), createBits()];
	for (const property of properties) {
		const { show = {} } = property.displayOptions ?? {};
		const resources = show.resource ? resourceBits(show.resource) : ~0;
		const operations = show.operation ? operationBits(show.operation) : ~0;
		// Most pairs are of other resources or operations, and to compare each as a whole costs 30 ms.
		const before = places.filter(
			(place) =>
				(place.resources & resources) !== 0 &&
				(place.operations & operations) !== 0 &&
				mayMeet(place.property.displayOptions?.show ?? {}, show),
		);
		places.push({ property, resources, operations, before, placed: false });
	}
	return places;
}

const BITS = 31;

/** A number for a list of values; those of two lists that share a value have a bit in common. */
function createBits(): (values: readonly unknown[]) => number {
	const known = new Map<unknown, number>();
	return (values) => {
		let all = 0;
		for (const value of values) {
			// With more values than bits some share one, and more pairs are compared as a whole.
			const bit = known.get(value) ?? 1 << known.size % BITS;
			known.set(value, bit);
			all |= bit;
		}
		return all;
	};
}

/** Whether some form shows both: no parameter has to have a value for one that hides the other. */
function mayMeet(left: Conditions, right: Conditions): boolean {
	for (const name in right) {
		const [values, others] = [right[name], left[name]];
		if (values && others && !values.some((value) => others.includes(value))) return false;
	}
	return true;
}
