import { textOf } from '../fields';
import { asText, entriesOf, someText } from '../values';
import type { InteractiveKind } from './kind';

export const replyButtons: InteractiveKind = {
	value: 'button',
	name: 'Reply Buttons',
	description: 'Up to three buttons to answer with',
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
						textOf('Button Text', 'title', 'e.g. Yes', 'What stands on it, up to 20 characters'),
						textOf(
							'Button ID',
							'id',
							'e.g. confirm-1001',
							"What comes back with the answer. If empty, 'Button Text' is used.",
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
