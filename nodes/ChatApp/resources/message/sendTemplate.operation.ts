import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readDefinition } from '../../../shared/templates/definition';
import { fillTemplate, type GivenValues } from '../../../shared/templates/payload';
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
import type { ItemOperation } from '../../operation';
import { readLocator } from '../../parameters';
import { templateDetailCall } from '../../templateDetail';
import { readEnvelope, sendMessage } from './sendCall';

const variablesField: INodeProperties = {
	displayName: 'Template Variables',
	name: 'variables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'The values that fill the gaps of the template',
	typeOptions: {
		loadOptionsDependsOn: ['channel.value', 'template.value', 'language.value'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			// Only in this mode does the editor ask for the required fields before a run.
			mode: 'add',
			valuesLabel: 'Values',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: true,
			noFieldsError: 'This template has no variables. Nothing needs to be filled in.',
		},
	},
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
		const filled = fillTemplate(template, givenValues(functions, itemIndex));
		return await sendMessage(context, envelope, {
			Type: 'template',
			TemplateCode: key.code,
			Language: key.language,
			...filled,
		});
	},
};

function givenValues(functions: IExecuteFunctions, itemIndex: number): GivenValues {
	const { mappingMode, value } = functions.getNodeParameter('variables', itemIndex, {}) as {
		mappingMode?: string;
		value?: IDataObject | null;
	};
	return mappingMode === 'autoMapInputData'
		? { values: functions.getInputData()[itemIndex]?.json ?? {}, mayHaveMore: true }
		: { values: value ?? {}, mayHaveMore: false };
}
