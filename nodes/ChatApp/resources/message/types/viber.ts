import type { INodeProperties } from 'n8n-workflow';

import { fileFields, textFields } from './fields';
import type { MessageInput, MessageType } from './messageType';
import { asLink, asText, someText } from './values';

const videoFields: readonly INodeProperties[] = [
	{
		displayName: 'Thumbnail Link',
		name: 'thumbnail',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/preview.jpg',
		description: 'URL of the image shown until the video is played',
	},
	{
		displayName: 'File Size',
		name: 'fileSize',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 5',
		description:
			'The size of the video. The service does not document the unit. Its templates use MB.',
	},
	{
		displayName: 'Duration',
		name: 'duration',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 20',
		description: 'The length of the video in seconds',
	},
];

const buttonTextField: INodeProperties = {
	displayName: 'Button Text',
	name: 'buttonText',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Shop now',
	description: 'The text of the button',
};

const buttonFields: readonly INodeProperties[] = [
	buttonTextField,
	{
		displayName: 'Button URL',
		name: 'buttonUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/shop',
		description: 'The URL that the button opens',
	},
];

/** The same parameter where the button plays the video: a link is no must there. */
const videoButtonFields: readonly INodeProperties[] = [
	buttonTextField,
	{
		displayName: 'Button URL',
		name: 'buttonUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/shop',
		description: 'Optional. For videos, the button plays the video.',
	},
];

/** What Viber's types are made of, in the order of the fields and of the content. */
const PARTS = Object.freeze({
	text: {
		properties: textFields,
		content: ({ read }: MessageInput) => ({ text: asText(read('text')) }),
	},
	image: {
		properties: fileFields,
		content: ({ media: { link } }: MessageInput) => ({ link }),
	},
	video: {
		properties: [...fileFields, ...videoFields],
		content: ({ read, media: { link } }: MessageInput) => ({
			link,
			thumbnail: asLink(read('thumbnail')),
			fileSize: asText(read('fileSize')),
			duration: asText(read('duration')),
		}),
	},
	button: {
		properties: buttonFields,
		content: ({ read }: MessageInput) => ({
			caption: asText(read('buttonText')),
			action: asLink(read('buttonUrl')),
		}),
	},
	videoButton: {
		properties: videoButtonFields,
		content: ({ read }: MessageInput) => {
			const action = someText(asLink(read('buttonUrl')));
			return { caption: asText(read('buttonText')), ...(action === undefined ? {} : { action }) };
		},
	},
});

type Part = keyof typeof PARTS;

function viberType(
	value: string,
	name: string,
	description: string,
	parts: readonly Part[],
): MessageType {
	const kind = parts.find((part) => part === 'image' || part === 'video');
	return {
		value,
		name,
		description,
		channels: ['viber'],
		properties: parts.flatMap((part) => PARTS[part].properties),
		...(kind ? { media: () => kind } : {}),
		content: (input) =>
			Object.assign({}, ...parts.map((part) => PARTS[part].content(input))) as object,
	};
}

/** The types that only Viber has. */
export const viberTypes: readonly MessageType[] = [
	viberType('video', 'Video', 'A video', ['video']),
	viberType('text_button', 'Text and Button', 'Text with a link button', ['text', 'button']),
	viberType('text_image', 'Text and Image', 'Text with an image', ['text', 'image']),
	viberType('text_image_button', 'Text, Image and Button', 'Text with an image and a button', [
		'text',
		'image',
		'button',
	]),
	viberType('text_video', 'Text and Video', 'Text with a video', ['text', 'video']),
	viberType(
		'text_video_button',
		'Text, Video and Button',
		'Text with a video and a button that plays it',
		['text', 'video', 'videoButton'],
	),
];
