import type { WorkflowActivateMode } from 'n8n-workflow';

import { hookContext, type LoadedNode } from './contexts';

/**
 * What n8n does with the node when somebody publishes its workflow, or when n8n starts. With the mode
 * `manual`, what it does when somebody listens for a test.
 *
 * @returns the node
 */
export async function publish(
	node: LoadedNode,
	mode: WorkflowActivateMode = 'activate',
): Promise<LoadedNode> {
	if (!(await isPublished(node, mode))) {
		await node.nodeType.webhookMethods?.default?.create?.call(hookContext(node, mode));
	}
	return node;
}

/** What the node says when n8n asks whether it has to be published. */
export async function isPublished(
	node: LoadedNode,
	mode: WorkflowActivateMode = 'activate',
): Promise<boolean> {
	const { checkExists } = node.nodeType.webhookMethods?.default ?? {};
	return (await checkExists?.call(hookContext(node, mode))) === true;
}

/** What n8n does when somebody unpublishes the workflow. */
export async function unpublish(node: LoadedNode): Promise<void> {
	await node.nodeType.webhookMethods?.default?.delete?.call(hookContext(node));
}
