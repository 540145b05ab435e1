import type { INodeProperties } from 'n8n-workflow';

import { mediaProperties } from '../notifications/mediaProperties';
import {
	deduplicateProperty,
	filtersProperty,
	suppressOutdatedStatusesProperty,
} from '../notifications/selection/properties';
import { eventsProperty } from '../notifications/outputs';
import type { EventKind } from '../notifications/items/types';
import { QUEUES } from './settings';

const queueNames = (Object.keys(QUEUES) as EventKind[]).map((kind): INodeProperties => {
	const { parameter, displayName, messageType, searchListMethod, description } = QUEUES[kind];
	const placeholder = `e.g. Alicom-Queue-1234567890123456-${messageType}`;
	return {
		displayName,
		name: parameter,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a queue...',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				// No pattern here: n8n checks it again before each run, and fails the run when the machine
				// is too busy to do so in time. Publishing checks the name.
				placeholder,
			},
		],
		displayOptions: { show: { events: [kind] } },
	};
});

const custom = { show: { site: ['custom'] } };

const site: INodeProperties[] = [
	{
		displayName: 'Site',
		name: 'site',
		type: 'options',
		noDataExpression: true,
		default: 'international',
		options: [
			{
				name: 'International',
				value: 'international',
				description: 'Accounts of alibabacloud.com',
			},
			{ name: 'China', value: 'china', description: 'Accounts of aliyun.com' },
			{ name: 'Custom', value: 'custom', description: 'Endpoints of your own choice' },
		],
		description: 'Where the queues are',
	},
	{
		displayName: 'Message Platform Endpoint',
		name: 'platformEndpoint',
		type: 'string',
		default: '',
		placeholder: 'e.g. dybaseapi.ap-southeast-1.aliyuncs.com',
		description: 'Host of the API that lends temporary keys for the queues',
		displayOptions: custom,
	},
	{
		displayName: 'Message Platform API Version',
		name: 'platformVersion',
		type: 'options',
		noDataExpression: true,
		default: '2018-05-01',
		options: [
			{ name: '2017-05-25', value: '2017-05-25' },
			{ name: '2018-05-01', value: '2018-05-01' },
		],
		displayOptions: custom,
	},
	{
		displayName: 'Queue Endpoint',
		name: 'queueEndpoint',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1493622401794734.mns.ap-southeast-1.aliyuncs.com',
		description: 'Host of Simple Message Queue (formerly MNS)',
		displayOptions: custom,
	},
];

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: byLabel([
		{
			displayName: 'After the Last Attempt',
			name: 'afterMaxAttempts',
			type: 'options',
			default: 'leave',
			options: [
				{
					name: 'Delete From Queue',
					value: 'delete',
					description: 'The message is gone; the failed run keeps its data',
				},
				{
					name: 'Leave in Queue',
					value: 'leave',
					description:
						'It starts no run until the workflow is published again, and ends after seven days at most',
				},
			],
			description:
				'What to do with a message whose runs failed as often as allowed. Either way a failed execution is saved, which starts your error workflow.',
		},
		{
			displayName: 'Batch Size',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 16 },
			default: 16,
			description: 'How many messages to take from a queue at a time at most',
		},
		{
			displayName: 'Delete Message',
			name: 'acknowledge',
			type: 'options',
			default: 'onSuccess',
			options: [
				{
					name: 'Immediately',
					value: 'immediately',
					description: 'A message is never delivered twice, but is lost when its run fails',
				},
				{
					name: 'When the Run Finishes',
					value: 'onCompletion',
					description: 'A message comes again only if n8n stops before its run ends',
				},
				{
					name: 'When the Run Succeeds',
					value: 'onSuccess',
					description: 'A message comes again after a failed run, up to the maximum attempts',
				},
			],
			description: 'When to delete a message from its queue',
		},
		{
			displayName: 'Longest Run (Minutes)',
			name: 'maxRunMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description:
				'How long to wait for a run to end before its message may be delivered again. Set it higher than your longest run takes.',
		},
		{
			displayName: 'Maximum Attempts',
			name: 'maxAttempts',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description:
				'How often a message may come again after its run failed. The queue counts each delivery, also those that a stop of n8n cut short.',
		},
		{
			displayName: 'Parallel Runs',
			name: 'parallelRuns',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 16,
			description:
				'How many runs to have under way at the same time for each queue at most. No limit when messages are deleted immediately, because then nothing waits for the end of a run.',
		},
		{
			...deduplicateProperty,
			description:
				'Whether a notification that comes a second time starts no second run, also after n8n was restarted as long as it keeps the execution. Up to 10,000 notifications of 3 days are remembered, reviews for an hour. Only one process of n8n reads the queues, so this holds with several of them as well.',
		},
		suppressOutdatedStatusesProperty,
		...mediaProperties,
	]),
};

/** By label, as n8n's guidelines want it, wherever a field comes from. */
function byLabel(fields: INodeProperties[]): INodeProperties[] {
	return fields.sort((left, right) => left.displayName.localeCompare(right.displayName));
}

export const properties: INodeProperties[] = [
	eventsProperty,
	...queueNames,
	...site,
	filtersProperty,
	options,
];
