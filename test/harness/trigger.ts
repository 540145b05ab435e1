import type {
	CloseFunction,
	IDataObject,
	INodeExecutionData,
	IRun,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';

import './environment';
import 'reflect-metadata';

import { TriggerContext } from 'n8n-core';

import { loadNode, type LoadedNode } from './contexts';
import type { SingleNode, WorkflowOptions } from './workflow';

type EmitArguments = Parameters<ITriggerFunctions['emit']>;
type DonePromise = EmitArguments[2];

/** One call of `emit`. */
export interface Emission {
	/** Items by output. */
	readonly outputs: INodeExecutionData[][];
	/** Ends the execution that this emission started; does nothing where the node does not wait. */
	finish(run?: Pick<IRun, 'status'> & Partial<IRun>): void;
	/** Whether the node waits for the end of the execution. */
	readonly waits: boolean;
	readonly donePromise: DonePromise;
}

export interface TriggerOptions extends WorkflowOptions {
	/** `manual` is the editor's "Test step". */
	readonly mode?: 'trigger' | 'manual';
	/** Why n8n activates the workflow; `init` is a start of n8n itself. */
	readonly activation?: 'activate' | 'init';
	/** Called for each emission; without it executions that are waited for never end. */
	readonly onEmit?: (emission: Emission) => void;
}

export interface RunningTrigger {
	readonly emissions: readonly Emission[];
	/** What the node reported with `emitError`; n8n deactivates and restarts such a workflow. */
	readonly errors: readonly Error[];
	/** What the node reported with `saveFailedExecution`. */
	readonly failedExecutions: readonly Error[];
	readonly staticData: IDataObject;
	/** The next emission that was not handed out yet. */
	next(timeoutMs?: number): Promise<Emission>;
	/** Starts the node's own manual function, as "Test step" does. */
	startManually(): Promise<void>;
	/** Calls the node's close function, as deactivating the workflow does. */
	close(): Promise<void>;
}

const success: Pick<IRun, 'status'> = { status: 'success' };

/** Starts a loaded trigger node with n8n's TriggerContext. */
export async function startLoaded(
	loaded: LoadedNode,
	options: Pick<TriggerOptions, 'mode' | 'activation' | 'onEmit'> = {},
): Promise<RunningTrigger> {
	const emissions: Emission[] = [];
	const errors: Error[] = [];
	const failedExecutions: Error[] = [];
	const waiting: Array<(emission: Emission) => void> = [];
	let handedOut = 0;

	const emit = (
		outputs: INodeExecutionData[][],
		_responsePromise?: EmitArguments[1],
		donePromise?: DonePromise,
	): void => {
		const emission: Emission = {
			outputs,
			waits: donePromise !== undefined,
			donePromise,
			finish: (run = success) => donePromise?.resolve(run as IRun),
		};
		emissions.push(emission);
		const receiver = waiting.shift();
		if (receiver) {
			handedOut++;
			receiver(emission);
		}
		options.onEmit?.(emission);
	};

	const mode = options.mode ?? 'trigger';
	const { workflow, node, nodeType, additionalData } = loaded;
	if (nodeType.trigger === undefined) throw new Error(`${node.type} has no trigger function`);
	const context = new TriggerContext(
		workflow,
		node,
		additionalData,
		mode,
		mode === 'manual' ? 'manual' : (options.activation ?? 'activate'),
		emit,
		(error) => errors.push(error),
		(error) => failedExecutions.push(error),
	);
	const response: ITriggerResponse | undefined = await nodeType.trigger.call(context);
	let closeFunction: CloseFunction | undefined = response?.closeFunction;

	return {
		emissions,
		errors,
		failedExecutions,
		staticData: loaded.staticData,
		async next(timeoutMs = 5_000) {
			const ready = emissions[handedOut];
			if (ready) {
				handedOut++;
				return ready;
			}
			return await new Promise<Emission>((resolve, reject) => {
				const timer = setTimeout(() => {
					waiting.splice(waiting.indexOf(receiver), 1);
					reject(new Error(`The trigger emitted nothing within ${timeoutMs} ms`));
				}, timeoutMs);
				const receiver = (emission: Emission): void => {
					clearTimeout(timer);
					resolve(emission);
				};
				waiting.push(receiver);
			});
		},
		async startManually() {
			await response?.manualTriggerFunction?.();
		},
		async close() {
			const close = closeFunction;
			closeFunction = undefined;
			await close?.();
		},
	};
}

/**
 * Starts one trigger node alone; `close` must be called before the test ends.
 *
 * @throws what the node throws while it starts, such as a wrong credential
 */
export async function startTrigger(
	node: SingleNode,
	options: TriggerOptions = {},
): Promise<RunningTrigger> {
	return await startLoaded(await loadNode(node, options), options);
}
