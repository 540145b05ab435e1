import type { IDataObject } from 'n8n-workflow';

import { renderTemplate } from '../../../shared/templates/render';
import { channelTypeField } from '../../descriptions/channelType';
import {
	approvedTemplateLocator,
	channelLocator,
	languageLocator,
	senderLocator,
} from '../../descriptions/locators';
import { optionsField } from '../../descriptions/options';
import {
	defaultCountryOption,
	replyToOption,
	taskIdOption,
	toField,
} from '../../descriptions/recipient';
import { allowedRecipientsOption, allowedTemplatesOption } from '../../descriptions/sendLimits';
import { sendOptions } from '../../descriptions/sendOptions';
import { valueOptions, variablesField } from '../../descriptions/templateVariables';
import type { ItemOperation } from '../../operation';
import { headerMediaOption, uploadHeaderMedia } from './headerMedia';
import { labelOf, messageClassOption } from './messageClass';
import { readEnvelope, sendMessage } from './sendCall';
import { readTemplateMessage } from './templateMessage';

export const sendTemplate: ItemOperation = {
	value: 'sendTemplate',
	name: 'Send Template',
	action: 'Send template message',
	description: 'Send an approved template, which may start a conversation at any time',
	properties: [
		channelTypeField('The chat app to send with', ['viber', 'whatsapp']),
		channelLocator,
		senderLocator({
			displayName: 'From',
			name: 'from',
			description: 'Who sends the message: a WhatsApp number or a Viber service ID',
		}),
		toField,
		approvedTemplateLocator,
		languageLocator,
		variablesField,
		optionsField([
			allowedRecipientsOption,
			allowedTemplatesOption,
			...valueOptions,
			defaultCountryOption,
			headerMediaOption,
			messageClassOption,
			...sendOptions,
			replyToOption,
			taskIdOption,
		]),
	],
	async execute(context, itemIndex) {
		const envelope = readEnvelope(context, itemIndex);
		const { channel, channelType, from, to, options } = envelope;
		const message = await readTemplateMessage(context, itemIndex, envelope);
		if ('skipReason' in message) {
			const reason = message.skipReason;
			return { skipped: true, reason, messageId: null, to, from, channelId: channel, channelType };
		}
		const { code, language, template } = message;
		const filled = await uploadHeaderMedia(context, itemIndex, channel, message);
		const sent = await sendMessage(context, envelope, {
			Type: 'template',
			TemplateCode: code,
			Language: language,
			Label: labelOf(channelType, options.label),
			...filled,
		});
		return {
			...sent,
			adjustedVariables: [...message.adjusted],
			rendered: { ...renderTemplate(template, filled) } as IDataObject,
		};
	},
};
