import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';

/** What n8n knows how to show. */
export type NodeFailure = NodeApiError | NodeOperationError;

/** Any error as one of n8n's; n8n shows `itemIndex` next to the message and links the item. */
export function toNodeFailure(node: INode, error: unknown, itemIndex: number): NodeFailure {
	if (error instanceof InvalidInput) {
		const { message, description } = error;
		return new NodeOperationError(node, message, { itemIndex, description });
	}
	if (isNodeFailure(error)) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error), {
		itemIndex,
	});
}

export function isNodeFailure(outcome: unknown): outcome is NodeFailure {
	return outcome instanceof NodeApiError || outcome instanceof NodeOperationError;
}
