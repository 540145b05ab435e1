import { NodeOperationError, type INode } from 'n8n-workflow';

import { itemList } from './faults';
import { isNodeFailure, type NodeFailure } from './failures';
import type { ItemOutcome } from './operation';
import type { SendMemory } from './sendMemory';
import { isEarlierUnknown } from './sendOnce';

/**
 * The failure that ends a run which stops on errors. Such a run returns no items, so the error has to
 * say what went out: whoever runs those items again sends them again.
 */
export function failureOfRun(
	node: INode,
	outcomes: ReadonlyArray<ItemOutcome | undefined>,
	memory: SendMemory,
): NodeFailure | undefined {
	const unknown = [...outcomes.keys()].filter(
		(item) =>
			isEarlierUnknown(outcomes[item]) ||
			(isNodeFailure(outcomes[item]) &&
				memory.recall({ item, identity: null })?.state === 'unknown'),
	);
	const first = outcomes.find(
		(outcome): outcome is NodeFailure => isNodeFailure(outcome) && !isEarlierUnknown(outcome),
	);
	const failure = first ?? onlyUnknown(node, outcomes, unknown);
	if (!failure) return undefined;
	return withSent(failure, memory.accepted(), outcomes.length, first ? unknown : []);
}

/** Adds to a failure which items went out, with the IDs of their messages in its context. */
export function withSent(
	failure: NodeFailure,
	accepted: ReadonlyMap<number, string>,
	itemCount: number,
	unknown: readonly number[] = [],
): NodeFailure {
	const sent = [...accepted.keys()].sort((a, b) => a - b);
	const parts = [
		failure.description ?? '',
		sent.length > 0
			? `${sent.length} of ${itemCount} messages were sent: ${itemList(sent)}. Do not run these items again. A retry of this execution skips them.`
			: '',
		// A single item says so itself.
		unknown.length > 0 && itemCount > 1
			? `It is not known whether ${unknown.length === 1 ? 'this was' : 'these were'} sent: ${itemList(unknown)}.`
			: '',
	];
	const said = parts.filter((part) => part !== '').join(' ');
	if (said !== '') failure.description = said;
	if (sent.length > 0) {
		failure.context.sent = sent.map((item) => ({ item, id: accepted.get(item) || null }));
	}
	if (unknown.length > 0) failure.context.unknown = [...unknown];
	return failure;
}

function onlyUnknown(
	node: INode,
	outcomes: ReadonlyArray<ItemOutcome | undefined>,
	unknown: readonly number[],
): NodeFailure | undefined {
	const [first] = unknown;
	if (first === undefined) return undefined;
	const own = outcomes[first] as NodeFailure;
	if (unknown.length === 1 && outcomes.length === 1) return own;
	const failure = new NodeOperationError(
		node,
		`${unknown.length} of ${outcomes.length} may have been sent by an earlier attempt and were not sent again: ${itemList(unknown)}`,
		{ itemIndex: first, description: own.description ?? undefined },
	);
	Object.assign(failure.context, own.context, { itemIndex: first, unknown: [...unknown] });
	return failure;
}
