import {
	createRunExecutionData,
	type ExecutionError,
	type ExecutionStatus,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import './environment';
import 'reflect-metadata';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';

import {
	loadWorkflow,
	singleNodeFile,
	type LoadedWorkflow,
	type SingleNode,
	type WorkflowFile,
	type WorkflowOptions,
} from './workflow';

export interface RunOptions extends WorkflowOptions {
	/** What the first node gets; default is one empty item. */
	readonly input?: ReadonlyArray<IDataObject | INodeExecutionData>;
	/** What a trigger with several outputs hands over; wins over `input`. */
	readonly outputs?: INodeExecutionData[][];
	/** Name of the node to start at; default is the only node without an input. */
	readonly startAt?: string;
	/** Default `trigger`, a production execution; `manual` is the editor's test run. */
	readonly mode?: WorkflowExecuteMode;
}

export interface WorkflowRun {
	readonly status: ExecutionStatus;
	/** The error that ended the run: a plain copy as n8n stores it, so test `name`, not the class. */
	readonly error: ExecutionError | undefined;
	/** Whether the node ran at all. */
	ran(nodeName: string): boolean;
	/** The items a node gave on one of its outputs, all of its runs together. */
	itemsOf(nodeName: string, output?: number): INodeExecutionData[];
	/** The same, only the `json` of each item. */
	jsonOf(nodeName: string, output?: number): IDataObject[];
	/** The error of one node, also where the workflow went on. */
	errorOf(nodeName: string): ExecutionError | undefined;
	/** n8n's own record of the run. */
	readonly run: IRun;
}

function startNode(workflow: Workflow, name: string | undefined): INode {
	if (name !== undefined) {
		const node = workflow.getNode(name);
		if (node === null) throw new Error(`The workflow has no node "${name}"`);
		return node;
	}
	const first = Object.values(workflow.nodes).filter(
		(node) => node.disabled !== true && !(node.name in workflow.connectionsByDestinationNode),
	);
	const [node] = first;
	if (node === undefined || first.length > 1) {
		throw new Error(`Say with startAt where to start: ${first.map((n) => n.name).join(', ')}`);
	}
	return node;
}

const isItem = (value: IDataObject | INodeExecutionData): value is INodeExecutionData =>
	typeof value.json === 'object' && value.json !== null;

function readRun(run: IRun): WorkflowRun {
	const { runData, error } = run.data.resultData;
	const itemsOf = (nodeName: string, output = 0): INodeExecutionData[] =>
		(runData[nodeName] ?? []).flatMap((task) => task.data?.main?.[output] ?? []);
	return {
		status: run.status,
		error,
		ran: (nodeName) => runData[nodeName] !== undefined,
		itemsOf,
		jsonOf: (nodeName, output) => itemsOf(nodeName, output).map(({ json }) => json),
		errorOf: (nodeName) => runData[nodeName]?.find((task) => task.error)?.error,
		run,
	};
}

/** Runs a loaded workflow from one node with the data of a trigger, as n8n's worker does. */
export async function runLoaded(
	loaded: LoadedWorkflow,
	node: INode,
	outputs: INodeExecutionData[][],
	mode: WorkflowExecuteMode = 'trigger',
): Promise<WorkflowRun> {
	const data = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node, data: { main: outputs }, source: null }],
		},
	});
	return await resumeLoaded(loaded, data, mode);
}

/** Goes on with an execution by what n8n stored of it. */
export async function resumeLoaded(
	{ workflow, additionalData }: LoadedWorkflow,
	data: IRunExecutionData,
	mode: WorkflowExecuteMode = 'trigger',
): Promise<WorkflowRun> {
	const workflowData: IWorkflowBase = {
		id: workflow.id,
		name: workflow.name ?? '',
		active: true,
		activeVersionId: null,
		isArchived: false,
		nodes: Object.values(workflow.nodes),
		connections: workflow.connectionsBySourceNode,
		createdAt: new Date(),
		updatedAt: new Date(),
	};
	const hooks = new ExecutionLifecycleHooks(mode, additionalData.executionId ?? '1', workflowData);
	const execution = new WorkflowExecute({ ...additionalData, hooks }, mode, data);
	return readRun(await execution.processRunExecutionData(workflow));
}

/**
 * Runs a workflow file through n8n-core with real HTTP.
 *
 * A failing node does not reject: read `status` and `error`.
 *
 * @throws {Error} when the workflow cannot be run at all: an unknown node type, a required
 * parameter left empty (n8n's WorkflowHasIssuesError), or no clear node to start at.
 */
export async function runWorkflow(
	file: WorkflowFile,
	options: RunOptions = {},
): Promise<WorkflowRun> {
	return await startLoaded(await loadWorkflow(file, options), options);
}

/** Runs a loaded workflow with the data of its options. */
export async function startLoaded(
	loaded: LoadedWorkflow,
	options: RunOptions,
): Promise<WorkflowRun> {
	const items = (options.input ?? [{}]).map(
		(value): INodeExecutionData => (isItem(value) ? value : { json: value as IDataObject }),
	);
	const node = startNode(loaded.workflow, options.startAt);
	return await runLoaded(loaded, node, options.outputs ?? [items], options.mode);
}

/** Runs one action node alone, on the items given as `input`; read its items with `jsonOf('Node')`. */
export async function runNode(node: SingleNode, options: RunOptions = {}): Promise<WorkflowRun> {
	return await runWorkflow(singleNodeFile(node), options);
}
