import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import { channelLocator } from '../alibabaCloud/channels/channelLocator';

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
	{
		...channelLocator,
		// n8n would check the pattern before each run, and fail the run when the machine is too busy for it.
		modes: channelLocator.modes?.map(({ validation: _, ...mode }) => mode),
		displayOptions: { show: switching },
	},
	{
		displayName: 'Phone Number Names or IDs',
		name: 'phoneNumbers',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getPhoneNumbers', loadOptionsDependsOn: ['channel.value'] },
		default: [],
		description:
			'Business numbers whose queue to switch on. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: {
			show: switching,
			// Without a channel there is no list, of which n8n would say no more than that it failed.
			hide: { channel: [''] },
		},
	},
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
