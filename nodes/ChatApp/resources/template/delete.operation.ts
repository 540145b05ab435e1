import type { INodeProperties } from 'n8n-workflow';

import { TEMPLATE_TYPES } from '../../templates/designer/design';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { languageLocator, templateLocator } from '../../fields/locators';
import { optionsField } from '../../runtime/options';
import { templateTypeField } from '../../fields/templateDesigner';
import type { ItemOperation } from '../../runtime/operation';
import { readLocator } from '../../fields/parameters';
import { requestIdOf } from '../../runtime/results';
import { versionsByCode, type Reader } from '../../calls/templateLookup';
import { readTemplateChannel } from './design';

const scopeField: INodeProperties = {
	displayName: 'Delete',
	name: 'deleteScope',
	type: 'options',
	options: [
		{ name: 'All Languages', value: 'all' },
		{ name: 'One Language', value: 'one' },
	],
	default: 'one',
	description:
		'What to delete. This cannot be undone. The template can no longer be sent, and WhatsApp blocks the same name and language for up to 4 weeks.',
};

const oneLanguage: INodeProperties = {
	...languageLocator,
	displayOptions: { show: { deleteScope: ['one'] } },
};

/** `delete` is a word of the language, so the export has another name. */
export const deleteTemplate: ItemOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete template',
	description:
		'Permanently delete a template in one or all languages. WhatsApp then blocks its name for up to 4 weeks.',
	properties: [
		templateTypeField,
		channelLocator,
		templateLocator,
		scopeField,
		oneLanguage,
		optionsField(),
	],
	async execute(context, itemIndex) {
		const { functions, callApi } = context;
		const channelType = readTemplateChannel(context, itemIndex);
		const channel = readLocator(functions, 'channel', 'Channel', itemIndex);
		const code = readLocator(functions, 'template', 'Template', itemIndex);
		const isAll = functions.getNodeParameter('deleteScope', itemIndex) === 'all';
		const language = isAll ? undefined : readLocator(functions, 'language', 'Language', itemIndex);
		const type = TEMPLATE_TYPES[channelType];
		// What there is to delete, because the answer to the deletion does not say what it was.
		const read: Reader = async (call) => await callApi(call);
		const versions = await versionsByCode(read, { channel, type }, code);
		const envelope = await callApi({
			product: 'cams',
			action: 'DeleteChatappTemplate',
			retry: 'never',
			body: {
				CustSpaceId: channel,
				TemplateCode: code,
				Language: language,
				TemplateType: type,
			},
		});
		return {
			deleted: true,
			templateCode: code,
			templateName: versions[0]?.name || null,
			languages: language === undefined ? versions.map((one) => one.language) : [language],
			requestId: requestIdOf(envelope),
		};
	},
};
