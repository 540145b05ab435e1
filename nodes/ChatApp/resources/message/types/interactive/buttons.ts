import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { textOf } from '../fields';
import type { InteractiveKind } from '../messageType';
import { asLink, asText, someText } from '../values';
import { specifiedEntries, specifiedFields } from './specified';

const buttonList = {
	field: {
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: {
			fixedCollection: { itemTitle: '={{ $collection.item.value.title }}' },
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
	} satisfies INodeProperties,
	example: '[{ "title": "Yes", "id": "confirm-1001" }]',
};

export const replyButtons: InteractiveKind = {
	value: 'button',
	name: 'Reply Buttons',
	description: 'Up to three quick reply buttons',
	header: 'any',
	hasFooter: true,
	properties: specifiedFields(buttonList),
	action: (read) => ({
		buttons: specifiedEntries(buttonList, read).map((entry) => {
			// WhatsApp's own form has both under "reply".
			const { id, title } = partsOf(typeof entry === 'string' ? { title: entry } : entry);
			return {
				type: 'reply',
				reply: { id: someText(id) ?? someText(title), title: asText(title) },
			};
		}),
	}),
};

function partsOf(entry: IDataObject): IDataObject {
	const { reply } = entry;
	return typeof reply === 'object' && reply !== null ? (reply as IDataObject) : entry;
}

export const linkButton: InteractiveKind = {
	value: 'cta_url',
	name: 'Link Button',
	description: 'A button that opens a web page',
	header: 'any',
	hasFooter: true,
	properties: [
		textOf('Link Button Text', 'linkButtonText', 'e.g. Track parcel', 'Up to 20 characters', {
			required: true,
		}),
		textOf(
			'Button URL',
			'linkButtonUrl',
			'e.g. https://example.com/track/1001',
			'The URL that the button opens',
			{ required: true },
		),
	],
	action: (read) => ({
		name: 'cta_url',
		parameters: {
			display_text: asText(read('linkButtonText')) as string,
			url: asLink(read('linkButtonUrl')) as string,
		},
	}),
};
