import { readDefinition } from '../../../shared/templates/definition';
import { fillTemplate } from '../../../shared/templates/payload';
import { assertSendable } from '../../../shared/templates/states';
import { channelTypeField } from '../../descriptions/channelType';
import {
	channelLocator,
	languageLocator,
	senderLocator,
	templateLocator,
} from '../../descriptions/locators';
import { optionsField } from '../../descriptions/options';
import {
	defaultCountryOption,
	replyToOption,
	taskIdOption,
	toField,
} from '../../descriptions/recipient';
import { readGivenValues, variablesField } from '../../descriptions/templateVariables';
import type { ItemOperation } from '../../operation';
import { readLocator } from '../../parameters';
import { templateDetailCall } from '../../templateDetail';
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
		templateLocator,
		languageLocator,
		variablesField,
		optionsField([defaultCountryOption, replyToOption, taskIdOption]),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const envelope = readEnvelope(context, itemIndex);
		const key = {
			channel: envelope.channel,
			code: readLocator(functions, 'template', 'Template', itemIndex),
			language: readLocator(functions, 'language', 'Language', itemIndex),
		};
		const template = await context.once(`template ${JSON.stringify(key)}`, async () =>
			readDefinition(await context.callApi(templateDetailCall(key))),
		);
		assertSendable(template);
		const filled = fillTemplate(template, readGivenValues(functions, itemIndex));
		return await sendMessage(context, envelope, {
			Type: 'template',
			TemplateCode: key.code,
			Language: key.language,
			...filled,
		});
	},
};
