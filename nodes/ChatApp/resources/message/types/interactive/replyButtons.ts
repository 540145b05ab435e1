import { textOf } from '../fields';
import { asText, entriesOf, someText } from '../values';
import type { InteractiveKind } from './kind';

export const replyButtons: InteractiveKind = {
	value: 'button',
	name: 'Reply Buttons',
	description: 'Up to three quick reply buttons',
	header: 'any',
	hasFooter: true,
	properties: [
		{
			displayName: 'Buttons',
			name: 'buttons',
			type: 'fixedCollection',
			typeOptions: {
				multipleValues: true,
				maxAllowedFields: 3,
				multipleValueButtonText: 'Add Button',
			},
			placeholder: 'Add Button',
			default: {},
			description: 'One to three buttons',
			options: [
				{
					displayName: 'Button',
					name: 'button',
					values: [
						textOf('Button Text', 'title', 'e.g. Yes', 'Text of the button, up to 20 characters'),
						textOf(
							'Button ID',
							'id',
							'e.g. confirm-1001',
							"Returned with the response. Leave empty to use 'Button Text'.",
						),
					],
				},
			],
		},
	],
	action: (read) => ({
		buttons: entriesOf(read('buttons'), 'button').map(({ id, title }) => ({
			type: 'reply',
			reply: { id: someText(id) ?? someText(title), title: asText(title) },
		})),
	}),
};
