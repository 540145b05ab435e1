import type { INodeProperties } from 'n8n-workflow';

import { mergeLists, type Named } from './mergeLists';

type Lists = ReadonlyArray<Named<INodeProperties>>;
type Collections = ReadonlyArray<readonly [operation: string, collection: INodeProperties]>;

/** Merged are collections that have at least this part of their text in common. */
const LEAST_IN_COMMON = 0.7;

/**
 * The properties of a resource's operations, in which collections that are nearly equal have become
 * equal: one holds the options of all its operations, and each option that not all have is shown for
 * its own. Send Template and Send Bulk share most of what can be set.
 */
export function withSharedOptions(operations: Lists): Lists {
	const groups = groupsOf(
		operations.flatMap(([operation, properties]) =>
			properties.flatMap((property) =>
				property.type === 'collection' ? [[operation, property] as const] : [],
			),
		),
	);
	const merged = new Map(
		groups.flatMap((group) => {
			const collection = mergedOf(group);
			return group.map(([, own]) => [own, collection] as const);
		}),
	);
	return operations.map(([operation, properties]) => [
		operation,
		properties.map((property) => merged.get(property) ?? property),
	]);
}

/** Those with more than one member; each member fits the first. */
function groupsOf(collections: Collections): Collections[] {
	const groups: Array<Array<Collections[number]>> = [];
	for (const entry of collections) {
		const group = groups.find(
			([first]) => first !== undefined && first[0] !== entry[0] && areAlike(first[1], entry[1]),
		);
		if (group) group.push(entry);
		else groups.push([entry]);
	}
	return groups.filter(({ length }) => length > 1);
}

function areAlike(left: INodeProperties, right: INodeProperties): boolean {
	if (frameOf(left) !== frameOf(right)) return false;
	const [a, b] = [textsOf(left), textsOf(right)];
	const lengthOf = (texts: readonly string[]): number => texts.join('').length;
	const common = lengthOf(a.filter((text) => b.includes(text)));
	return common >= LEAST_IN_COMMON * Math.max(lengthOf(a), lengthOf(b));
}

/** All but the options. */
function frameOf(collection: INodeProperties): string {
	return JSON.stringify({ ...collection, options: [] });
}

function textsOf(collection: INodeProperties): string[] {
	return optionsOf(collection).map((option) => JSON.stringify(option));
}

function optionsOf({ options }: INodeProperties): INodeProperties[] {
	return (options ?? []) as INodeProperties[];
}

function mergedOf(group: Collections): INodeProperties | undefined {
	const [first] = group;
	if (!first) return undefined;
	const options = mergeLists(
		group.map(([operation, collection]) => [operation, optionsOf(collection)] as const),
	);
	return {
		...first[1],
		options: options.map(({ value, lists }) =>
			lists.length === group.length ? value : shownFor(value, lists),
		),
	};
}

function shownFor(option: INodeProperties, operations: readonly string[]): INodeProperties {
	const { show, ...others } = option.displayOptions ?? {};
	return {
		...option,
		displayOptions: { ...others, show: { '/operation': [...operations], ...show } },
	};
}
