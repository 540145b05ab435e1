import type { INodeProperties } from 'n8n-workflow';

export type LocatorField = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

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
