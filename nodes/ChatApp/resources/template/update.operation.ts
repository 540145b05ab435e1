import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { titleOf } from '../../templates/definition';
import { TEMPLATE_TYPES } from '../../templates/designer/design';
import { ttlFaults } from '../../templates/designer/name';
import { variableNames } from '../../templates/designer/syntax';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { languageLocator, templateLocator } from '../../fields/locators';
import { notInDefinitions } from '../../runtime/definitions';
import { optionsField, readOptions } from '../../runtime/options';
import {
	categoryField,
	designerFields,
	designerOptions,
	pauseField,
	templateTypeField,
} from '../../fields/templateDesigner';
import type { ItemOperation } from '../../runtime/operation';
import { requestIdOf } from '../../runtime/results';
import { readTemplate, readTemplateKey } from '../../calls/templateDetail';
import { templateSettings } from './create.operation';
import { explainingCategory, readDesign, readTemplateChannel } from './design';

export const update: ItemOperation = {
	value: 'update',
	holdsFiles: true,
	name: 'Update',
	action: 'Update template',
	description:
		'Replace the WhatsApp category and all components of a template that was rejected or not yet reviewed, and submit it again. Approved ones cannot be changed.',
	properties: [
		templateTypeField,
		channelLocator,
		templateLocator,
		languageLocator,
		categoryField,
		...designerFields,
		pauseField,
		notInDefinitions(optionsField(designerOptions)),
	],
	async execute(context, itemIndex) {
		context.checkTexts();
		const { functions, callApi } = context;
		const channelType = readTemplateChannel(context, itemIndex);
		const key = readTemplateKey(functions, itemIndex);
		const { channel, code, language } = key;
		const current = await readTemplate(context, key);
		if (current.state === 'pass') {
			throw new InvalidInput(
				`The template ${titleOf(current)} cannot be changed: it is approved`,
				'Only templates that were rejected or not yet reviewed can be changed. Create one with another name, or delete this one first.',
			);
		}
		const ttl = readOptions(functions, itemIndex).messageSendTtlSeconds;
		// Viber's categories are not to be changed by an update.
		const kept = channelType === 'viber' ? current.category : '';
		const design = await readDesign(context, itemIndex, channel, ttlFaults(ttl), kept);
		const envelope = await callApi({
			product: 'cams',
			action: 'ModifyChatappTemplate',
			retry: 'never',
			body: {
				CustSpaceId: channel,
				TemplateCode: code,
				TemplateName: current.name || undefined,
				Language: language,
				Category: design.category,
				TemplateType: TEMPLATE_TYPES[channelType],
				Components: design.components,
				...templateSettings({
					examples: design.examples,
					ttl,
					pause: functions.getNodeParameter('categoryChangePaused', itemIndex, ''),
				}),
			},
		}).catch(explainingCategory(channelType, design.category));
		return {
			templateCode: code,
			templateName: current.name,
			language,
			category: design.category,
			channelId: channel,
			variables: variableNames(design.components),
			requestId: requestIdOf(envelope),
		};
	},
};
