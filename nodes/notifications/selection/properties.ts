import type { INodeProperties } from 'n8n-workflow';

import { STOP_WORDS_TEXT } from '../items/stopWords';

/**
 * The collection `filters` of both triggers. The names are those that `readFilters` reads.
 *
 * The values are listed at https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1,
 * .../chatappstatus and https://help.aliyun.com/zh/chatapp/developer-reference/chatappaudit
 */
export const filtersProperty: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description:
		'Conditions a notification must meet to start the workflow. Other notifications are accepted and ignored.',
	options: [
		{
			displayName: 'Business Numbers',
			name: 'businessNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. 6531589000',
			description:
				'Only notifications of these business numbers. Separate multiple numbers with commas. Template and account reviews belong to no number and always pass.',
		},
		{
			displayName: 'Button or List IDs',
			name: 'replyIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. confirm_order',
			description:
				'Only inbound messages that chose one of these values. Compared with reply.value: the payload of a template button, otherwise the ID of the button, list row or form. Separate multiple values with commas.',
		},
		{
			displayName: 'Channels',
			name: 'channels',
			type: 'string',
			default: '',
			placeholder: 'e.g. cams-8d2kq7h1pz',
			description:
				'Only notifications of the channels with these IDs. Separate multiple IDs with commas. Delivery statuses and some messages name no channel and always pass. To exclude them, filter by business number.',
		},
		{
			displayName: 'Message Types',
			name: 'messageTypes',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Audio', value: 'audio' },
				{
					name: 'Button, List or Form Reply',
					value: 'choice',
					description:
						'Any button, list row or form that a person chose or filled in. The value is in reply.value.',
				},
				{ name: 'Contacts', value: 'contacts' },
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'Location', value: 'location' },
				{
					name: 'Only Type Interactive',
					value: 'interactive',
					description: 'Messages that the service calls interactive, for example a chosen list row',
				},
				{
					name: 'Only Type Reply',
					value: 'reply',
					description:
						'Messages that the service calls a reply, for example a tapped template button',
				},
				{ name: 'Order', value: 'order' },
				{ name: 'Reaction', value: 'reaction' },
				{ name: 'Sticker', value: 'sticker' },
				{ name: 'System', value: 'system' },
				{ name: 'Text', value: 'text' },
				{ name: 'Video', value: 'video' },
			],
			description: 'Only inbound messages of these types',
		},
		{
			displayName: 'Review Kinds',
			name: 'reviewKinds',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Business Account Changed', value: 'wabaAccount' },
				{ name: 'Business Account Review', value: 'wabaReview' },
				{ name: 'Number Name', value: 'phoneName' },
				{ name: 'Number Quality', value: 'phoneQuality' },
				{ name: 'Template Category', value: 'templateCategory' },
				{ name: 'Template Quality', value: 'templateQuality' },
				{ name: 'Template Review', value: 'template' },
			],
			description: 'Only reviews and changes of these kinds',
		},
		{
			displayName: 'Review Results',
			name: 'reviewResults',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Approved', value: 'approved' },
				{ name: 'Disabled', value: 'disabled' },
				{ name: 'Green Quality', value: 'green' },
				{ name: 'Paused', value: 'paused' },
				{ name: 'Pending', value: 'pending' },
				{ name: 'Red Quality', value: 'red' },
				{ name: 'Rejected', value: 'rejected' },
				{ name: 'Unknown Quality', value: 'unknown' },
				{ name: 'Unsubmitted', value: 'unsubmitted' },
				{ name: 'Yellow Quality', value: 'yellow' },
			],
			description: 'Only reviews and changes with these results',
		},
		{
			displayName: 'Senders',
			name: 'senders',
			type: 'string',
			default: '',
			placeholder: 'e.g. 6591230001',
			description:
				'Only inbound messages of people with these phone numbers, user IDs or usernames. Separate multiple values with commas.',
		},
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Deleted', value: 'deleted' },
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Failed', value: 'failed' },
				{ name: 'Read', value: 'read' },
				{ name: 'Sent', value: 'sent' },
				{ name: 'Subscribed', value: 'subscribed' },
				{ name: 'Unsubscribed', value: 'unsubscribed' },
			],
			description: 'Only these delivery statuses',
		},
		{
			displayName: 'Templates',
			name: 'templates',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1119000000000000001',
			description:
				'Only delivery statuses and reviews of templates with these codes or names. Separate multiple values with commas.',
		},
		{
			displayName: 'Text Contains',
			name: 'textContains',
			type: 'string',
			default: '',
			placeholder: 'e.g. order',
			description: 'Only inbound messages whose text, caption or button label contains this',
		},
		{
			displayName: 'Text Matches',
			name: 'textMatches',
			type: 'string',
			default: '',
			placeholder: 'e.g. /^(stop|end)\\b/i',
			description:
				'Only inbound messages whose text, caption or button label matches this regular expression',
		},
	],
};

/** Parts of the collection `options` of both triggers, read by `readSelection`. */
export const deduplicateProperty: INodeProperties = {
	displayName: 'Remove Duplicates',
	name: 'deduplicate',
	type: 'boolean',
	default: true,
	description:
		'Whether to ignore notifications that the service sends again. Remembers up to 200,000 notifications for 3 days, the latest 10,000 also after a restart, and reviews for an hour. With several n8n processes each remembers its own, so a few duplicates may get through.',
};

export const stopWordsProperty: INodeProperties = {
	displayName: 'Stop Words',
	name: 'stopWords',
	type: 'string',
	typeOptions: { rows: 4 },
	default: STOP_WORDS_TEXT,
	description:
		'Messages that set optOut to true when they consist of nothing else. Case, accents, punctuation and emoji make no difference. Separate words with commas or line breaks. Without this option, the words shown here when you add it apply. A stop of marketing messages in WhatsApp itself always counts.',
};

export const suppressOutdatedStatusesProperty: INodeProperties = {
	displayName: 'Suppress Outdated Statuses',
	name: 'suppressLateStates',
	type: 'boolean',
	default: false,
	description:
		'Whether to ignore a delivery status that arrives after a later one, e.g. Sent when the message has already been read. The service does not guarantee the order.',
};
