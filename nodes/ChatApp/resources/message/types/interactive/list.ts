import { textOf } from '../fields';
import { asText, entriesOf, someText } from '../values';
import type { InteractiveKind } from '../messageType';

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
		{
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
		},
	],
	action: (read) => ({
		button: asText(read('listButton')) as string,
		sections: entriesOf(read('sections'), 'section').map((section) => ({
			title: someText(section.title),
			rows: entriesOf(section.rows, 'row').map(({ id, title, description }) => ({
				id: someText(id) ?? someText(title),
				title: asText(title),
				description: someText(description),
			})),
		})),
	}),
};
