import type { Credential } from '../world/credentials';
import type { World } from '../world/world';
import type { Params } from './params';

export interface ActionContext {
	readonly params: Params;
	readonly world: World;
	readonly caller: Credential;
	/** One of the versions of the service. */
	readonly version: string;
}

export interface Action {
	/** Parameters without which the gateway does not call the product. */
	readonly required?: readonly string[];
	/** Calls per second for the account, as documented; absent = no documented limit. */
	readonly qps?: number;
	/** The fields of the answer beside RequestId, Code and Message. Throws `ServiceError`. */
	handle(context: ActionContext): Record<string, unknown>;
}

export type ActionTable = Readonly<Record<string, Action>>;
