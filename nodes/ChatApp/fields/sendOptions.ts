import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ApiValue } from '../../alibabaCloud/wire/serialize';
import { InvalidInput, optionalText } from '../../alibabaCloud/input/invalidInput';

const VIBER_ONLY = { show: { '/channelType': ['viber'] } };

const FALLBACK_LABEL = 'SMS Fallback';
const FALLBACK_DURATION = { label: 'Fallback Duration', least: 60, most: 43_200 };
const TIME_TO_LIVE = { label: 'Time to Live', least: 30, most: 1_209_600 };

const smsFallbackOption: INodeProperties = {
	displayName: FALLBACK_LABEL,
	name: 'smsFallback',
	type: 'fixedCollection',
	placeholder: 'Add Fallback',
	default: {},
	description:
		'SMS to send if this message is not delivered. Has no effect for accounts on the China site.',
	options: [
		{
			displayName: 'Fallback',
			name: 'fallback',
			values: [
				{
					displayName: 'Fallback Content',
					name: 'content',
					type: 'string',
					default: '',
					placeholder: 'e.g. Your order A-1001 ships today.',
					description: 'The text of the SMS',
				},
				{
					displayName: FALLBACK_DURATION.label,
					name: 'duration',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: FALLBACK_DURATION.most },
					default: 0,
					description:
						'Seconds to wait for delivery, from 60 to 43,200. Use 0 to fall back only if the message fails.',
				},
				{
					displayName: 'Fallback ID',
					name: 'id',
					type: 'string',
					default: '',
					placeholder: 'e.g. S000001',
					description: 'The ID of the fallback policy in the Chat App Message Service console',
				},
				{
					displayName: 'Fallback Rule',
					name: 'rule',
					type: 'options',
					options: [
						{
							name: 'Not Delivered',
							value: 'undelivered',
							description: 'The message was valid but not delivered',
						},
						{
							name: 'Not Sent',
							value: 'sentFailed',
							description:
								'The message was not delivered, or its template or variables are invalid',
						},
					],
					default: 'undelivered',
					description: 'When to send the SMS',
				},
			],
		},
	],
};

/** What every single send can be told beside its content; the service documents them for both. */
export const sendOptions: readonly INodeProperties[] = [
	{
		displayName: 'Recipient Type',
		name: 'recipientType',
		type: 'options',
		options: [
			{ name: 'Group', value: 'group' },
			{ name: 'Individual', value: 'individual' },
		],
		default: 'individual',
		description:
			"Whether 'To' is an individual or a group. For a group, enter the group ID in 'To'.",
	},
	smsFallbackOption,
	{
		displayName: 'Tag',
		name: 'tag',
		type: 'string',
		default: '',
		placeholder: 'e.g. spring-sale',
		displayOptions: VIBER_ONLY,
		description: 'Your own keyword to find Viber messages by',
	},
	{
		displayName: TIME_TO_LIVE.label,
		name: 'ttl',
		type: 'number',
		typeOptions: { minValue: TIME_TO_LIVE.least, maxValue: TIME_TO_LIVE.most },
		default: 86_400,
		displayOptions: VIBER_ONLY,
		description: 'Seconds during which Viber tries to deliver the message, from 30 to 1,209,600',
	},
	{
		displayName: 'Tracking Data',
		name: 'trackingData',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-1001',
		displayOptions: VIBER_ONLY,
		description: 'Your own text that Viber stores with the message',
	},
];

/**
 * The parameters of the call that these options set.
 *
 * @throws InvalidInput with the range and the actual value.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage
 */
export function readSendOptions(options: IDataObject): Readonly<Record<string, ApiValue>> {
	const { fallback } = (options.smsFallback ?? {}) as { fallback?: IDataObject };
	const isGroup = options.recipientType === 'group';
	return {
		RecipientType: isGroup ? 'group' : undefined,
		Tag: optionalText(options.tag, 'Tag'),
		TrackingData: optionalText(options.trackingData, 'Tracking Data'),
		Ttl: seconds(options.ttl, TIME_TO_LIVE),
		...(fallback ? readFallback(fallback) : {}),
	};
}

function readFallback({ id, content, duration, rule }: IDataObject): Record<string, ApiValue> {
	const FallBackId = optionalText(id, 'Fallback ID');
	const FallBackContent = optionalText(content, 'Fallback Content');
	if (!FallBackId || !FallBackContent) {
		throw new InvalidInput(
			`'${FALLBACK_LABEL}' is incomplete`,
			"Fill in 'Fallback ID' and 'Fallback Content', or remove the option.",
		);
	}
	return {
		FallBackId,
		FallBackContent,
		FallBackDuration: Number(duration) === 0 ? undefined : seconds(duration, FALLBACK_DURATION),
		FallBackRule: rule === 'sentFailed' ? 'sentFailed' : 'undelivered',
	};
}

function seconds(
	value: unknown,
	{ label, least, most }: { label: string; least: number; most: number },
): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const given = Number(value);
	if (Number.isInteger(given) && given >= least && given <= most) return given;
	throw new InvalidInput(
		`'${label}' is out of range: ${String(value)} seconds, must be between ${least} and ${most}`,
		`Set '${label}' to a whole number of seconds from ${least} to ${most}.`,
	);
}
