import {
	NodeApiError,
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { createClient, type ApiCall } from '../../alibabaCloud/client/client';
import { ExecutionCancelled } from '../../alibabaCloud/errors/executionCancelled';
import { sendLimitsReader } from './sendLimits';
import type { OperationContext } from './operation';
import { createPacer, paceOf, type Pacer } from './pacing';
import { assertNoPlainExpression } from './plainExpressions';
import { withPlainParameters } from './plainParameters';
import { createPatience, retryDelay, type FailedCall } from './retry';
import { createSendGuard } from './sendGuard';
import type { SendMemory } from './sendMemory';
import { openSendMemory } from './stackEntry';

/** How one run of the node treats its calls; from the node's options. */
export interface RunSettings {
	readonly maxConcurrency: number;
	/** 0 switches pacing off. */
	readonly requestsPerSecond: number;
	readonly timeoutMs: number;
}

export { ExecutionCancelled };

/** A longer sleep would keep a stopped execution alive for that long. */
const SLICE_MS = 200;

/**
 * Builds the context of one run: pacing, retries and cache live exactly as long.
 *
 * @param properties those of the operation, for the labels of its fields.
 */
export function createRunContext(
	functions: IExecuteFunctions,
	settings: RunSettings,
	properties: readonly INodeProperties[],
): OperationContext {
	const signal = functions.getExecutionCancelSignal?.();
	const startedAt = performance.now();
	const pacers = new Map<string, Pacer>();
	const cache = new Map<string, Promise<unknown>>();
	const client = createClient(functions);
	const guard = createSendGuard();
	const plain = withPlainParameters(functions);
	const limitsOf = sendLimitsReader(plain);
	let memory: SendMemory | undefined;

	let texts: { readonly failure?: unknown } | undefined;
	const checkTexts = (): void => {
		// Stored parameters are the same for all items, and n8n copies the node each time.
		texts ??= failureOf(() => assertNoPlainExpression(properties, functions.getNode().parameters));
		if (texts.failure !== undefined) throw texts.failure;
	};

	const pacerOf = (action: string): Pacer => {
		const perSecond = paceOf(action, settings.requestsPerSecond);
		const key = perSecond === settings.requestsPerSecond ? '' : action;
		const known = pacers.get(key);
		if (known) return known;
		const pacer = createPacer(perSecond, () => performance.now(), startedAt);
		pacers.set(key, pacer);
		return pacer;
	};

	const contextOf = (items: readonly number[]): OperationContext => ({
		functions: plain,
		signal,
		memory: () => (memory ??= openSendMemory(functions)),
		checkTexts,
		forItems: contextOf,
		get limits() {
			return [...new Set(items.map(limitsOf))];
		},
		async callApi<T extends object = IDataObject>(call: ApiCall): Promise<T> {
			if (call.retry !== 'safe') {
				checkTexts();
				guard.check(call, items.map(limitsOf));
			}
			const timed = { timeoutMs: settings.timeoutMs, ...call };
			const pacer = pacerOf(call.action);
			const patience = createPatience(pacer);
			for (;;) {
				const round = await takeTurn(pacer, signal);
				const answer = await settled(client.call<T>(timed, signal));
				if ('value' in answer) {
					pacer.succeeded();
					guard.learn(call, answer.value);
					return answer.value;
				}
				if (call.retry === 'safe' && signal?.aborted) throw new ExecutionCancelled();
				const failure = readFailure(call.retry, answer.error);
				if (failure.throttled) pacer.refused(round);
				const wait = retryDelay(failure, patience.failed(failure), Math.random());
				if (wait === null) throw answer.error;
				await pause(wait, signal);
			}
		},
		async once<T>(key: string, produce: () => Promise<T>): Promise<T> {
			const known = cache.get(key);
			if (known) return (await known) as T;
			const value = produce();
			cache.set(key, value);
			return await value;
		},
	});
	return contextOf(functions.getInputData().map((_item, index) => index));
}

function failureOf(check: () => void): { readonly failure?: unknown } {
	try {
		check();
		return {};
	} catch (failure) {
		return { failure };
	}
}

/** Waits in slices, because n8n before 2.40 cannot end a sleep early. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= SLICE_MS) {
		await sleep(Math.min(left, SLICE_MS));
	}
	if (signal?.aborted) throw new ExecutionCancelled();
}

/** Waits for a slot and returns the round that it is of. */
async function takeTurn(pacer: Pacer, signal: AbortSignal | undefined): Promise<number> {
	for (;;) {
		const { round } = pacer;
		await pause(pacer.book(), signal);
		// What was booked before the run had to slow down would still go out at the old pace.
		if (round === pacer.round) return round;
	}
}

async function settled<T>(call: Promise<T>): Promise<{ value: T } | { error: unknown }> {
	return await call.then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);
}

function readFailure(retry: ApiCall['retry'], error: unknown): FailedCall {
	if (!(error instanceof NodeApiError)) return { retry, throttled: false, transient: false };
	const throttled = error.context.throttled === true;
	return { retry, throttled, transient: !throttled && error.context.retryable === true };
}
