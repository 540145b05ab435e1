import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import { readWindow } from '../../calls/personWindow';
import { channelTypeField } from '../../fields/channelType';
import { senderFields } from '../../fields/locators';
import { readChannelType, readLocator } from '../../fields/parameters';
import { defaultCountryOption } from '../../fields/recipient';
import { ownDigits } from '../../../alibabaCloud/input/phoneNumber';
import { readRecipient } from '../../messages/recipient';
import type { WindowState } from '../../messages/window';
import type { ItemOperation } from '../../runtime/operation';
import { optionsField, readOptions } from '../../runtime/options';

/** For conditions of other nodes, beside the word. */
const IS_OPEN = Object.freeze({ open: true, closed: false, unknown: null }) satisfies Readonly<
	Record<WindowState, boolean | null>
>;

export const getWindow: ItemOperation = {
	value: 'getWindow',
	name: 'Get Window',
	action: 'Get window of person',
	description:
		'Get whether a person can be sent a free-form message, and until when: 24 hours after their last message on WhatsApp, Messenger and Instagram',
	properties: [
		channelTypeField(
			'The chat app of the person. Only WhatsApp and Viber list messages, so the window is unknown for Messenger and Instagram. Viber and Telegram have no window.',
		),
		channelLocator,
		...senderFields(),
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +65 9123 4567',
			description: 'The person: a phone number with country code, or a user ID',
		},
		optionsField([defaultCountryOption]),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const channelType = readChannelType(functions, itemIndex);
		const { defaultCountry } = readOptions(functions, itemIndex);
		const sender = readLocator(functions, 'from', 'From', itemIndex);
		const from = channelType === 'whatsapp' ? ownDigits(sender, 'From') : sender;
		const to = readRecipient(
			channelType,
			functions.getNodeParameter('to', itemIndex),
			'To',
			optionalText(defaultCountry, defaultCountryOption.displayName) ?? '',
		);
		const channel = readLocator(functions, 'channel', 'Channel', itemIndex);
		const found = await readWindow(context, { channelType, channel, from, to });
		return {
			window: found.window,
			open: IS_OPEN[found.window],
			openUntil: isoOrNull(found.openUntil),
			lastMessageAt: isoOrNull(found.lastMessageAt),
			to,
			from,
			channelId: channel,
			channelType,
			requestId: found.requestId,
		};
	},
};

function isoOrNull(time: number | null): string | null {
	return time === null ? null : new Date(time).toISOString();
}
