import type { IDataObject, INode, INodeExecutionData, IWebhookDescription } from 'n8n-workflow';

import { hookContext, nodeOf, webhookContext, type LoadedNode } from './contexts';
import { publish, unpublish } from './publishing';
import { runLoaded, type WorkflowRun } from './runWorkflow';
import { startLoaded, type RunningTrigger } from './trigger';
import { startWebhookServer, type WebhookCall, type WebhookReply } from './webhookServer';
import { loadWorkflow, type WorkflowFile, type WorkflowOptions } from './workflow';

export interface ActiveWorkflow {
	/** Every execution that ended so far. */
	readonly runs: readonly WorkflowRun[];
	/** The next execution that was not handed out yet, once it ended. */
	nextRun(timeoutMs?: number): Promise<WorkflowRun>;
	/** Production address of the web hook of a node. */
	webhookUrl(nodeName: string): string;
	/** Errors that a trigger reported with `emitError`. */
	readonly triggerErrors: readonly Error[];
	staticDataOf(nodeName: string): IDataObject;
	/** Stops triggers, removes web hooks where the service knows them, closes the server. */
	deactivate(): Promise<void>;
}

export interface ActivationOptions extends Omit<WorkflowOptions, 'baseUrl'> {
	/** Whether n8n cannot start the next run of a web hook, as without its database or Redis. */
	readonly refusesStart?: () => boolean | Promise<boolean>;
}

interface RegisteredHook {
	readonly node: LoadedNode;
	readonly description: IWebhookDescription;
	readonly method: string;
	readonly url: string;
}

/** The web hooks of a node. As n8n does, it leaves out one whose method comes out empty. */
function hooksOf(node: LoadedNode): RegisteredHook[] {
	const { webhooks = [] } = node.nodeType.description;
	const evaluated = (value: unknown): string =>
		String(
			node.workflow.expression.getSimpleParameterValue(node.node, value as string, 'internal', {}),
		);
	const main = webhooks.find(({ name }) => name === 'default');
	const mainUrl = hookContext(node).getNodeWebhookUrl('default');
	if (main === undefined) return [];
	if (mainUrl === undefined) throw new Error(`${node.node.name} has no web hook address`);
	const base = mainUrl.slice(0, mainUrl.length - evaluated(main.path).length);
	return webhooks.flatMap((description) => {
		const method = evaluated(description.httpMethod);
		const url = base + evaluated(description.path);
		return method === '' ? [] : [{ node, description, method, url }];
	});
}

class Runs {
	readonly ended: WorkflowRun[] = [];
	private handedOut = 0;
	private readonly waiting: Array<(run: WorkflowRun) => void> = [];

	add(run: WorkflowRun): void {
		this.ended.push(run);
		const receiver = this.waiting.shift();
		if (receiver === undefined) return;
		this.handedOut++;
		receiver(run);
	}

	async next(timeoutMs: number): Promise<WorkflowRun> {
		const ready = this.ended[this.handedOut];
		if (ready) {
			this.handedOut++;
			return ready;
		}
		return await new Promise<WorkflowRun>((resolve, reject) => {
			const receiver = (run: WorkflowRun): void => {
				clearTimeout(timer);
				resolve(run);
			};
			const timer = setTimeout(() => {
				this.waiting.splice(this.waiting.indexOf(receiver), 1);
				reject(new Error(`No execution ended within ${timeoutMs} ms`));
			}, timeoutMs);
			this.waiting.push(receiver);
		});
	}
}

/**
 * Activates a workflow file as publishing it in n8n does: registers web hooks at the service,
 * starts triggers, and runs the workflow for every call and every emission. Web hook addresses
 * point at a server of this call on loopback, so that a service can push to it.
 *
 * `deactivate` must be called before the test ends.
 *
 * @throws what a node throws while it is activated
 */
export async function activateWorkflow(
	file: WorkflowFile,
	{ refusesStart = () => false, ...options }: ActivationOptions = {},
): Promise<ActiveWorkflow> {
	const runs = new Runs();
	const hooks: RegisteredHook[] = [];
	const triggers: RunningTrigger[] = [];
	const running = new Set<Promise<unknown>>();

	const server = await startWebhookServer(async (call) => await onCall(call));
	const loaded = await loadWorkflow(file, { ...options, baseUrl: server.baseUrl });

	async function run(node: INode, outputs: INodeExecutionData[][]): Promise<WorkflowRun> {
		const ended = runLoaded(loaded, node, outputs, node.webhookId ? 'webhook' : 'trigger');
		running.add(ended);
		try {
			const result = await ended;
			runs.add(result);
			return result;
		} finally {
			running.delete(ended);
		}
	}

	async function onCall(call: WebhookCall): Promise<WebhookReply | undefined> {
		const hook = hooks.find(
			({ method, url }) =>
				method === call.method &&
				decodeURIComponent(new URL(url).pathname) === `/webhook/${call.path}`,
		);
		if (hook?.node.nodeType.webhook === undefined) return undefined;
		const context = webhookContext(hook.node, call.request, call.response);
		const result = await hook.node.nodeType.webhook.call(context);
		const isRefused = result.workflowData !== undefined && (await refusesStart());
		if (isRefused) throw new Error('The run could not be started');
		if (result.workflowData) void run(hook.node.node, result.workflowData);
		const { description } = hook;
		// n8n takes this word as the answer itself unless the description says something else.
		const onReceived = description.responseData ?? 'firstEntryJson';
		return { result, onReceived, responseCode: Number(description.responseCode ?? 200) };
	}

	async function start(node: LoadedNode): Promise<void> {
		const found = node.nodeType.webhook === undefined ? [] : hooksOf(node);
		if (found.length > 0) {
			for (const hook of found) {
				if (hooks.some(({ method, url }) => method === hook.method && url === hook.url)) {
					throw new Error(`There is a conflict with one of the webhooks: ${hook.url}`);
				}
				hooks.push(hook);
			}
			await publish(node);
		}
		if (node.nodeType.trigger !== undefined) {
			const trigger = await startLoaded(node, {
				onEmit: (emission) => {
					void run(node.node, emission.outputs).then((ended) => emission.finish(ended.run));
				},
			});
			triggers.push(trigger);
		}
	}

	async function deactivate(): Promise<void> {
		for (const trigger of triggers.splice(0)) await trigger.close();
		const nodes = new Set(hooks.splice(0).map(({ node }) => node));
		for (const node of nodes) await unpublish(node);
		await Promise.allSettled(running);
		await server.close();
	}

	try {
		for (const { name, disabled } of Object.values(loaded.workflow.nodes)) {
			if (disabled !== true) await start(nodeOf(loaded, name));
		}
	} catch (error) {
		await deactivate();
		throw error;
	}

	return {
		runs: runs.ended,
		nextRun: async (timeoutMs = 5_000) => await runs.next(timeoutMs),
		webhookUrl(nodeName) {
			const hook = hooks.find(
				({ node, description }) => node.node.name === nodeName && description.name === 'default',
			);
			if (hook === undefined) throw new Error(`${nodeName} has no web hook`);
			return hook.url;
		},
		get triggerErrors() {
			return triggers.flatMap(({ errors }) => errors);
		},
		staticDataOf: (nodeName) => nodeOf(loaded, nodeName).staticData,
		deactivate,
	};
}
