import type { IDataObject } from 'n8n-workflow';

import type { Simulator } from '../../../simulator';

/** How one operation is used rightly, and what is too much for it. */
export interface OperationCase {
	/** Resource and operation as workflows store them. */
	readonly operation: string;
	/** Everything that the operation can be given. */
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Fields of other choices, which n8n wants filled in while a choice is an expression. */
	readonly ofOtherChoices?: object;
	/** Puts the stand-in into the state that the operation needs. */
	prepare?(simulator: Simulator): void;
	/** The calls in their order, with all of their parameters. */
	readonly sends: ReadonlyArray<readonly [action: string, parameters: Record<string, string>]>;
	/** The items, but for their request IDs. */
	readonly returns: readonly IDataObject[];
	/** Changes of the parameters that make a limit exceeded by one, and what is said then. */
	readonly wrong?: ReadonlyArray<readonly [change: object, says: RegExp]>;
}

export const letters = (count: number): string => 'é'.repeat(count);

/** The parameters as workflows store them. */
export function fullParameters({
	operation,
	parameters,
}: Pick<OperationCase, 'operation' | 'parameters'>): object {
	const [resource, value] = operation.split('.');
	return { resource, operation: value, ...parameters };
}
