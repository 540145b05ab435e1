import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { TEMPLATE_TYPES } from '../../templates/designer/design';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { languageLocator, templateLocator } from '../../fields/locators';
import { optionsField } from '../../runtime/options';
import { templateTypeField } from '../../fields/templateDesigner';
import type { ItemOperation } from '../../runtime/operation';
import { readCollection } from '../../fields/parameters';
import { requestIdOf } from '../../runtime/results';
import { readTemplateKey } from '../../calls/templateDetail';
import { readTemplateChannel } from './design';

const fieldsToUpdate: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Allow Sending',
			name: 'allowSend',
			type: 'boolean',
			default: true,
			description: 'Whether the template can be sent. Its approval does not change.',
		},
		{
			displayName: 'Pause on Category Change',
			name: 'categoryChangePaused',
			type: 'boolean',
			default: true,
			description:
				'Whether to pause the template if WhatsApp changes its category from Utility to Marketing, which costs more',
		},
	],
};

export const updateProperties: ItemOperation = {
	value: 'updateProperties',
	name: 'Update Properties',
	action: 'Update template properties',
	description: 'Turn sending of a template on or off without a new review',
	properties: [
		templateTypeField,
		channelLocator,
		templateLocator,
		languageLocator,
		fieldsToUpdate,
		optionsField(),
	],
	async execute(context, itemIndex) {
		const { functions, callApi } = context;
		const channelType = readTemplateChannel(context, itemIndex);
		const { channel, code, language } = readTemplateKey(functions, itemIndex);
		const given = readCollection(functions, 'updateFields', itemIndex);
		const allowSend = switchOf(given.allowSend, 'Allow Sending');
		const paused = switchOf(given.categoryChangePaused, 'Pause on Category Change');
		if (allowSend === undefined && paused === undefined) {
			throw new InvalidInput("'Update Fields' is empty", 'Add at least one field to update.');
		}
		const envelope = await callApi({
			product: 'cams',
			action: 'ModifyChatappTemplateProperties',
			retry: 'never',
			body: {
				CustSpaceId: channel,
				TemplateCode: code,
				Language: language,
				TemplateType: TEMPLATE_TYPES[channelType],
				AllowSend: allowSend,
				CategoryChangePaused: paused,
			},
		});
		return {
			templateCode: code,
			language,
			...(allowSend === undefined ? {} : { allowSend }),
			...(paused === undefined ? {} : { categoryChangePaused: paused }),
			requestId: requestIdOf(envelope),
		};
	},
};

/** Expressions give texts as well; anything else would switch something by mistake. */
function switchOf(value: unknown, label: string): boolean | undefined {
	if (value === undefined || value === '') return undefined;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new InvalidInput(`'${label}' is not true or false: ${String(value)}`, 'Use true or false.');
}
