import type {
	IDataObject,
	IExecuteData,
	INodeExecutionData,
	IRunExecutionData,
	IWebhookResponseData,
} from 'n8n-workflow';

import './environment';
import 'reflect-metadata';

import { WebhookContext } from 'n8n-core';

import type { IncomingRequest } from './contexts';
import { resumeLoaded, startLoaded, type RunOptions, type WorkflowRun } from './runWorkflow';
import { loadWorkflow, type LoadedWorkflow, type WorkflowFile } from './workflow';

/** An execution that waits, as n8n stores it. */
export interface WaitingRun extends WorkflowRun {
	/** The entry that n8n continues with; its node is the one that waits. */
	readonly entry: IExecuteData;
	/** What n8n stores of the execution; a copy, as from its database. */
	stored(): IRunExecutionData;
	/** Calls the webhook of the node that waits, as n8n does after it checked the signature. */
	call(request: IncomingRequest): Promise<IWebhookResponseData>;
	/** Goes on with what a webhook gave. */
	resume(outputs: INodeExecutionData[][]): Promise<WorkflowRun>;
	/** The same for a run that then waits again. */
	resumeUntilWaiting(outputs: INodeExecutionData[][]): Promise<WaitingRun>;
	/** Goes on as when the time of the wait is over. */
	timeOut(): Promise<WorkflowRun>;
}

/**
 * Runs a workflow until it waits.
 *
 * @throws {Error} when it does not wait; the error of the run if it has one.
 */
export async function runUntilWaiting(
	file: WorkflowFile,
	options: RunOptions = {},
): Promise<WaitingRun> {
	const loaded = await loadWorkflow(file, options);
	return waitingRun(loaded, await startLoaded(loaded, options));
}

function waitingRun(loaded: LoadedWorkflow, run: WorkflowRun): WaitingRun {
	if (run.status !== 'waiting') {
		throw run.error ?? new Error(`The run is not waiting but has the status ${run.status}`);
	}
	const stored = (): IRunExecutionData => structuredClone(run.run.data);
	const resume = async (outputs: INodeExecutionData[][]): Promise<WorkflowRun> => {
		const data = stored();
		const [first] = data.executionData?.nodeExecutionStack ?? [];
		if (first) first.data.main = outputs;
		return await resumeLoaded(loaded, data);
	};
	const [entry] = run.run.data.executionData?.nodeExecutionStack ?? [];
	if (entry === undefined) throw new Error('The run that waits has no stack');
	return {
		...run,
		entry,
		stored,
		async call(request) {
			const httpRequest = {
				method: 'POST',
				headers: {},
				query: {},
				params: {},
				body: {},
				...request,
			};
			const node = loaded.workflow.getNode(entry.node.name);
			const type = loaded.workflow.nodeTypes.getByNameAndVersion(entry.node.type);
			const webhookDescription = type.description.webhooks?.find(
				({ httpMethod }) => httpMethod === httpRequest.method,
			);
			if (node === null || webhookDescription === undefined) throw new Error('No such webhook');
			const data = stored();
			data.waitTill = undefined;
			const context = new WebhookContext(
				loaded.workflow,
				node,
				{ ...loaded.additionalData, httpRequest, httpResponse: {} } as never,
				'webhook',
				{
					...{ httpMethod: 'POST', node: node.name, path: node.id, webhookDescription },
					...{ workflowId: loaded.workflow.id, isTest: false },
					workflowExecuteAdditionalData: loaded.additionalData,
				},
				[],
				data,
			);
			return (await type.webhook?.call(context)) ?? {};
		},
		resume,
		resumeUntilWaiting: async (outputs) => waitingRun(loaded, await resume(outputs)),
		timeOut: async () => await resumeLoaded(loaded, stored()),
	};
}

/** What a webhook of a waiting node answers, apart from the items that go on. */
export function answerOf(response: IWebhookResponseData): IDataObject {
	return response.webhookResponse as IDataObject;
}
