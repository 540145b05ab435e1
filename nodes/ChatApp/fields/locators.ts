import type { INodeProperties } from 'n8n-workflow';

import { locator, type LocatorField } from '../../alibabaCloud/lists/locator';

/** A number of the business, under the name that the operation gives it. */
export function senderLocator(field: LocatorField): INodeProperties {
	return locator(field, {
		searchListMethod: 'searchSenders',
		listPlaceholder: 'Select a number...',
		idPlaceholder: 'e.g. 6531589000',
		dependsOn: ['channelType', 'channel.value'],
	});
}

export const templateLocator: INodeProperties = locatorOfTemplates(
	'searchTemplates',
	'The template to use. Templates that are not approved are listed with their state.',
);

/** For sending: the same parameter, but the list has what can be sent. */
export const approvedTemplateLocator: INodeProperties = {
	...locatorOfTemplates(
		'searchApprovedTemplates',
		'The template to use. The list shows approved templates. Search by name to find others.',
	),
	builderHint: {
		propertyHint:
			"Needs channel. Mode 'id' takes the template code, a text of 19 digits and not the name.",
	},
};

function locatorOfTemplates(searchListMethod: string, description: string): INodeProperties {
	return locator(
		{ displayName: 'Template', name: 'template', description },
		{
			searchListMethod,
			listPlaceholder: 'Select a template...',
			idPlaceholder: 'e.g. 1119000000000000001',
			idName: 'Code',
			dependsOn: ['channelType', 'channel.value'],
		},
	);
}

export const languageLocator: INodeProperties = locator(
	{
		displayName: 'Language',
		name: 'language',
		description: 'The language of the template. The list shows the languages it was created in.',
	},
	{
		searchListMethod: 'searchLanguages',
		listPlaceholder: 'Select a language...',
		idPlaceholder: 'e.g. en',
		idName: 'Code',
		dependsOn: ['channelType', 'channel.value', 'template.value'],
	},
);
