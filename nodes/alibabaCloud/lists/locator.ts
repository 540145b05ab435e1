import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

export type LocatorField = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** Where a locator's list comes from and what its ids look like. */
interface LocatorSource {
	readonly searchListMethod: string;
	readonly listPlaceholder: string;
	readonly idPlaceholder: string;
	/** The field may stay empty. */
	readonly isOptional?: true;
	/** A third way to say it, after the list and the ID. */
	readonly otherMode?: INodePropertyMode;
	/** Where the list has nothing to offer: entering the ID is what the field begins with. */
	readonly startsById?: true;
	/** What else to do when the list takes long. */
	readonly whenSlow?: string;
	/** The fields that narrow the list: n8n reloads it when one of them changes. */
	readonly dependsOn?: readonly string[];
}

/** Only what could not be an id at all is refused: ids of partner accounts have other shapes. */
const NO_SPACES = '^\\S+$';
const NO_SPACES_OR_EMPTY = '^\\S*$';
/** So long a list may take before n8n says what else to do. */
const SLOW_MS = 10_000;

/** A field with a list of the account's own things beside entering an ID; it must be filled in. */
export function locator(field: LocatorField, source: LocatorSource): INodeProperties {
	const { searchListMethod, listPlaceholder, idPlaceholder, whenSlow } = source;
	const slowLoadNotice = whenSlow && { message: whenSlow, timeout: SLOW_MS };
	const fromList = modeOf('From List', 'list', listPlaceholder, {
		type: 'list',
		typeOptions: { searchListMethod, searchable: true, ...(slowLoadNotice && { slowLoadNotice }) },
	});
	const regex = source.isOptional ? NO_SPACES_OR_EMPTY : NO_SPACES;
	// n8n lists it among the issues of the node without saying whose it is.
	const errorMessage = `'${field.displayName}' must not have spaces`;
	// n8n shows this label for every mode of this name, whatever is written here.
	const byId = modeOf('By ID', 'id', idPlaceholder, {
		type: 'string',
		validation: [{ type: 'regex', properties: { regex, errorMessage } }],
	});
	return {
		type: 'resourceLocator',
		required: source.isOptional !== true,
		default: { mode: source.startsById ? 'id' : 'list', value: '' },
		...(source.dependsOn ? { typeOptions: { loadOptionsDependsOn: [...source.dependsOn] } } : {}),
		...field,
		modes: [
			...(source.startsById ? [byId, fromList] : [fromList, byId]),
			...(source.otherMode ? [source.otherMode] : []),
		],
	};
}

/** One way to say what a locator means. */
export function modeOf(
	displayName: string,
	name: string,
	placeholder: string,
	others: Pick<INodePropertyMode, 'type' | 'typeOptions' | 'validation' | 'hint'>,
): INodePropertyMode {
	return { displayName, name, placeholder, ...others };
}
