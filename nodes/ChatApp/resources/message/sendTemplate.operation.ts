import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionalText } from '../../../shared/errors/invalidInput';
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
import { sendOptions } from '../../descriptions/sendOptions';
import { emptyValuesOptions, variablesField } from '../../descriptions/templateVariables';
import type { ItemOperation } from '../../operation';
import { readLocator } from '../../parameters';
import { readTemplate } from '../../templateDetail';
import { fillForSend } from './fillForSend';
import { headerMediaOption } from './headerMedia';
import { readEnvelope, sendMessage } from './sendCall';

/** Viber prices and limits messages by class and refuses those without one. */
const viberLabelOption: INodeProperties = {
	displayName: 'Message Class',
	name: 'label',
	type: 'options',
	options: [
		{ name: 'Promotion', value: 'promotion' },
		{ name: 'Transaction', value: 'transaction' },
	],
	default: 'transaction',
	displayOptions: { show: { '/channelType': ['viber'] } },
	description: 'Whether Viber treats the message as advertising or as about an existing business',
};

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
			viberLabelOption,
			...sendOptions,
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
		const filled = await fillForSend(context, itemIndex, envelope, template);
		if ('skipReason' in filled) {
			const reason = filled.skipReason;
			return { skipped: true, reason, messageId: null, to, from, channelId: channel, channelType };
		}
		const sent = await sendMessage(context, envelope, {
			Type: 'template',
			TemplateCode: code,
			Language: language,
			Label: channelType === 'viber' ? (optionalText(options.label) ?? 'transaction') : undefined,
			...filled,
		});
		return { ...sent, rendered: { ...renderTemplate(template, filled) } as IDataObject };
	},
};
