import type { INodeProperties } from 'n8n-workflow';

import { requiredText } from '../../../alibabaCloud/input/invalidInput';
import { asObject, field, text } from '../../templates/definition';
import { assertNoFaults } from '../../templates/designer/faults';
import { languageFaults } from '../../templates/designer/name';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { optionsField } from '../../runtime/options';
import type { ItemOperation } from '../../runtime/operation';
import { readLocator } from '../../fields/parameters';
import { requestIdOf } from '../../runtime/results';
import { languageField } from './create.operation';

const libraryFields: readonly INodeProperties[] = [
	{
		displayName: 'Library Template Code',
		name: 'libraryTemplateCode',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 12456',
		description: "The code of the template in the console's template library",
	},
	{
		displayName: 'Library Template Name',
		name: 'libraryTemplateName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. order_shipped',
		description: "The name of the template in the console's template library",
	},
];

export const copy: ItemOperation = {
	value: 'copy',
	name: 'Copy From Library',
	action: 'Copy template from library',
	description: 'Copy a ready-made template from the template library to a channel',
	properties: [channelLocator, ...libraryFields, languageField, optionsField()],
	async execute({ functions, callApi }, itemIndex) {
		const channel = readLocator(functions, 'channel', 'Channel', itemIndex);
		const parameter = (name: string): unknown => functions.getNodeParameter(name, itemIndex, '');
		const code = requiredText(parameter('libraryTemplateCode'), 'Library Template Code');
		const name = requiredText(parameter('libraryTemplateName'), 'Library Template Name');
		const language = text(parameter('templateLanguage')).trim();
		assertNoFaults(languageFaults(language));
		const envelope = await callApi({
			product: 'cams',
			action: 'CopyTemplate',
			retry: 'never',
			body: {
				CustSpaceId: channel,
				SceneTemplateCode: code,
				SceneTemplateName: name,
				Language: language,
			},
		});
		const data = asObject(envelope.Data);
		return {
			templateCode: text(field(data, 'SceneTemplateCode')) || null,
			templateName: text(field(data, 'SceneTemplateName')) || null,
			// The service spells the name of this field so.
			category: text(field(data, 'WhatsappCatagory')) || null,
			language,
			channelId: channel,
			requestId: requestIdOf(envelope),
		};
	},
};
