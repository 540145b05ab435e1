import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { detailsText, readDetails, withoutLink } from '../../alibabaCloud/errors/errorDetails';
import type { ErrorJson } from '../../alibabaCloud/errors/failure';
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

/**
 * A failure for an item, where all is text: what the editor shows in several places, with the action
 * in the message and all that the service said in the description.
 */
export function errorTexts(failure: NodeFailure): Pick<ErrorJson, 'message' | 'description'> {
	const { message, description, context } = failure;
	const details = readDetails(context);
	if (details === null) return { message, description: description ?? null };
	const advice = withoutLink(description ?? '', details);
	return {
		message: details.action === undefined ? message : `${message} (${details.action})`,
		description: `${advice} ${detailsText(details)}`.trim(),
	};
}
