import type { INodeProperties } from 'n8n-workflow';

type Conditions = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

interface Place {
	readonly property: INodeProperties;
	/** A bit for each resource, and for each operation, that shows it; all for one that names none. */
	readonly resources: number;
	readonly operations: number;
	/** Names of the properties that decide whether it is shown. */
	readonly deciders: readonly string[];
	/** Later ones that some form shows below it. */
	readonly followers: Place[];
	/** How many of those before it are not placed yet. */
	waitsFor: number;
}

/**
 * The same properties, with those that decide about others before them where it changes no form: two
 * change places only when no form shows both. n8n searches for the deciders of each property from the
 * start of the list, and comes back later to a property that stands before them, for every workflow
 * with this node.
 */
export function decidingFirst(properties: readonly INodeProperties[]): INodeProperties[] {
	const places = placesOf(properties);
	const deciding = new Set(places.flatMap(({ deciders }) => deciders));
	const known = new Set<string>();
	const isDecided = ({ deciders }: Place): boolean => deciders.every((name) => known.has(name));
	const ordered: INodeProperties[] = [];
	const free = places.filter(({ waitsFor }) => waitsFor === 0);
	while (free.length > 0) {
		const decided = free.filter(isDecided);
		const next =
			decided.find(({ property }) => deciding.has(property.name)) ?? decided[0] ?? free[0];
		if (!next) break;
		free.splice(free.indexOf(next), 1);
		known.add(next.property.name);
		ordered.push(next.property);
		for (const follower of next.followers) {
			follower.waitsFor -= 1;
			if (follower.waitsFor === 0) free.push(follower);
		}
	}
	return ordered;
}

function placesOf(properties: readonly INodeProperties[]): Place[] {
	const names = new Set(properties.map(({ name }) => name));
	const places: Place[] = [];
	const [resourceBits, operationBits] = [createBits(), createBits()];
	for (const property of properties) {
		const { show = {}, hide = {} } = property.displayOptions ?? {};
		const deciders = [...Object.keys(show), ...Object.keys(hide)].filter((name) => names.has(name));
		const resources = show.resource ? resourceBits(show.resource) : ~0;
		const operations = show.operation ? operationBits(show.operation) : ~0;
		// Most pairs are of other resources or operations, and to compare each as a whole costs 30 ms.
		const before = places.filter(
			(place) =>
				(place.resources & resources) !== 0 &&
				(place.operations & operations) !== 0 &&
				mayMeet(place.property.displayOptions?.show ?? {}, show),
		);
		const shown = { resources, operations, waitsFor: before.length };
		const place = { ...shown, property, deciders, followers: [] };
		for (const { followers } of before) followers.push(place);
		places.push(place);
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
