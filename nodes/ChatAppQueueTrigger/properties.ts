import type { INodeProperties } from 'n8n-workflow';

import {
	JOIN_DESCRIPTION,
	joinDurations,
	joinProperty,
} from '../notifications/joining/joinProperties';
import { alphabetical } from '../alibabaCloud/lists/alphabetical';
import { mediaProperties } from '../notifications/mediaProperties';
import {
	deduplicateProperty,
	filtersProperty,
	stopWordsProperty,
	suppressOutdatedStatusesProperty,
} from '../notifications/selection/properties';
import { passAnswersProperty } from '../notifications/waiting/properties';
import { eventsProperty } from '../notifications/outputs';
import type { EventKind } from '../notifications/items/types';
import { messagesPerRunProperties } from './messagesPerRun';
import { QUEUES } from './settings';
import { switchProperties } from './switchProperties';

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

const switchable = [QUEUES.inbound.parameter, QUEUES.status.parameter] as readonly string[];

/** With the switch, the names of the queues are those of the numbers. */
const switchedQueueNames = queueNames.flatMap((field): INodeProperties[] => {
	if (!switchable.includes(field.name)) return [field];
	const { required: _, ...optional } = field;
	const { show } = field.displayOptions ?? {};
	return [
		{ ...field, displayOptions: { show, hide: { switchQueueOn: [true] } } },
		{
			...optional,
			description: `${field.description} If empty, the queue of the number is used.`,
			displayOptions: { show: { ...show, switchQueueOn: [true] } },
		},
	];
});

/** For answers to questions alone, where statuses start nothing. Not required, and out of the way. */
const statusQueueForAnswers: INodeProperties[] = queueNames
	.filter(({ name }) => name === QUEUES.status.parameter)
	.map(({ required: _, ...field }) => ({
		...field,
		description:
			'Queue whose delivery statuses help to match typed answers to the executions that wait for them. Leave empty if another program reads this queue: each status goes to one reader only.',
		displayOptions: {
			show: { events: ['inbound'] },
			hide: { events: ['status'], '/options.passAnswers': [false] },
		},
	}));

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
			{ name: 'Custom', value: 'custom', description: 'Custom endpoints' },
		],
		description: 'Site that the account of the queues belongs to',
	},
	{
		displayName: 'Message Token Endpoint',
		name: 'platformEndpoint',
		type: 'string',
		default: '',
		placeholder: 'e.g. dybaseapi.ap-southeast-1.aliyuncs.com',
		description:
			'API that issues temporary queue credentials. Overrides the endpoint of the credential.',
		displayOptions: custom,
	},
	{
		displayName: 'Message Token API Version',
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
		displayName: 'Message Queue Endpoint',
		name: 'queueEndpoint',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1493622401794734.mns.ap-southeast-1.aliyuncs.com',
		description:
			'Endpoint of Simple Message Queue (formerly MNS). Overrides the endpoint of the credential.',
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
					description: 'The message is deleted. The failed execution keeps its data.',
				},
				{
					name: 'Leave in Queue',
					value: 'leave',
					description:
						'The message starts no execution until the workflow is published again or n8n restarts. The queue deletes it after at most seven days.',
				},
			],
			description:
				'What to do with a message when its last allowed attempt has failed. In both cases a failed execution is saved, which starts your error workflow.',
		},
		{
			displayName: 'Batch Size',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 16 },
			default: 16,
			description: 'Maximum number of messages to receive per request',
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
					description: 'A message is never delivered twice, but is lost if its execution fails',
				},
				{
					name: 'When the Execution Finishes',
					value: 'onCompletion',
					description:
						"A message is delivered again only if n8n stops before its execution ends, or it takes longer than 'Longest Execution (Minutes)'",
				},
				{
					name: 'When the Execution Succeeds',
					value: 'onSuccess',
					description:
						'A message is delivered again after a failed execution, up to the maximum attempts',
				},
			],
			description: 'When to delete a message from its queue',
		},
		...joinDurations,
		{
			...joinProperty,
			description: `${JOIN_DESCRIPTION} Waiting messages stay in the queue and are deleted as set in 'Delete Message', so nothing is lost if n8n stops. Up to 300 messages wait.`,
		},
		{
			displayName: 'Longest Execution (Minutes)',
			name: 'maxRunMinutes',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description:
				'How long to wait for an execution to end before its message can be delivered again. Set it higher than your longest execution takes.',
		},
		{
			displayName: 'Maximum Attempts',
			name: 'maxAttempts',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 5,
			description:
				'How many times to deliver a message whose executions fail. The queue counts every delivery, including those interrupted by a stop of n8n.',
		},
		{
			displayName: 'One After the Other per Person',
			name: 'inOrderPerPerson',
			type: 'boolean',
			default: false,
			description:
				"Whether the messages of one person start one execution after the other, in the order in which they were written, in parallel with those of other people. After a failed execution the next message of the person follows; the failed one is delivered again later. Requires 'Delete Message' to wait for the execution.",
		},
		{
			displayName: 'Parallel Executions',
			name: 'parallelRuns',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 16,
			description:
				'Maximum number of executions running at the same time per queue. With several messages per run, as many run as do not slow each other down. No limit when messages are deleted immediately, because then nothing waits for the end of an execution.',
		},
		{
			...passAnswersProperty,
			description: `${passAnswersProperty.description} Delivery statuses are read where Status Queue is set.`,
		},
		{
			displayName: 'Base URL for Waiting Executions',
			name: 'resumeBaseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://localhost:5678',
			description:
				'Address at which n8n reaches itself, to pass answers to waiting executions. If empty, the address that n8n is configured with (N8N_WEBHOOK_URL, in older versions of n8n WEBHOOK_URL) is used.',
		},
		{
			...deduplicateProperty,
			description:
				'Whether to ignore notifications that arrive again, also after a restart for as long as n8n keeps the execution. Remembers up to 200,000 notifications for 3 days, up to 90,000 of them after a restart, and reviews for an hour. Works with several n8n processes too, because only one of them reads the queues.',
		},
		stopWordsProperty,
		suppressOutdatedStatusesProperty,
		...mediaProperties,
	]),
};

/** By label, as n8n's guidelines want it, wherever a field comes from. */
function byLabel(fields: INodeProperties[]): INodeProperties[] {
	return alphabetical(fields, ({ displayName }) => displayName);
}

export const properties: INodeProperties[] = [
	eventsProperty,
	...site,
	...switchProperties,
	...switchedQueueNames,
	...statusQueueForAnswers,
	...messagesPerRunProperties,
	filtersProperty,
	options,
];
