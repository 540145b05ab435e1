import { textOf } from '../../../alibabaCloud/input/text';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { optionsField, readOptions } from '../../runtime/options';
import type { ItemOperation } from '../../runtime/operation';
import { readLocator } from '../../fields/parameters';
import { ownDigits } from '../../../alibabaCloud/input/phoneNumber';
import { examine } from './check/checks';
import { summaryOf, worstFirst } from './check/line';

export const check: ItemOperation = {
	value: 'check',
	name: 'Check',
	action: 'Check channel',
	description:
		'Find out why messages cannot be sent or received. Returns one item per check, with what to do next.',
	properties: [
		channelLocator,
		{
			displayName: 'Trigger URL',
			name: 'triggerUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/6f1c0e5a/chat-app',
			description:
				'Production URL of the Alibaba Cloud Chat App Trigger that should receive the notifications. It is compared with the receipt URLs of the phone numbers. Leave empty if you use the Queue Trigger.',
		},
		optionsField([
			{
				displayName: 'Phone Number',
				name: 'phoneNumber',
				type: 'string',
				default: '',
				placeholder: 'e.g. +65 3158 9000',
				description:
					'The only number of the channel to check, with its queues. Leave empty to check all numbers.',
			},
			{
				displayName: 'Queue Site',
				name: 'queueSite',
				type: 'options',
				default: 'international',
				options: [
					{ name: 'China', value: 'china', description: 'For accounts on aliyun.com' },
					{
						name: 'International',
						value: 'international',
						description: 'For accounts on alibabacloud.com',
					},
				],
				description: 'The Alibaba Cloud site of the account',
			},
		]),
	],
	async execute(context, itemIndex) {
		const channelId = readLocator(context.functions, 'channel', 'Channel', itemIndex);
		const triggerUrl = textOf(context.functions.getNodeParameter('triggerUrl', itemIndex, ''));
		const { queueSite: site, phoneNumber } = readOptions(context.functions, itemIndex);
		const onlyNumber = textOf(phoneNumber);
		const lines = await examine(context, {
			channelId,
			triggerUrl,
			onlyNumber: onlyNumber === '' ? '' : ownDigits(onlyNumber, 'Phone Number'),
			site: site === 'china' ? 'china' : 'international',
		});
		return [summaryOf(lines), ...worstFirst(lines)].map((one) => ({ ...one, channelId }));
	},
};
