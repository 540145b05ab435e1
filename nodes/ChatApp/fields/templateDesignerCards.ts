import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { cardButtonsField } from './templateDesignerButtons';
import { mediaSourceOptions } from './templateDesignerHeader';

/** The cards of a carousel. */
export function cardFields(show: IDisplayOptions['show']): INodeProperties[] {
	return [
		{
			displayName: 'Card Media',
			name: 'cardMedia',
			type: 'options',
			options: [
				{ name: 'Image', value: 'IMAGE' },
				{ name: 'Video', value: 'VIDEO' },
			],
			default: 'IMAGE',
			displayOptions: { show },
			description: 'What stands at the top of the cards. All cards have the same.',
		},
		{
			displayName: 'Cards',
			name: 'cards',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: 'Add Card' },
			placeholder: 'Add Card',
			default: {},
			displayOptions: { show },
			description: 'Up to 10 cards, from left to right',
			options: [
				{
					displayName: 'Card',
					name: 'card',
					values: [
						{
							displayName: 'Media Source',
							name: 'mediaSource',
							type: 'options',
							options: [...mediaSourceOptions],
							default: 'link',
							description: 'Where the image or video comes from',
						},
						{
							displayName: 'Link',
							name: 'url',
							type: 'string',
							default: '',
							placeholder: 'e.g. https://example.com/files/1.jpg',
							displayOptions: { show: { mediaSource: ['link'] } },
							description: 'Link to the file. It must keep working without signing in.',
						},
						{
							displayName: 'Input Data Field Name',
							name: 'binaryField',
							type: 'string',
							default: 'data',
							placeholder: 'e.g. data',
							displayOptions: { show: { mediaSource: ['binary'] } },
							description: 'The name of the input field that has the file of this card',
						},
						{
							displayName: 'Card Body',
							name: 'bodyText',
							type: 'string',
							typeOptions: { rows: 2 },
							default: '',
							placeholder: 'e.g. Red shoe',
							description: 'The text of the card, up to 160 characters',
						},
						cardButtonsField,
					],
				},
			],
		},
	];
}
