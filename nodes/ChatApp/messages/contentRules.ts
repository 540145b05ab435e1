import type { ChannelType } from '../../alibabaCloud/channels/channels';
import type { Rule } from './rule';

interface ContentRules {
	readonly rules: readonly Rule[];
	readonly source: string;
}

/** The types that the send of Chat App Message Service lists, with the keys it wants. */
const SERVICE =
	'https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage';
const FIELDS = 'https://www.alibabacloud.com/help/zh/chatapp/parameters-of-a-message-template';
const META = 'https://developers.facebook.com/documentation/business-messaging/whatsapp/messages';

const TEXT: Rule = { path: 'text', field: 'Text', required: true };
const LINK: Rule = { path: 'link', field: 'Link', required: true, form: 'link' };
const FILE_NAME: Rule = { path: 'fileName', field: 'File Name', required: true };
const BUTTON: readonly Rule[] = [
	{ path: 'caption', field: 'Button Text', required: true },
	{ path: 'action', field: 'Button URL', required: true, form: 'link' },
];
/** Below a video the button plays it, so it needs no link. */
const VIDEO_BUTTON: readonly Rule[] = [
	{ path: 'caption', field: 'Button Text', required: true },
	{ path: 'action', field: 'Button URL', form: 'link' },
];
const VIDEO: readonly Rule[] = [
	LINK,
	{ path: 'thumbnail', field: 'Thumbnail Link', required: true, form: 'link' },
	{ path: 'fileSize', field: 'File Size', required: true, form: 'positive' },
	{ path: 'duration', field: 'Duration', required: true, form: 'seconds' },
];
const PLACE: readonly Rule[] = [
	{ path: 'longitude', field: 'Longitude', required: true, form: 'longitude' },
	{ path: 'latitude', field: 'Latitude', required: true, form: 'latitude' },
];
/** WhatsApp's captions; the service itself states none. */
const CAPTION: Rule = { path: 'caption', field: 'Caption', longest: 1024 };

/** WhatsApp takes a whole name only with a part of it, and fails the message otherwise (131009). */
const NAME_PARTS = ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix'] as const;

const plain = (...rules: readonly Rule[]): ContentRules => ({ rules, source: SERVICE });

/** Only documented limits: where a channel states none, the service decides. */
export const CONTENT_RULES = Object.freeze({
	whatsapp: {
		text: {
			rules: [{ ...TEXT, longest: 4096, orElse: 'send multiple messages' }],
			source: `${META}/text-messages`,
		},
		image: { rules: [LINK, CAPTION], source: `${META}/image-messages` },
		video: { rules: [LINK, CAPTION], source: `${META}/video-messages` },
		audio: { rules: [LINK], source: `${META}/audio-messages` },
		document: { rules: [LINK, FILE_NAME, CAPTION], source: `${META}/document-messages` },
		sticker: { rules: [LINK], source: `${META}/sticker-messages` },
		location: { rules: PLACE, source: `${META}/location-messages` },
		contacts: {
			rules: [
				{ path: '[]', field: 'Contacts', least: 1 },
				{ path: '[].name.formatted_name', field: 'Display Name', required: true, shape: 'text' },
				{ path: '[].name', field: 'Name', anyOf: NAME_PARTS },
				{ path: '[].birthday', field: 'Birthday', form: 'date' },
				{ path: '[].phones', field: 'Phones', shape: 'list' },
				{ path: '[].phones[].phone', field: 'Phone Number', required: true, shape: 'text' },
				{ path: '[].emails', field: 'Emails', shape: 'list' },
				{ path: '[].emails[].email', field: 'Email', required: true, shape: 'text' },
				{ path: '[].urls', field: 'URLs', shape: 'list' },
				{ path: '[].urls[].url', field: 'URL', required: true, shape: 'text' },
				{ path: '[].addresses', field: 'Addresses', shape: 'list' },
			],
			source: FIELDS,
		},
		reaction: {
			rules: [
				{ path: 'messageId', field: 'Message ID', required: true },
				{ path: 'emoji', field: 'Emoji', form: 'emoji' },
			],
			source: `${META}/reaction-messages`,
		},
		interactive: {
			rules: [
				{ path: 'type', field: 'Interactive Type', required: true },
				{ path: 'action', field: 'Action', required: true },
			],
			source: FIELDS,
		},
	},
	viber: {
		text: plain(TEXT),
		image: plain(LINK),
		video: plain(...VIDEO),
		document: plain(LINK, FILE_NAME, { path: 'fileType', field: 'File Type', required: true }),
		text_button: plain(TEXT, ...BUTTON),
		text_image: plain(TEXT, LINK),
		text_image_button: plain(TEXT, LINK, ...BUTTON),
		text_video: plain(TEXT, ...VIDEO),
		text_video_button: plain(TEXT, ...VIDEO, ...VIDEO_BUTTON),
	},
	messenger: {
		text: plain(TEXT),
		image: plain(LINK),
		video: plain(LINK),
		audio: plain(LINK),
		document: plain(LINK),
	},
	instagram: {
		text: plain(TEXT),
		image: plain(LINK),
		video: plain(LINK),
		audio: plain(LINK),
	},
	telegram: {
		text: plain(TEXT),
		image: plain(LINK),
		video: plain(LINK),
		audio: plain(LINK),
		document: plain(LINK),
		gif: plain(LINK),
		sticker: plain(LINK),
		location: plain(...PLACE),
	},
}) satisfies Readonly<Record<ChannelType, Readonly<Record<string, ContentRules>>>>;

/** `undefined` for a type whose content is not documented for the channel. */
export function rulesOf(channel: ChannelType, messageType: string): readonly Rule[] | undefined {
	const rows: Readonly<Record<string, ContentRules>> = CONTENT_RULES[channel];
	return Object.hasOwn(rows, messageType) ? rows[messageType]?.rules : undefined;
}
