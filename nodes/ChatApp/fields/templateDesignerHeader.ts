import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { narrowed } from './narrowed';

type Show = NonNullable<IDisplayOptions['show']>;

const MEDIA = ['IMAGE', 'VIDEO', 'DOCUMENT'];

const IMAGE: INodePropertyOptions = { name: 'Image', value: 'IMAGE' };
const VIDEO: INodePropertyOptions = { name: 'Video', value: 'VIDEO' };
const DOCUMENT: INodePropertyOptions = { name: 'Document', value: 'DOCUMENT' };
const NONE: INodePropertyOptions = { name: 'None', value: 'NONE' };

/** Where the file of a header comes from. Names differ from cards, which live in a collection. */
export const mediaSourceOptions: readonly INodePropertyOptions[] = [
	{
		name: 'Input Data Field',
		value: 'binary',
		description: 'A file of the input item, which is checked and then uploaded to the channel',
	},
	{ name: 'Link', value: 'link', description: 'A public URL' },
];

export function whatsappHeaderFields(text: Show | undefined): INodeProperties[] {
	const show = narrowed(text, { layout: ['limitedTimeOffer', 'standard'] });
	return [
		headerType(show, [
			DOCUMENT,
			IMAGE,
			{
				name: 'Location',
				value: 'LOCATION',
				description: 'A map. The location is set for each message.',
			},
			NONE,
			{ name: 'Text', value: 'TEXT' },
			VIDEO,
		]),
		{
			displayName: 'Header Text',
			name: 'headerText',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Order $(order)',
			displayOptions: { show: narrowed(show, { headerType: ['TEXT'] }) },
			description: 'The header text, up to 60 characters with at most one variable',
		},
		...mediaFields(show),
		fileName(narrowed(show, { headerType: ['DOCUMENT'] })),
	];
}

export function viberHeaderFields(viber: Show | undefined): INodeProperties[] {
	const show = { ...viber };
	return [
		headerType(show, [DOCUMENT, IMAGE, NONE, VIDEO]),
		...mediaFields(show),
		fileName(narrowed(show, { headerType: ['DOCUMENT'] })),
		{
			displayName: 'Header File Type',
			name: 'headerFileType',
			type: 'string',
			default: '',
			placeholder: 'e.g. pdf',
			displayOptions: { show: narrowed(show, { headerType: ['DOCUMENT'] }) },
			description: 'The file extension, without the dot',
		},
		{
			displayName: 'Header Thumbnail Link',
			name: 'headerThumbnailUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/files/thumbnail.jpg',
			displayOptions: { show: narrowed(show, { headerType: ['VIDEO'] }) },
			description: 'URL of the image shown before the video plays',
		},
		{
			displayName: 'Header Duration',
			name: 'headerDuration',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 600 },
			default: 0,
			displayOptions: { show: narrowed(show, { headerType: ['VIDEO'] }) },
			description: 'The length of the video in seconds, up to 600',
		},
	];
}

function headerType(show: Show, options: INodePropertyOptions[]): INodeProperties {
	return {
		displayName: 'Header',
		name: 'headerType',
		type: 'options',
		options,
		default: 'NONE',
		displayOptions: { show },
		description: 'What to show above the body',
	};
}

function mediaFields(show: Show): INodeProperties[] {
	const shown = narrowed(show, { headerType: MEDIA });
	return [
		{
			displayName: 'Header Media Source',
			name: 'headerMediaSource',
			type: 'options',
			options: [...mediaSourceOptions],
			default: 'link',
			displayOptions: { show: shown },
			description: 'Where to get the header file from',
		},
		{
			displayName: 'Header Link',
			name: 'headerUrl',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/files/a.jpg',
			displayOptions: { show: narrowed(shown, { headerMediaSource: ['link'] }) },
			description:
				'Public URL of the file. It must remain available, because the service does not keep a copy. Use a variable such as $(picture) to set the file for each message.',
		},
		{
			displayName: 'Header Input Data Field Name',
			name: 'headerBinaryField',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the input field containing the file to upload for the header',
			displayOptions: { show: narrowed(shown, { headerMediaSource: ['binary'] }) },
			description: 'The file size and format are checked before the upload',
		},
	];
}

function fileName(show: Show): INodeProperties {
	return {
		displayName: 'Header File Name',
		name: 'headerFileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice.pdf',
		displayOptions: { show },
		description: 'The document name shown to recipients',
	};
}
