import { type INode, NodeOperationError } from 'n8n-workflow';

/**
 * What keeps a trigger from being published. After publishing, n8n's editor shows the message of an
 * error and nothing else, so what to do stands in the message.
 *
 * @param problem what happened and in which field, without a final period
 * @param advice what to do, in full sentences
 * @param details for those who look closer, such as a code
 */
export function publishingError(
	node: INode,
	problem: string,
	advice: string,
	details?: string,
): NodeOperationError {
	return new NodeOperationError(node, `${problem}. ${advice}`, { description: details });
}
