import type { INodeProperties } from 'n8n-workflow';

type LocatorField = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** Where a locator's list comes from and what its ids look like. */
interface LocatorSource {
	readonly searchListMethod: string;
	readonly listPlaceholder: string;
	readonly idPlaceholder: string;
	readonly idName?: string;
	/** The fields that narrow the list: n8n reloads it when one of them changes. */
	readonly dependsOn?: readonly string[];
}

/** Only what could not be an id at all is refused: ids of partner accounts have other shapes. */
const NO_SPACES = '^\\S+$';

/** A field with a list of the account's own things beside entering an ID; it must be filled in. */
export function locator(field: LocatorField, source: LocatorSource): INodeProperties {
	const idName = source.idName ?? 'ID';
	return {
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		...(source.dependsOn ? { typeOptions: { loadOptionsDependsOn: [...source.dependsOn] } } : {}),
		...field,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: source.listPlaceholder,
				typeOptions: { searchListMethod: source.searchListMethod, searchable: true },
			},
			{
				displayName: `By ${idName}`,
				name: 'id',
				type: 'string',
				placeholder: source.idPlaceholder,
				validation: [
					{
						type: 'regex',
						properties: {
							regex: NO_SPACES,
							errorMessage: `Enter one ${idName} without spaces, ${source.idPlaceholder}`,
						},
					},
				],
			},
		],
	};
}

/** `CustSpaceId`: everything else belongs to a channel. */
export const channelLocator: INodeProperties = locator(
	{
		displayName: 'Channel',
		name: 'channel',
		description: 'The channel of the Chat App Message Service console to work with',
	},
	{
		searchListMethod: 'searchChannels',
		listPlaceholder: 'Select a channel...',
		idPlaceholder: 'e.g. cams-8d2kq7h1pz',
		dependsOn: ['channelType'],
	},
);

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
	'The template to work with. Templates that are not approved show their state.',
);

/** For sending: the same parameter, but the list has what can be sent. */
export const approvedTemplateLocator: INodeProperties = locatorOfTemplates(
	'searchApprovedTemplates',
	'The template to use. The list has approved templates; search for a name to find others, which show their state.',
);

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
		description: 'The language of the template. The list has the languages it was created in.',
	},
	{
		searchListMethod: 'searchLanguages',
		listPlaceholder: 'Select a language...',
		idPlaceholder: 'e.g. en',
		idName: 'Code',
		dependsOn: ['channelType', 'channel.value', 'template.value'],
	},
);
