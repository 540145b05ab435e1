import { createHash } from 'node:crypto';

import type { IWorkflowMetadata } from 'n8n-workflow';

/** What a node needs to know whose static data it has. */
interface Owning {
	getInstanceId(): string;
	getWorkflow(): IWorkflowMetadata;
}

/**
 * What tells one workflow from all others, of other n8n as well. A copy of a workflow can have its
 * static data: what is set up at the service according to these is still in use by the original.
 */
export function ownerOf(context: Owning): string {
	const text = `${context.getInstanceId()}:${context.getWorkflow().id ?? ''}`;
	return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** Whether static data are those of a copied workflow. Earlier versions did not save whose they are. */
export function isOfOther(owner: unknown, context: Owning): boolean {
	return typeof owner === 'string' && owner !== ownerOf(context);
}
