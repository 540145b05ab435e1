import type { IDataObject } from 'n8n-workflow';

import { optionalText } from '../../../shared/errors/invalidInput';
import { fillOrSkip } from '../../../shared/templates/payload';
import { renderTemplate } from '../../../shared/templates/render';
import { assertSendable } from '../../../shared/templates/states';
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
import {
	emptyValuesOptions,
	readGivenValues,
	variablesField,
} from '../../descriptions/templateVariables';
import type { ItemOperation } from '../../operation';
import { readLocator } from '../../parameters';
import { readTemplate } from '../../templateDetail';
import { headerMediaOption, withHeaderMedia } from './headerMedia';
import { readEnvelope, sendMessage } from './sendCall';

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
			...emptyValuesOptions,
			defaultCountryOption,
			headerMediaOption,
			replyToOption,
			taskIdOption,
		]),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const envelope = readEnvelope(context, itemIndex);
		const { channel, channelType, from, to, options } = envelope;
		const code = readLocator(functions, 'template', 'Template', itemIndex);
		const language = readLocator(functions, 'language', 'Language', itemIndex);
		const template = await readTemplate(context, { channel, code, language });
		assertSendable(template);
		const given = await withHeaderMedia(
			context,
			itemIndex,
			{ channel, template, given: readGivenValues(functions, itemIndex) },
			optionalText(options.headerMediaField),
		);
		const filled = fillOrSkip(template, given);
		if ('skipReason' in filled) {
			const reason = filled.skipReason;
			return { skipped: true, reason, messageId: null, to, from, channelId: channel, channelType };
		}
		const sent = await sendMessage(context, envelope, {
			Type: 'template',
			TemplateCode: code,
			Language: language,
			...filled,
		});
		return { ...sent, rendered: { ...renderTemplate(template, filled) } as IDataObject };
	},
};
