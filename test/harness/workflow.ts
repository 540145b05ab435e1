import {
	Workflow,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type IWorkflowSettings,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { TestCredentials, type StoredCredentials } from './credentials';
import { packageTypes } from './packageTypes';
import { standIns } from './standIns';

/** The parts of an exported workflow file that running it needs. */
export interface WorkflowFile {
	readonly id?: string;
	readonly name?: string;
	readonly nodes: readonly object[];
	readonly connections: object;
	readonly settings?: object;
}

export interface WorkflowOptions {
	/** Fields of each credential by type name; nodes that need the type get it attached. */
	readonly credentials?: StoredCredentials;
	/** More node types, by full type name; they win over those of the package. */
	readonly nodeTypes?: Readonly<Record<string, INodeType>>;
	/** What earlier executions left, see `staticDataOf`. */
	readonly staticData?: IDataObject;
	/** Origin that web hook addresses start with. */
	readonly baseUrl?: string;
}

export interface LoadedWorkflow {
	readonly workflow: Workflow;
	readonly credentials: TestCredentials;
	readonly additionalData: IWorkflowExecuteAdditionalData;
}

function registry(types: Readonly<Record<string, INodeType>>): INodeTypes {
	const byName = (type: string): INodeType => {
		const found = types[type];
		if (found === undefined) throw new Error(`The harness has no node type ${type}`);
		return found;
	};
	return { getByName: byName, getByNameAndVersion: byName, getKnownTypes: () => ({}) };
}

function withCredentials(node: INode, types: INodeTypes, stored: StoredCredentials): INode {
	const wanted = types.getByNameAndVersion(node.type, node.typeVersion).description.credentials;
	const credentials = { ...node.credentials };
	for (const { name } of wanted ?? []) {
		if (stored[name] !== undefined) credentials[name] ??= { id: name, name };
	}
	return { ...node, credentials };
}

/** Builds n8n's own workflow object from a workflow file, with this package's node types. */
export async function loadWorkflow(
	file: WorkflowFile,
	options: WorkflowOptions = {},
): Promise<LoadedWorkflow> {
	const own = await packageTypes();
	const stored = options.credentials ?? {};
	const nodeTypes = registry({ ...standIns, ...own.nodes, ...options.nodeTypes });
	// n8n writes defaults into the nodes it is given; the file is often shared by several tests.
	const nodes = (structuredClone(file.nodes) as INode[])
		.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote')
		.map((node) => withCredentials(node, nodeTypes, stored));
	const workflow = new Workflow({
		id: file.id ?? 'test-workflow',
		name: file.name ?? 'Test workflow',
		nodes,
		connections: structuredClone(file.connections) as IConnections,
		active: true,
		nodeTypes,
		staticData: options.staticData ?? {},
		settings: { executionOrder: 'v1', ...(file.settings as IWorkflowSettings | undefined) },
	});
	const credentials = new TestCredentials(own.credentials, stored);
	return {
		workflow,
		credentials,
		additionalData: additionalData(credentials, options.baseUrl),
	};
}

/** The one node of a test that needs no more than a node. */
export interface SingleNode {
	/** Full type name, or the short name of one of the package's nodes such as `chatApp`. */
	readonly type: string;
	readonly parameters?: object;
	readonly name?: string;
	readonly typeVersion?: number;
	readonly webhookId?: string;
	/** What its **Settings** tab says, such as `onError`. */
	readonly settings?: Partial<
		Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries'>
	>;
}

/** A workflow file with that one node in it. */
export function singleNodeFile(node: SingleNode): WorkflowFile {
	const type = node.type.includes('.') ? node.type : `n8n-nodes-alibabacloud-chatapp.${node.type}`;
	return {
		nodes: [
			{
				id: 'node',
				name: node.name ?? 'Node',
				type,
				typeVersion: node.typeVersion ?? 1,
				position: [0, 0],
				parameters: node.parameters ?? {},
				...(node.webhookId === undefined ? {} : { webhookId: node.webhookId }),
				...node.settings,
			},
		],
		connections: {},
	};
}
