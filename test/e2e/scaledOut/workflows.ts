import { randomUUID } from 'node:crypto';

import type { WorkflowFile } from '../../n8n/client';
import { chain, httpTrigger, node, queueTrigger, type Node } from '../workflows';

const PACKAGE = 'n8n-nodes-alibabacloud-chatapp';

/** Calls a page of the recorder, once for each item. */
const calling = (name: string, url: string, key: string, run: string): Node =>
	node(name, 'n8n-nodes-base.httpRequest', 4.2, {
		url,
		sendQuery: true,
		queryParameters: {
			parameters: [
				{ name: 'key', value: key },
				{ name: 'run', value: run },
			],
		},
		options: {},
	});

/** A workflow that marks each notification outside n8n. */
function marking(name: string, trigger: Node, page: string, errorWorkflow: string): WorkflowFile {
	const mark = calling('Mark', page, '={{ $json.eventKey }}', '={{ $execution.id }}');
	const workflow = chain(name, [trigger, mark]);
	return { ...workflow, settings: { ...workflow.settings, errorWorkflow } };
}

export const markingHttp = (page: string, errorWorkflow: string): WorkflowFile =>
	marking('Marks Pushes', httpTrigger({}), page, errorWorkflow);

/**
 * The end of a run that falls into a restart of Redis is at times never told to the main process.
 * Its message then waits for as long as a run may last, an hour by default, and comes again.
 */
const LONGEST_RUN = { maxRunMinutes: 1 };

export const markingQueue = (page: string, errorWorkflow: string): WorkflowFile =>
	marking('Marks Queue', queueTrigger(LONGEST_RUN), page, errorWorkflow);

/** A workflow that n8n runs for each failed run of others. */
export const reporting = (page: string): WorkflowFile =>
	chain('Reports Failures', [
		node('Failure', 'n8n-nodes-base.errorTrigger', 1, {}),
		calling('Report', page, '={{ $json.execution.id }}', '={{ $json.execution.error.message }}'),
	]);

/** A workflow that sends a template to each person of a list that its web hook gets. */
export function sendingTo(name: string, path: string, options: object): WorkflowFile {
	const byId = (value: string) => ({ __rl: true, mode: 'id', value });
	return chain(name, [
		{
			...node('List', 'n8n-nodes-base.webhook', 2, {
				...{ httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData' },
				options: {},
			}),
			webhookId: randomUUID(),
		},
		node('People', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.people', options: {} }),
		{
			...node('Send', `${PACKAGE}.chatApp`, 1, {
				resource: 'message',
				operation: 'sendTemplate',
				channelType: 'whatsapp',
				channel: byId('cams-8d2kq7h1pz'),
				from: byId('6531589000'),
				to: '={{ $json.phone }}',
				template: byId('1119000000000000002'),
				language: byId('en'),
				options,
			}),
			credentials: { alibabaCloudApi: { id: '', name: '' } },
		},
	]);
}
