import type {
	IDataObject,
	IHookFunctions,
	INode,
	INodeListSearchResult,
	INodeType,
	IWebhookData,
	IWebhookFunctions,
	ResourceMapperFields,
	WorkflowActivateMode,
} from 'n8n-workflow';

import './environment';
import 'reflect-metadata';

import { HookContext, LoadOptionsContext, WebhookContext } from 'n8n-core';

import {
	loadWorkflow,
	singleNodeFile,
	type LoadedWorkflow,
	type SingleNode,
	type WorkflowOptions,
} from './workflow';

/** One node in a workflow of its own, with the objects that n8n makes contexts from. */
export interface LoadedNode extends LoadedWorkflow {
	readonly node: INode;
	readonly nodeType: INodeType;
	/** What the node keeps between executions; the live object. */
	readonly staticData: IDataObject;
}

export async function loadNode(node: SingleNode, options?: WorkflowOptions): Promise<LoadedNode> {
	const loaded = await loadWorkflow(singleNodeFile(node), options);
	return nodeOf(loaded, node.name ?? 'Node');
}

/** Picks one node of a loaded workflow. */
export function nodeOf(loaded: LoadedWorkflow, name: string): LoadedNode {
	const { workflow } = loaded;
	const node = workflow.getNode(name);
	if (node === null) throw new Error(`The workflow has no node "${name}"`);
	return {
		...loaded,
		node,
		nodeType: workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion),
		staticData: workflow.getStaticData('node', node),
	};
}

/** Describes one web hook of a node to n8n's contexts; `name` as in the node's description. */
function webhookDataOf(loaded: LoadedNode, name = 'default', isTest = false): IWebhookData {
	const { node, nodeType, workflow, additionalData } = loaded;
	const webhookDescription = nodeType.description.webhooks?.find((hook) => hook.name === name);
	if (webhookDescription === undefined) throw new Error(`${node.type} has no web hook "${name}"`);
	return {
		httpMethod: 'POST',
		node: node.name,
		path: '',
		webhookDescription,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: additionalData,
		isTest,
	};
}

/**
 * The `this` of `checkExists`, `create` and `delete`:
 * `nodeType.webhookMethods.default.create.call(hookContext(loaded))`.
 */
export function hookContext(
	loaded: LoadedNode,
	activation: WorkflowActivateMode = 'activate',
): IHookFunctions {
	return new HookContext(
		loaded.workflow,
		loaded.node,
		loaded.additionalData,
		activation === 'manual' ? 'manual' : 'trigger',
		activation,
		webhookDataOf(loaded, 'default', activation === 'manual'),
	);
}

/** The `this` of `delete` at the end of a test: n8n calls it there as if it unpublished a workflow. */
export function testEndContext(loaded: LoadedNode): IHookFunctions {
	return new HookContext(
		loaded.workflow,
		loaded.node,
		loaded.additionalData,
		'internal',
		'update',
		webhookDataOf(loaded, 'default', true),
	);
}

/** The parts of an incoming request that a node may look at; the rest of Express is missing. */
export interface IncomingRequest {
	readonly method?: string;
	/** Lower-case names. */
	readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
	readonly query?: IDataObject;
	readonly params?: IDataObject;
	/** As n8n's body parser left it; default `{}`. */
	readonly body?: unknown;
	readonly rawBody?: Buffer;
}

/** The `this` of `webhook()`, for tests that need no server; `response` records what is written. */
export function webhookContext(
	loaded: LoadedNode,
	request: IncomingRequest,
	response?: object,
): IWebhookFunctions {
	const httpRequest = {
		method: 'POST',
		headers: {},
		query: {},
		params: {},
		body: {},
		rawBody: Buffer.from(request.body === undefined ? '' : JSON.stringify(request.body)),
		...request,
	};
	return new WebhookContext(
		loaded.workflow,
		loaded.node,
		{ ...loaded.additionalData, httpRequest, httpResponse: response },
		'webhook',
		webhookDataOf(loaded),
		[],
		null,
	);
}

function loadOptionsContext(loaded: LoadedNode, path: string): LoadOptionsContext {
	const additionalData = {
		...loaded.additionalData,
		currentNodeParameters: loaded.node.parameters,
	};
	return new LoadOptionsContext(loaded.workflow, loaded.node, additionalData, path);
}

function method<T>(loaded: LoadedNode, kind: 'listSearch' | 'resourceMapping', name: string): T {
	const found = loaded.nodeType.methods?.[kind]?.[name];
	if (found === undefined) throw new Error(`${loaded.node.type} has no ${kind} method "${name}"`);
	return found as T;
}

/** Fills a From List choice as the editor does, one page: `listSearch('searchTemplates', ...)`. */
export async function listSearch(
	node: SingleNode & { readonly parameters: object },
	name: string,
	query: { readonly filter?: string; readonly paginationToken?: string } = {},
	options?: WorkflowOptions,
): Promise<INodeListSearchResult> {
	const loaded = await loadNode(node, options);
	type Search = (
		this: LoadOptionsContext,
		filter?: string,
		token?: string,
	) => Promise<INodeListSearchResult>;
	const search = method<Search>(loaded, 'listSearch', name);
	const context = loadOptionsContext(loaded, 'parameters');
	return await search.call(context, query.filter, query.paginationToken);
}

/** One of the methods that the editor calls, without a filter, whatever kind it is. */
export async function editorMethod(
	node: SingleNode & { readonly parameters: object },
	kind: 'listSearch' | 'loadOptions' | 'resourceMapping',
	name: string,
	options?: WorkflowOptions,
): Promise<() => Promise<unknown>> {
	const loaded = await loadNode(node, options);
	type Method = (this: LoadOptionsContext) => Promise<unknown>;
	const found = loaded.nodeType.methods?.[kind]?.[name] as Method | undefined;
	if (found === undefined) throw new Error(`${node.type} has no ${kind} method "${name}"`);
	return async () => await found.call(loadOptionsContext(loaded, 'parameters'));
}

/** Asks for the fields of a resource mapper as the editor does. */
export async function resourceMapperFields(
	node: SingleNode & { readonly parameters: object },
	name: string,
	options?: WorkflowOptions,
): Promise<ResourceMapperFields> {
	const loaded = await loadNode(node, options);
	type Mapping = (this: LoadOptionsContext) => Promise<ResourceMapperFields>;
	const mapping = method<Mapping>(loaded, 'resourceMapping', name);
	return await mapping.call(loadOptionsContext(loaded, 'parameters'));
}
