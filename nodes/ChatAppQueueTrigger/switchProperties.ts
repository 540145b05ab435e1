import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';
import { channelField, numbersField } from '../notifications/numbers/properties';

const kinds = ['inbound', 'status'];
const switching = { switchQueueOn: [true], events: kinds };

/** The switch, and whose queue it is about. */
export const switchProperties: INodeProperties[] = [
	{
		displayName: 'Switch Queue On',
		name: 'switchQueueOn',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to switch the queue of the chosen numbers on when the workflow is published, and off again when it is unpublished if it was off before. Their URLs stay. Reviews are not included: switch their queue on in the console.',
		displayOptions: { show: { events: kinds } },
	},
	channelField(switching),
	numbersField('Business numbers whose queue to switch on', switching),
];

/** No method means no webhook. n8n must not wait for one in a test, where a workflow is not active. */
const METHOD = '={{ $workflow.active && $parameter["switchQueueOn"] === true ? "POST" : "" }}';

/**
 * Nothing calls this URL. n8n tells a node that it is published or unpublished only where it has a
 * webhook: the end of a trigger is the same when n8n itself stops, and the queue has to stay on then.
 */
export const switchWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: METHOD,
		path: 'chat-app-queue',
		responseMode: 'onReceived',
		ndvHideUrl: true,
	},
];
