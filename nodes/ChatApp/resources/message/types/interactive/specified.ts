import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../../../alibabaCloud/input/invalidInput';
import { isObject } from '../../../../../alibabaCloud/wire/parseJson';
import { typedValue } from '../../../../runtime/fieldTypes';
import type { MessageInput } from '../messageType';
import { entriesOf, partOf, readJson } from '../values';

/** A list of a message that is filled in by fields, or as JSON where incoming data has it. */
interface SpecifiedList {
	/** The fixed collection; its only option holds the entries. */
	readonly field: INodeProperties;
	/** What WhatsApp calls the list in the action of a message; default: the name of the field. */
	readonly listName?: string;
	/** What an entry looks like as JSON. */
	readonly example: string;
}

/** The switch, the fields, and the JSON that stands in their place; stored forms use the fields. */
export function specifiedFields({ field, example }: SpecifiedList): INodeProperties[] {
	const { specify, json } = namesOf(field);
	return [
		{
			displayName: `Specify ${field.displayName}`,
			name: specify,
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json', description: 'For example from incoming data' },
			],
			default: 'fields',
			description: `How to enter the ${field.displayName.toLowerCase()}`,
		},
		{ ...field, displayOptions: { show: { [specify]: ['fields'] } } },
		{
			displayName: jsonLabel(field),
			name: json,
			type: 'json',
			required: true,
			default: '[]',
			displayOptions: { show: { [specify]: ['json'] } },
			description: `Array such as ${example}`,
		},
	];
}

type Entries = ReadonlyArray<IDataObject | string>;

/**
 * The entries, from where the form has them.
 *
 * @param arrange brings what JSON may have in several ways into the form of the fields.
 * @throws InvalidInput for JSON that is no list of objects or texts, and for values that are not of the
 * type of their field.
 */
export function specifiedEntries(
	{ field, listName = field.name }: SpecifiedList,
	read: MessageInput['read'],
	arrange: (entries: Entries) => Entries = (entries) => entries,
): Entries {
	const { specify, json } = namesOf(field);
	if (read(specify) !== 'json') {
		return entriesOf(read(field.name), field.options?.[0]?.name ?? '');
	}
	const given = readJson(read(json), jsonLabel(field));
	const list = partOf(partOf(given, 'action') ?? given, listName) ?? given;
	const entries = (Array.isArray(list) ? (list as unknown[]) : [list]).map((entry, index) => {
		if (typeof entry === 'number') return String(entry);
		if (isObject(entry) || typeof entry === 'string') return entry;
		throw new InvalidInput(
			`'${jsonLabel(field)}' has an entry that is neither object nor text: entry ${index + 1}`,
			'Enter each entry as a JSON object.',
		);
	});
	return typedValue(field, arrange(entries), []) as Entries;
}

function namesOf({ name }: INodeProperties): { specify: string; json: string } {
	return {
		specify: `specify${name.charAt(0).toUpperCase()}${name.slice(1)}`,
		json: `${name}Json`,
	};
}

function jsonLabel({ displayName }: INodeProperties): string {
	return `${displayName} (JSON)`;
}
