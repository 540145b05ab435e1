import { confirmation, singleCall } from '../../calls/singleCall';
import { channelParameter, flagParameter, type CallParameter } from '../../fields/parameter';
import { updateFields } from '../../fields/reading';
import { templateTypeField } from '../../fields/templateDesigner';
import { TEMPLATE_TYPES } from '../../templates/designer/design';
import { templateChannelOf } from './design';
import { languageParameter, templateParameter } from './templateParameters';

const typeParameter: CallParameter = {
	property: templateTypeField,
	sentAs: 'TemplateType',
	read: (given) => TEMPLATE_TYPES[templateChannelOf(given)],
};

export const updateProperties = singleCall({
	value: 'updateProperties',
	name: 'Update Properties',
	action: 'Update template properties',
	description: 'Turn sending of a template on or off without a new review',
	calls: 'ModifyChatappTemplateProperties',
	parameters: [typeParameter, channelParameter, templateParameter, languageParameter],
	added: updateFields([
		unlessEmpty(
			flagParameter('AllowSend', {
				displayName: 'Allow Sending',
				name: 'allowSend',
				default: true,
				description: 'Whether the template can be sent. Its approval does not change.',
			}),
		),
		unlessEmpty(
			flagParameter('CategoryChangePaused', {
				displayName: 'Pause on Category Change',
				name: 'categoryChangePaused',
				default: true,
				description:
					'Whether to pause the template if WhatsApp changes its category from Utility to Marketing, which costs more',
			}),
		),
	]),
	result: (answer) =>
		confirmation(answer, {}, ['TemplateCode', 'Language', 'AllowSend', 'CategoryChangePaused']),
});

/** An expression without a value leaves the property as it is. */
function unlessEmpty(parameter: CallParameter): CallParameter {
	return {
		...parameter,
		read: (given) => (given === undefined || given === '' ? undefined : parameter.read(given)),
	};
}
