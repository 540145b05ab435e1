import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../../../alibabaCloud/input/invalidInput';
import { textOf } from '../fields';
import { asText, entriesOf, someText } from '../values';
import { specifiedEntries, specifiedFields } from './specified';
import type { InteractiveKind } from '../messageType';

const sectionList = {
	field: {
		displayName: 'Sections',
		name: 'sections',
		type: 'fixedCollection',
		typeOptions: {
			fixedCollection: { itemTitle: '={{ $collection.item.value.title }}' },
			multipleValues: true,
			multipleValueButtonText: 'Add Section',
		},
		placeholder: 'Add Section',
		default: {},
		description: 'One to ten groups of rows, with up to ten rows in total',
		options: [
			{
				displayName: 'Section',
				name: 'section',
				values: [
					textOf(
						'Section Title',
						'title',
						'e.g. Monday',
						'Title shown above the rows, up to 24 characters. Required if there are multiple sections.',
					),
					{
						displayName: 'Rows',
						name: 'rows',
						type: 'fixedCollection',
						typeOptions: {
							fixedCollection: { itemTitle: '={{ $collection.item.value.title }}' },
							multipleValues: true,
							multipleValueButtonText: 'Add Row',
						},
						placeholder: 'Add Row',
						default: {},
						description: 'The options to choose from',
						options: [
							{
								displayName: 'Row',
								name: 'row',
								values: [
									textOf('Row Title', 'title', 'e.g. 09:00', 'Up to 24 characters'),
									textOf('Row Description', 'description', 'e.g. Room 1', 'Up to 72 characters'),
									textOf(
										'Row ID',
										'id',
										'e.g. monday-9',
										"Returned with the response. Leave empty to use 'Row Title'.",
									),
								],
							},
						],
					},
				],
			},
		],
	} satisfies INodeProperties,
	example:
		'[{ "title": "Monday", "rows": [{ "title": "09:00", "id": "monday-9", "description": "Room 1" }] }], or of the rows alone',
};

export const list: InteractiveKind = {
	value: 'list',
	name: 'List',
	description: 'A list of up to ten options',
	header: 'text',
	hasFooter: true,
	properties: [
		textOf(
			'List Button Text',
			'listButton',
			'e.g. Show times',
			'Text of the button that opens the list, up to 20 characters',
			{ required: true },
		),
		...specifiedFields(sectionList),
	],
	action: (read) => ({
		button: asText(read('listButton')) as string,
		sections: (specifiedEntries(sectionList, read, sectionsOf) as IDataObject[]).map(
			({ title, rows }) => ({
				title: someText(title),
				rows: rowsOf(rows).map((row) => ({
					id: someText(row.id) ?? someText(row.title),
					title: asText(row.title),
					description: someText(row.description),
				})),
			}),
		),
	}),
};

/** Rows that stand alone are one section; JSON may have either, and not both. */
function sectionsOf(entries: ReadonlyArray<IDataObject | string>): IDataObject[] {
	const isSection = (entry: IDataObject | string): entry is IDataObject =>
		typeof entry === 'object' && 'rows' in entry;
	if (entries.length === 0) return [];
	if (!entries.some(isSection)) return [{ rows: [...entries] }];
	const sections = entries.filter(isSection);
	if (sections.length === entries.length) return sections;
	const without = entries.findIndex((entry) => !isSection(entry)) + 1;
	throw new InvalidInput(
		`'Sections (JSON)' has entries with and without "rows": entry ${without} has none`,
		'Enter each section with its rows, or enter the rows alone.',
	);
}

/** The rows of the fields, or of JSON, where a row may be its title alone. */
function rowsOf(rows: unknown): IDataObject[] {
	const given: unknown[] = Array.isArray(rows) ? rows : entriesOf(rows, 'row');
	return given.map((row) =>
		typeof row === 'object' && row !== null ? (row as IDataObject) : { title: row as string },
	);
}
