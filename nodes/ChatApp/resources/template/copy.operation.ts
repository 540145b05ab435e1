import { singleCall } from '../../calls/singleCall';
import { channelParameter, textParameter, type CallParameter } from '../../fields/parameter';
import { requestIdOf } from '../../runtime/results';
import { asObject, field, text } from '../../templates/definition';
import { assertNoFaults } from '../../templates/designer/faults';
import { languageFaults } from '../../templates/designer/name';
import { languageField } from './create.operation';

const languageParameter: CallParameter = {
	property: languageField,
	sentAs: 'Language',
	read(given) {
		const language = text(given).trim();
		assertNoFaults(languageFaults(language));
		return language;
	},
};

export const copy = singleCall({
	value: 'copy',
	name: 'Copy From Library',
	action: 'Copy template from library',
	description: 'Copy a ready-made template from the template library to a channel',
	calls: 'CopyTemplate',
	parameters: [
		channelParameter,
		textParameter('SceneTemplateCode', {
			displayName: 'Library Template Code',
			name: 'libraryTemplateCode',
			required: true,
			placeholder: 'e.g. 12456',
			description: "The code of the template in the console's template library",
		}),
		textParameter('SceneTemplateName', {
			displayName: 'Library Template Name',
			name: 'libraryTemplateName',
			required: true,
			placeholder: 'e.g. order_shipped',
			description: "The name of the template in the console's template library",
		}),
		languageParameter,
	],
	result({ envelope, sent }) {
		const data = asObject(envelope.Data);
		return {
			templateCode: text(field(data, 'SceneTemplateCode')) || null,
			templateName: text(field(data, 'SceneTemplateName')) || null,
			// The service spells the name of this field so.
			category: text(field(data, 'WhatsappCatagory')) || null,
			language: sent.Language as string,
			channelId: sent.CustSpaceId as string,
			requestId: requestIdOf(envelope),
		};
	},
});
