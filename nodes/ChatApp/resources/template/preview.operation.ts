import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { fitValues } from '../../templates/payload';
import { presentParts } from '../../templates/presentParts';
import { renderTemplate } from '../../templates/render';
import { assertSendable } from '../../templates/states';
import { channelTypeField } from '../../fields/channelType';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { approvedTemplateLocator, optionalLanguageLocator } from '../../fields/locators';
import { optionsField } from '../../runtime/options';
import {
	readGivenValues,
	valueOptions,
	variablesField,
	withNamedCode,
} from '../../fields/templateVariables';
import type { ItemOperation } from '../../runtime/operation';
import { readTemplate } from '../../calls/templateDetail';
import { findTemplateKey } from '../../calls/templateLookup';

export const preview: ItemOperation = {
	value: 'preview',
	name: 'Preview',
	action: 'Preview template message',
	description: 'Preview a template as the recipient will see it, without sending it',
	properties: [
		channelTypeField('The chat app of the template', ['viber', 'whatsapp']),
		channelLocator,
		approvedTemplateLocator,
		optionalLanguageLocator,
		variablesField,
		optionsField(valueOptions),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const read = await readTemplate(context, await findTemplateKey(context, itemIndex));
		const template = withNamedCode(functions, itemIndex, read);
		const fit = fitValues(template, readGivenValues(functions, itemIndex));
		const { filled, missing, surplus, unfit, adjusted } = fit;
		const problem = problemOf(() => assertSendable(template)) ?? problemOf(context.checkTexts);
		return {
			templateCode: template.code,
			templateName: template.name,
			language: template.language,
			category: template.category,
			auditStatus: template.state,
			canBeSent: problem === null && missing.length + surplus.length + unfit.length === 0,
			problem,
			missing: [...missing],
			surplus: [...surplus],
			unfit: unfit.map((value) => `${value.problem}. ${value.advice}`),
			adjustedVariables: [...adjusted],
			rendered: presentParts(renderTemplate(template, filled)),
		};
	},
};

/** Why the template would not be sent, whatever fills it. */
function problemOf(check: () => void): string | null {
	try {
		check();
		return null;
	} catch (error) {
		return error instanceof InvalidInput ? `${error.message}. ${error.description}` : String(error);
	}
}
