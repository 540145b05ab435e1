import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { createClient, type ApiCall } from '../../alibabaCloud/client/client';
import { layered, limitTime } from './callLayer';
import { createConcurrency, type Concurrency } from './concurrency';
import type { OperationContext } from './operation';
import { createPacers } from './pacers';
import { keepPace } from './pacing';
import { assertNoPlainExpression } from './plainExpressions';
import { withPlainParameters } from './plainParameters';
import { retryCalls } from './retry';
import { createSendGuard, guardSends } from './sendGuard';
import { sendLimitsReader } from './sendLimits';
import type { SendMemory } from './sendMemory';
import { openSendMemory } from './stackEntry';
import { withFieldTypes } from './fieldTypes';

/** How one run of the node treats its calls; from the node's options. */
export interface RunSettings {
	/** `null` lets the run find it by the pace and the time of its calls. */
	readonly maxConcurrency: number | null;
	/** 0 switches pacing off. */
	readonly requestsPerSecond: number;
	readonly timeoutMs: number;
}

/**
 * Builds the context of one run: pacing, retries and cache live exactly as long. A call goes
 * through the guard, waits for its turn, and is retried where that is safe; each retry waits for a
 * turn of its own.
 *
 * @param properties those of the operation, for the labels and kinds of its fields.
 * @param concurrency is told of each answer.
 */
export function createRunContext(
	functions: IExecuteFunctions,
	settings: RunSettings,
	properties: readonly INodeProperties[],
	concurrency: Concurrency = createConcurrency(settings.maxConcurrency),
): OperationContext {
	const signal = functions.getExecutionCancelSignal?.();
	const client = createClient(functions);
	const pacerOf = createPacers(settings.requestsPerSecond);
	const guard = createSendGuard();
	const plain = withFieldTypes(withPlainParameters(functions), properties);
	const limitsOf = sendLimitsReader(plain);
	const checkTexts = checkOnce(() =>
		assertNoPlainExpression(properties, functions.getNode().parameters),
	);
	const cache = new Map<string, Promise<unknown>>();
	let memory: SendMemory | undefined;

	const callService = layered(
		[
			retryCalls(pacerOf, signal),
			keepPace(pacerOf, signal, concurrency),
			limitTime(settings.timeoutMs),
		],
		async (call) => await client.call(call, signal),
	);

	const contextOf = (items: readonly number[]): OperationContext => {
		const limits = () => items.map(limitsOf);
		const callGuarded = guardSends(guard, checkTexts, limits)(callService);
		return {
			functions: plain,
			signal,
			memory: () => (memory ??= openSendMemory(functions)),
			checkTexts,
			forItems: contextOf,
			get limits() {
				return [...new Set(limits())];
			},
			callApi: async <T extends object = IDataObject>(call: ApiCall) =>
				(await callGuarded(call)) as T,
			async once<T>(key: string, produce: () => Promise<T>): Promise<T> {
				const known = cache.get(key);
				if (known) return (await known) as T;
				const value = produce();
				cache.set(key, value);
				return await value;
			},
		};
	};
	return contextOf(functions.getInputData().map((_item, index) => index));
}

/** Stored parameters are the same for all items, and n8n copies the node each time they are read. */
function checkOnce(check: () => void): () => void {
	let outcome: { readonly failure?: unknown } | undefined;
	return () => {
		outcome ??= failureOf(check);
		if ('failure' in outcome) throw outcome.failure;
	};
}

function failureOf(check: () => void): { readonly failure?: unknown } {
	try {
		check();
		return {};
	} catch (failure) {
		return { failure };
	}
}
