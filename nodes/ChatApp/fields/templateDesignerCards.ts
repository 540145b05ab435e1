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
			description: 'The media type at the top of the cards. It is the same for all cards.',
		},
		{
			displayName: 'Cards',
			name: 'cards',
			type: 'fixedCollection',
			typeOptions: {
				fixedCollection: { itemTitle: '={{ $collection.item.value.bodyText }}' },
				multipleValues: true,
				sortable: true,
				multipleValueButtonText: 'Add Card',
			},
			placeholder: 'Add Card',
			default: {},
			displayOptions: { show },
			description: 'Up to 10 cards, shown from left to right',
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
							description: 'Where to get the image or video from',
						},
						{
							displayName: 'Link',
							name: 'url',
							type: 'string',
							default: '',
							placeholder: 'e.g. https://example.com/files/1.jpg',
							displayOptions: { show: { mediaSource: ['link'] } },
							description: 'Public URL of the file. It must remain available.',
						},
						{
							displayName: 'Input Data Field Name',
							name: 'binaryField',
							type: 'string',
							default: 'data',
							placeholder: 'e.g. data',
							displayOptions: { show: { mediaSource: ['binary'] } },
							description: 'The name of the input field containing the file for this card',
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
