import type { INodeProperties } from 'n8n-workflow';

import {
	JOIN_DESCRIPTION,
	joinDurations,
	joinProperty,
} from '../notifications/joining/joinProperties';
import { mediaProperties } from '../notifications/mediaProperties';
import {
	deduplicateProperty,
	filtersProperty,
	stopWordsProperty,
	suppressOutdatedStatusesProperty,
} from '../notifications/selection/properties';
import { eventsProperty } from '../notifications/outputs';
import { passAnswersProperty } from '../notifications/waiting/properties';
import { combineProperty } from './combining';
import { channelField, numbersField } from '../notifications/numbers/properties';

const registered = { registerAutomatically: [true] };

const registrationNotice = (
	otherWay: string,
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties => ({
	displayName: `The service sends to the production URL only. To test in the editor, click "set mock data" or "Edit Output" on the right and paste a <a href="https://github.com/alibabacloud-chatapp/n8n-nodes-alibabacloud-chatapp/blob/main/docs/samples.md" target="_blank">sample</a>${otherWay}.`,
	name: 'registrationNotice',
	type: 'notice',
	default: '',
	displayOptions,
});

const registration: INodeProperties[] = [
	{
		displayName: 'Register Automatically',
		name: 'registerAutomatically',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to set the production URL at the service when the workflow is published, and to restore the previous URL when it is unpublished',
	},
	channelField(registered),
	numbersField('Business numbers whose notifications to receive', {
		...registered,
		events: ['inbound', 'status'],
	}),
	{
		displayName: 'Take Over',
		name: 'takeOver',
		type: 'boolean',
		default: false,
		description:
			'Whether to replace a URL that is already set. If off and another URL is set, publishing and listening fail, and the error shows the start of that URL. The replaced URL is restored when the workflow is unpublished, or when listening ends.',
		displayOptions: { show: registered },
	},
	{
		displayName: 'Listen on the Test URL',
		name: 'listenOnTestUrl',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether the chosen numbers send to the test URL while you listen for a test event in the editor. Their previous URL is set again when listening ends. Reviews are not included, because the URL of the account cannot be restored.',
		displayOptions: { show: { ...registered, events: ['inbound', 'status'] } },
	},
	registrationNotice(', or turn on <b>Listen on the Test URL</b>', {
		show: { ...registered, events: ['inbound', 'status'] },
		hide: { listenOnTestUrl: [true] },
	}),
	// For reviews alone there is nothing to turn on.
	registrationNotice('', { show: registered, hide: { events: ['inbound', 'status'] } }),
	{
		displayName:
			'While you listen, the chosen numbers send to the test URL, and published workflows get nothing from them. The previous URL is set again when listening ends. If n8n stops before, it is set again when you listen the next time or publish the workflow.',
		name: 'listeningNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { ...registered, events: ['inbound', 'status'], listenOnTestUrl: [true] },
		},
	},
	{
		displayName: 'Account Review URL',
		name: 'accountUrl',
		type: 'options',
		noDataExpression: true,
		default: 'keep',
		options: [
			{
				name: 'Leave As It Is',
				value: 'keep',
				description: 'Set the production URL in the console yourself',
			},
			{
				name: 'Replace',
				value: 'replace',
				description: 'All reviews of the account go to this workflow',
			},
		],
		description:
			'What to do with the review URL, of which each account has only one. The service does not return the current URL, so it can be neither checked nor restored.',
		displayOptions: { show: { ...registered, events: ['audit'] } },
	},
	{
		displayName: 'Previous Review URL',
		name: 'previousAccountUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/chat-app/reviews',
		description:
			'Review URL to set when the workflow is unpublished. If empty, the URL of this workflow stays.',
		displayOptions: { show: { ...registered, events: ['audit'], accountUrl: ['replace'] } },
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		combineProperty,
		...mediaProperties,
		...joinDurations,
		{
			...joinProperty,
			description: `${JOIN_DESCRIPTION} The service gets its response at once, so what waits is lost if n8n stops. Each of several webhook processes joins only what it receives itself. The queue trigger loses nothing.`,
		},
		{
			...passAnswersProperty,
			description: `${passAnswersProperty.description} Delivery statuses help where Delivery Status is chosen above, or where Register Automatically is on and the number sends its statuses nowhere yet: then the URL is set for them as well.`,
		},
		{
			displayName: 'Path Secret',
			name: 'pathSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. 3f9c1e7ab2d84c60',
			description:
				'Secret at the end of the URL: 16 to 200 letters, digits, hyphens, underscores, dots or tildes. The service does not sign its pushes, so the secret keeps others out: requests without it get a 404 response. Copy the URL again after changing it.',
		},
		{
			displayName: 'Previous Path Secret',
			name: 'previousPathSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. 7b20d5c8e1f94a36',
			description:
				'The previous Path Secret. Its URL keeps working until every sender uses the new one. Remove it then.',
		},
		deduplicateProperty,
		stopWordsProperty,
		suppressOutdatedStatusesProperty,
	],
};

export const properties: INodeProperties[] = [
	{
		displayName:
			'Copy the production URL above into the <a href="https://chatapp.console.alibabacloud.com" target="_blank">Chat App Message Service console</a>. Open Channel Management and manage your channel. For inbound messages and delivery status, set it as the receipt URL of the business number. For template and account reviews, set it in the section for template review messages. Then publish this workflow.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
		displayOptions: { hide: registered },
	},
	eventsProperty,
	...registration,
	filtersProperty,
	options,
];
