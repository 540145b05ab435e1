import { NodeApiError, sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import { createClient, type ApiCall } from '../shared/api/client';
import { isThrottled } from '../shared/errors/explain';
import { ExecutionCancelled } from '../shared/errors/executionCancelled';
import type { SendLimits } from '../shared/messages/allowList';
import type { OperationContext } from './operation';
import { createPacer, paceOf, type Pacer } from './pacing';
import { withPlainParameters } from './plainParameters';
import { repeatAfter, type FailedCall } from './repetition';
import { createSendGuard } from './sendGuard';

/** How one run of the node treats its calls; from the node's options. */
export interface RunSettings {
	readonly maxConcurrency: number;
	/** 0 switches pacing off. */
	readonly requestsPerSecond: number;
	readonly timeoutMs: number;
	readonly limits: SendLimits;
}

export { ExecutionCancelled };

/** A longer sleep would keep a stopped execution alive for that long. */
const SLICE_MS = 200;

/** Builds the context of one run: pacing, repetitions and cache live exactly as long. */
export function createRunContext(
	functions: IExecuteFunctions,
	settings: RunSettings,
): OperationContext {
	const signal = functions.getExecutionCancelSignal?.();
	const startedAt = Date.now();
	const pacers = new Map<string, Pacer>();
	const cache = new Map<string, Promise<unknown>>();
	const client = createClient(functions);
	const guard = createSendGuard(settings.limits);

	const pacerOf = (action: string): Pacer => {
		const perSecond = paceOf(action, settings.requestsPerSecond);
		const key = perSecond === settings.requestsPerSecond ? '' : action;
		const known = pacers.get(key);
		if (known) return known;
		const pacer = createPacer(perSecond, Date.now, startedAt);
		pacers.set(key, pacer);
		return pacer;
	};

	return {
		functions: withPlainParameters(functions),
		signal,
		limits: settings.limits,
		async callApi<T extends object = IDataObject>(call: ApiCall): Promise<T> {
			guard.check(call);
			const timed = { timeoutMs: settings.timeoutMs, ...call };
			for (let attempt = 1; ; attempt++) {
				await pause(pacerOf(call.action).book(), signal);
				const answer = await settled(client.call<T>(timed, signal));
				if ('value' in answer) {
					guard.learn(call, answer.value);
					return answer.value;
				}
				if (call.kind === 'read' && signal?.aborted) throw new ExecutionCancelled();
				const wait = repeatAfter(readFailure(call.kind, answer.error), attempt, Math.random());
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
	};
}

/** Waits in slices, because n8n before 2.40 cannot end a sleep early. */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	for (let left = milliseconds; left > 0 && !signal?.aborted; left -= SLICE_MS) {
		await sleep(Math.min(left, SLICE_MS));
	}
	if (signal?.aborted) throw new ExecutionCancelled();
}

async function settled<T>(call: Promise<T>): Promise<{ value: T } | { error: unknown }> {
	return await call.then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);
}

function readFailure(kind: ApiCall['kind'], error: unknown): FailedCall {
	if (!(error instanceof NodeApiError)) return { kind, throttled: false, transient: false };
	const { code, retryable } = error.context;
	const throttled = typeof code === 'string' && isThrottled(code);
	const isServerSide = Number(error.httpCode) >= 500;
	return { kind, throttled, transient: !throttled && (retryable === true || isServerSide) };
}
