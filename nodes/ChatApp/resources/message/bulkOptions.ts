import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionalText } from '../../../shared/errors/invalidInput';
import { taskIdOption } from '../../descriptions/recipient';

/**
 * Options that a bulk call has once for all of its recipients: items that differ in one of them
 * travel in different calls.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmassmessage
 */
const SHARED_OPTIONS = Object.freeze([
	{ parameter: 'TaskId', property: taskIdOption },
	{
		parameter: 'Label',
		property: {
			displayName: 'Message Class',
			name: 'label',
			type: 'options',
			options: [
				{ name: 'Promotion', value: 'promotion' },
				{ name: 'Transaction', value: 'transaction' },
			],
			default: 'transaction',
			description: 'Viber only. How Viber treats the messages: as advertising or not.',
		},
	},
	{
		parameter: 'Tag',
		property: {
			displayName: 'Tag',
			name: 'tag',
			type: 'string',
			default: '',
			placeholder: 'e.g. spring-campaign',
			description: 'Viber only. A tag of your own for the messages.',
		},
	},
	{
		parameter: 'Ttl',
		property: {
			displayName: 'Time to Live (Seconds)',
			name: 'ttl',
			type: 'number',
			typeOptions: { minValue: 30, maxValue: 1_209_600 },
			default: 86_400,
			description: 'Viber only. How long to try to deliver a message before it is given up.',
		},
	},
	{
		parameter: 'FallBackId',
		property: {
			displayName: 'Fallback Strategy ID',
			name: 'fallBackId',
			type: 'string',
			default: '',
			placeholder: 'e.g. S_000001',
			description:
				'The fallback strategy of the console that sends an SMS when a message cannot be delivered. International site only.',
		},
	},
	{
		parameter: 'FallBackContent',
		property: {
			displayName: 'Fallback Text',
			name: 'fallBackContent',
			type: 'string',
			default: '',
			placeholder: 'e.g. Your order ships today.',
			description: 'The text of the SMS that is sent when a message cannot be delivered',
		},
	},
	{
		parameter: 'FallBackDuration',
		property: {
			displayName: 'Fallback After (Seconds)',
			name: 'fallBackDuration',
			type: 'number',
			typeOptions: { minValue: 60, maxValue: 43_200 },
			default: 300,
			description: 'How long to wait for a delivery before the SMS is sent',
		},
	},
	{
		parameter: 'FallBackRule',
		property: {
			displayName: 'Fallback Rule',
			name: 'fallBackRule',
			type: 'options',
			options: [
				{ name: 'Not Delivered', value: 'undelivered' },
				{ name: 'Sending Failed', value: 'sentFailed' },
			],
			default: 'undelivered',
			description: 'Which messages the SMS replaces',
		},
	},
]) satisfies ReadonlyArray<{ parameter: string; property: INodeProperties }>;

export const bulkOptions: readonly INodeProperties[] = SHARED_OPTIONS.map(
	({ property }): INodeProperties => property,
);

/** The shared parameters of an item's call; what is not set is left out. */
export function sharedOptions(options: IDataObject): Record<string, string> {
	const set = SHARED_OPTIONS.map(
		({ parameter, property }) => [parameter, optionalText(options[property.name])] as const,
	);
	return Object.fromEntries(
		set.filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
	);
}
