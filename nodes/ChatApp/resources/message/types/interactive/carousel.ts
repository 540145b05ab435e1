import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../../../alibabaCloud/input/invalidInput';
import { textOf } from '../fields';
import type { InteractiveKind } from '../messageType';
import { asLink, asText, someText } from '../values';
import { specifiedEntries, specifiedFields } from './specified';

const MEDIA_TYPE = 'image';
const MEDIA_TYPES = [
	{ name: 'Image', value: 'image' },
	{ name: 'Video', value: 'video' },
];

const cardList = {
	field: {
		displayName: 'Cards',
		name: 'cards',
		type: 'fixedCollection',
		typeOptions: {
			fixedCollection: { itemTitle: '={{ $collection.item.value.text }}' },
			multipleValues: true,
			maxAllowedFields: 10,
			multipleValueButtonText: 'Add Card',
		},
		placeholder: 'Add Card',
		default: {},
		description: 'Two to ten cards',
		options: [
			{
				displayName: 'Card',
				name: 'card',
				values: [
					{
						displayName: 'Media Type',
						name: 'mediaType',
						type: 'options',
						options: MEDIA_TYPES,
						default: MEDIA_TYPE,
					},
					textOf(
						'Media URL',
						'mediaUrl',
						'e.g. https://example.com/shoe.jpg',
						'Public URL of the image or video',
					),
					textOf(
						'Card Text',
						'text',
						'e.g. Red shoe',
						'Text below the media, up to 160 characters',
					),
					textOf(
						'Button Text',
						'buttonText',
						'e.g. Buy',
						'Text of the button, up to 20 characters',
					),
					textOf(
						'Button URL',
						'buttonUrl',
						'e.g. https://example.com/shoe',
						'The URL that the button opens. Leave empty on all cards for buttons that reply.',
					),
					textOf(
						'Button ID',
						'buttonId',
						'e.g. shoe-1',
						"Returned with the response to a button that replies. Leave empty to use 'Button Text'.",
					),
				],
			},
		],
	} satisfies INodeProperties,
	example:
		'[{ "mediaUrl": "https://example.com/shoe.jpg", "text": "Red shoe", "buttonText": "Buy", "buttonUrl": "https://example.com/shoe" }]',
};

/**
 * Cards side by side, in WhatsApp's own layout: the service lists a carousel without saying what it
 * looks like.
 *
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-media-carousel-messages
 */
export const carousel: InteractiveKind = {
	value: 'carousel',
	name: 'Carousel',
	description:
		'Cards with an image or video and a button each. Whether the service supports this layout is not documented.',
	header: 'none',
	hasFooter: false,
	properties: specifiedFields(cardList),
	action: (read) => {
		const cards = specifiedEntries(cardList, read).map((entry, index) =>
			cardOf(typeof entry === 'string' ? { text: entry } : entry, index),
		);
		assertSameButtons(cards);
		return { cards };
	},
};

/** What is in WhatsApp's own form already stays as it is; only its place is counted anew. */
function cardOf(entry: IDataObject, index: number): IDataObject {
	const isOwnForm = typeof entry.action === 'object' && entry.action !== null;
	if (isOwnForm) return { ...entry, card_index: index };
	const type = someText(entry.mediaType) ?? MEDIA_TYPE;
	const text = someText(entry.text);
	const url = someText(asLink(entry.buttonUrl));
	return {
		card_index: index,
		...(url === undefined ? {} : { type: 'cta_url' }),
		header: { type, [type]: { link: asLink(entry.mediaUrl) } },
		...(text === undefined ? {} : { body: { text } }),
		action: url === undefined ? replyAction(entry) : linkAction(entry, url),
	};
}

function linkAction({ buttonText }: IDataObject, url: string): IDataObject {
	return { name: 'cta_url', parameters: { display_text: asText(buttonText), url } };
}

function replyAction({ buttonId, buttonText }: IDataObject): IDataObject {
	const id = someText(buttonId) ?? someText(buttonText);
	return { buttons: [{ type: 'quick_reply', quick_reply: { id, title: asText(buttonText) } }] };
}

/** WhatsApp takes a carousel only if its cards are alike. */
function assertSameButtons(cards: readonly IDataObject[]): void {
	const [first, ...others] = cards.map(({ action }) => {
		const { name, buttons } = action as IDataObject;
		return Array.isArray(buttons) ? buttons.length : name;
	});
	const odd = others.findIndex((button) => button !== first);
	if (odd < 0) return;
	throw new InvalidInput(
		`'${cardList.field.displayName}' has different buttons: those of entry ${odd + 2} are not like those of entry 1`,
		"Use the same kind and number of buttons on all cards: fill in 'Button URL' on all of them or on none.",
	);
}
