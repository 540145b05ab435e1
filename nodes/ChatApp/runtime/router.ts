import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { alphabetical } from '../../alibabaCloud/lists/alphabetical';
import { decidingFirst } from './decidingFirst';
import type { Operation, Resource } from './operation';
import { noOptions, runSettings } from './options';
import { sharedProperties } from './sharedProperties';

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
				options: byName(
					this.resources.map(({ name, value, description }) => ({ name, value, description })),
				),
				default: 'message',
			},
			...this.resources.map(operationList),
			// Before the collections of this name, which replace what it stores.
			noOptions,
			...decidingFirst(sharedProperties(this.resources)),
			...runSettings,
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
			resource.operations.map(({ name, value, action, description, builderHint }) => ({
				name,
				value,
				action,
				description,
				...(builderHint && { builderHint: { propertyHint: builderHint } }),
			})),
		),
		default: '',
	};
	return { ...list, default: resource.operations[0]?.value ?? '' };
}

function byName(options: INodePropertyOptions[]): INodePropertyOptions[] {
	return alphabetical(options, ({ name }) => name);
}
