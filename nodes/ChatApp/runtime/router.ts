import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation, Resource } from './operation';

/** Finds operations by the values that workflows store. */
export class Router {
	private readonly operations: ReadonlyMap<string, Operation>;

	constructor(readonly resources: readonly Resource[]) {
		this.operations = new Map(
			resources.flatMap((resource) =>
				resource.operations.map(
					(operation) => [`${resource.value}.${operation.value}`, operation] as const,
				),
			),
		);
	}

	/** `undefined` when a workflow stores a combination this version does not have. */
	find(resource: string, operation: string): Operation | undefined {
		return this.operations.get(`${resource}.${operation}`);
	}

	/** The node's properties: resource, one operation list a resource, then every operation's own. */
	properties(): INodeProperties[] {
		return [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: byName(this.resources.map(({ name, value }) => ({ name, value }))),
				default: 'message',
			},
			...this.resources.map(operationList),
			...this.resources.flatMap((resource) =>
				resource.operations.flatMap((operation) =>
					operation.properties.map((property) => shownFor(property, resource, operation)),
				),
			),
		];
	}
}

function operationList(resource: Resource): INodeProperties {
	const list: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: byName(
			resource.operations.map(({ name, value, action, description }) => ({
				name,
				value,
				action,
				description,
			})),
		),
		default: '',
	};
	return { ...list, default: resource.operations[0]?.value ?? '' };
}

function shownFor(
	property: INodeProperties,
	resource: Resource,
	operation: Operation,
): INodeProperties {
	const { show, ...others } = property.displayOptions ?? {};
	return {
		...property,
		displayOptions: {
			...others,
			show: { resource: [resource.value], operation: [operation.value], ...show },
		},
	};
}

function byName(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return [...options].sort((a, b) => a.name.localeCompare(b.name));
}
