import type { IDataObject } from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';

/** Makes a call and returns its whole envelope; throws the client's `NodeApiError`. */
export type Caller = (call: ApiCall) => Promise<IDataObject>;

/** Does one thing around every call: `next` makes the call with the layers below. */
export type CallLayer = (next: Caller) => Caller;

/** A caller with layers around it, the outermost first. */
export function layered(layers: readonly CallLayer[], innermost: Caller): Caller {
	return layers.reduceRight((next, layer) => layer(next), innermost);
}

/** The time limit of the run, for calls without one of their own. */
export function limitTime(timeoutMs: number): CallLayer {
	return (next) => async (call) => await next({ timeoutMs, ...call });
}
