import type { INodeProperties } from 'n8n-workflow';

import { disabledFor } from './definitions';
import type { Resource } from './operation';
import { mergeLists, type Shared } from './mergeLists';
import { noOptions } from './options';
import { withSharedOptions } from './sharedOptions';

/** A property, with the operations of one resource that show it, or none when all do. */
interface ShownProperty {
	readonly property: INodeProperties;
	readonly operation?: readonly string[];
}

/**
 * The properties of all operations, shown for their resource and operation. Equal ones appear once:
 * for several operations of a resource, and for several resources where that shows them in no other
 * operation, because n8n shows a property for every combination of the resources and operations that
 * it names. Each operation shows its own properties in its own order.
 */
export function sharedProperties(resources: readonly Resource[]): INodeProperties[] {
	const shared = mergeLists(
		resources.map((resource) => [resource.value, propertiesOf(resource)] as const),
		{ keyOf: ({ property }) => JSON.stringify(property), meet: meetingOf(resources) },
	);
	return shared.map(({ value: { property, operation }, lists }) => {
		const { show, ...others } = property.displayOptions ?? {};
		const shown = { resource: [...lists], ...(operation && { operation: [...operation] }) };
		return {
			...property,
			displayOptions: { ...others, show: { ...shown, ...show } },
			...disabledFor(property, [...lists]),
		};
	});
}

/** Equal properties of several resources, unless together they would be shown where neither is. */
function meetingOf(resources: readonly Resource[]) {
	const operationsOf = new Map(
		resources.map(({ value, operations }) => [value, operations.map((one) => one.value)]),
	);
	const all = (lists: readonly string[]): string[] => [
		...new Set(lists.flatMap((name) => operationsOf.get(name) ?? [])),
	];
	const adds = ({ value, lists }: Shared<ShownProperty>, operation: readonly string[]): boolean =>
		value.operation !== undefined &&
		all(lists).some((one) => operation.includes(one) && !value.operation?.includes(one));
	return (left: Shared<ShownProperty>, right: Shared<ShownProperty>) => {
		const [one, other] = [left.value.operation, right.value.operation];
		if (!one && !other) return { value: left.value, saved: left.key.length };
		const operation = [...new Set([...(one ?? all(left.lists)), ...(other ?? all(right.lists))])];
		if (adds(left, operation) || adds(right, operation)) return undefined;
		const saved = left.key.length + textOf(one) + textOf(other) - textOf(operation);
		return saved > 0 ? { value: { ...left.value, operation }, saved } : undefined;
	};
}

function textOf(operation: readonly string[] | undefined): number {
	return operation ? JSON.stringify(operation).length : 0;
}

function propertiesOf(resource: Resource): ShownProperty[] {
	const own = resource.operations.map(
		({ value, properties }) =>
			[value, properties.filter((property) => property !== noOptions)] as const,
	);
	const shared = mergeLists(withSharedOptions(own));
	return shared.map(({ value, lists }) =>
		lists.length === resource.operations.length
			? { property: value }
			: { property: value, operation: lists },
	);
}
