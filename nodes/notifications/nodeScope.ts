import type { INode, IWorkflowMetadata } from 'n8n-workflow';

/** What tells one node from all others of this n8n. */
export function scopeOf(context: { getNode(): INode; getWorkflow(): IWorkflowMetadata }): string {
	return `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
}
