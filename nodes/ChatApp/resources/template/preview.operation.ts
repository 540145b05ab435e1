import type { IDataObject } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors/invalidInput';
import type { TemplateDefinition } from '../../../shared/templates/definition';
import { fitValues } from '../../../shared/templates/payload';
import { renderTemplate } from '../../../shared/templates/render';
import { assertSendable } from '../../../shared/templates/states';
import { channelTypeField } from '../../descriptions/channelType';
import {
	approvedTemplateLocator,
	channelLocator,
	languageLocator,
} from '../../descriptions/locators';
import { optionsField } from '../../descriptions/options';
import {
	emptyValuesOptions,
	readGivenValues,
	variablesField,
} from '../../descriptions/templateVariables';
import type { ItemOperation } from '../../operation';
import { readTemplate, readTemplateKey } from '../../templateDetail';

export const preview: ItemOperation = {
	value: 'preview',
	name: 'Preview',
	action: 'Preview template message',
	description: 'Show a template as the receiver will see it, without sending anything',
	properties: [
		channelTypeField('The chat app that the template is for', ['viber', 'whatsapp']),
		channelLocator,
		approvedTemplateLocator,
		languageLocator,
		variablesField,
		optionsField(emptyValuesOptions),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const template = await readTemplate(context, readTemplateKey(functions, itemIndex));
		const { filled, missing, surplus } = fitValues(template, readGivenValues(functions, itemIndex));
		const problem = problemOf(template);
		return {
			templateCode: template.code,
			templateName: template.name,
			language: template.language,
			category: template.category,
			auditStatus: template.state,
			canBeSent: problem === null && missing.length + surplus.length === 0,
			problem,
			missing: [...missing],
			surplus: [...surplus],
			rendered: { ...renderTemplate(template, filled) } as IDataObject,
		};
	},
};

/** Why the service would not send the template, whatever fills it. */
function problemOf(template: TemplateDefinition): string | null {
	try {
		assertSendable(template);
		return null;
	} catch (error) {
		return error instanceof InvalidInput ? `${error.message}. ${error.description}` : String(error);
	}
}
