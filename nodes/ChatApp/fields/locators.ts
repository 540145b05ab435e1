import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { CHANNELS, type ChannelType } from '../../alibabaCloud/channels/channels';
import { whatsAppFirst } from './channelType';
import { locator, modeOf, type LocatorField } from '../../alibabaCloud/lists/locator';

/** A number of the business, under the name that the operation uses. */
export function senderLocator(field: LocatorField): INodeProperties {
	return locator(field, {
		searchListMethod: 'searchSenders',
		listPlaceholder: 'Select a number...',
		idPlaceholder: 'e.g. 6531589000',
		dependsOn: ['channelType', 'channel.value'],
	});
}

/**
 * Who sends, by the channel that is chosen above. Only WhatsApp's numbers can be listed. The other
 * channels keep the list as second mode: somebody who changes the channel has it selected, and n8n
 * lets nobody leave a mode that a field does not have.
 */
export function senderFields(channels?: readonly ChannelType[]): INodeProperties[] {
	return whatsAppFirst(channels).map((channelType) => {
		const { name, sender, senderExample } = CHANNELS[channelType];
		const field = { displayName: 'From', name: 'from' };
		const displayOptions = { show: { channelType: [channelType] } };
		if (channelType === 'whatsapp') {
			const description = 'The WhatsApp number to send from';
			return {
				...senderLocator({ ...field, description }),
				displayOptions,
				builderHint: {
					propertyHint:
						"Every channelType needs it. Those other than whatsapp take the ID of the business in mode 'id'.",
				},
			};
		}
		return {
			...locator(
				{ ...field, description: `The ${sender} of ${name} to send from, as the console shows it` },
				{
					searchListMethod: 'searchSenders',
					listPlaceholder: `Enter the ${sender} by ID`,
					idPlaceholder: `e.g. ${senderExample}`,
					startsById: true,
				},
			),
			displayOptions,
		};
	});
}

/** The mode of a template's locator that holds its name; stored in workflows. */
export const BY_NAME = 'name';

export const templateLocator: INodeProperties = locatorOfTemplates(
	'searchTemplates',
	'The template to use. Templates that are not approved are listed with their state.',
);

/** For sending: the same parameter, but the list has what can be sent. */
export const approvedTemplateLocator: INodeProperties = {
	...locatorOfTemplates(
		'searchApprovedTemplates',
		'The template to use. The list shows approved templates. Search by name or by words of the text to find others.',
		modeOf('By Name', BY_NAME, 'e.g. order_update', {
			type: 'string',
			hint: 'Looked up once per execution',
		}),
	),
	builderHint: {
		propertyHint:
			"Needs channel. Mode 'name' takes the name; mode 'id' the template code, a text of 19 digits.",
	},
};

function locatorOfTemplates(
	searchListMethod: string,
	description: string,
	otherMode?: INodePropertyMode,
): INodeProperties {
	return locator(
		{ displayName: 'Template', name: 'template', description },
		{
			searchListMethod,
			listPlaceholder: 'Select a template...',
			idPlaceholder: 'e.g. 1119000000000000001',
			whenSlow: "If this takes long, choose 'By ID'",
			...(otherMode ? { otherMode } : {}),
			dependsOn: ['channelType', 'channel.value'],
		},
	);
}

export const languageLocator: INodeProperties = locatorOfLanguages(
	'One of the languages that the template was created in',
);

/** The same parameter where it may be empty: most templates exist in one language. */
export const optionalLanguageLocator: INodeProperties = locatorOfLanguages(
	'One of the languages that the template was created in. Can be empty if there is only one.',
	true,
);

function locatorOfLanguages(description: string, isOptional?: true): INodeProperties {
	return locator(
		{ displayName: 'Language', name: 'language', description },
		{
			searchListMethod: 'searchLanguages',
			listPlaceholder: 'Select a language...',
			idPlaceholder: 'e.g. en',
			dependsOn: ['channelType', 'channel.value', 'template.value'],
			...(isOptional ? { isOptional } : {}),
		},
	);
}
