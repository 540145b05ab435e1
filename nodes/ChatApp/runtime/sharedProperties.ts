import type { INodeProperties } from 'n8n-workflow';

import { disabledFor } from './definitions';
import type { Resource } from './operation';
import { mergeLists } from './mergeLists';
import { noOptions } from './options';
import { withSharedOptions } from './sharedOptions';

/** A property, with the operations of one resource that show it, or none when all do. */
interface ShownProperty {
	readonly property: INodeProperties;
	readonly operation?: readonly string[];
}

/**
 * The properties of all operations, shown for their resource and operation. Equal ones appear once:
 * for several operations of a resource, and for several resources where the operations are the same
 * or all in each, because n8n shows a property for every combination of the resources and operations
 * that it names. Each operation shows its own properties in its own order.
 */
export function sharedProperties(resources: readonly Resource[]): INodeProperties[] {
	const shared = mergeLists(
		resources.map((resource) => [resource.value, propertiesOf(resource)] as const),
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
