import type { ChannelType } from '../control/state';
import { productError } from '../gateway/errors';
import { isRecord } from '../gateway/params';

/** Keys that must be there and not empty, by message type; null = the layout is not documented. */
type Rules = Readonly<Record<string, readonly string[] | null>>;

const MEDIA = ['link'] as const;

/**
 * Content of session messages.
 * https://www.alibabacloud.com/help/zh/chatapp/parameters-of-a-message-template and the remarks of
 * the models in @alicloud/cams20200606
 */
const RULES: Readonly<Record<ChannelType, Rules>> = {
	whatsapp: {
		text: ['text'],
		image: MEDIA,
		video: MEDIA,
		audio: MEDIA,
		sticker: MEDIA,
		document: ['link', 'fileName'],
		location: ['longitude', 'latitude'],
		contacts: [],
		reaction: ['messageId'],
		interactive: ['type', 'action'],
		carousel: null,
		typing_indicator: null,
		pin: null,
	},
	viber: {
		text: ['text'],
		image: MEDIA,
		video: ['link', 'thumbnail', 'fileSize', 'duration'],
		document: ['link', 'fileName', 'fileType'],
		text_button: ['text', 'caption', 'action'],
		text_image: ['text', 'link'],
		text_image_button: ['text', 'link', 'caption', 'action'],
		text_video: ['text', 'link', 'thumbnail', 'fileSize', 'duration'],
		text_video_button: ['text', 'link', 'thumbnail', 'fileSize', 'duration', 'caption'],
	},
	messenger: {
		text: ['text'],
		image: MEDIA,
		video: MEDIA,
		audio: MEDIA,
		document: MEDIA,
		interactive: null,
		couponTemplate: null,
		regularTemplate: null,
		quickReply: null,
		buttonTemplate: null,
	},
	instagram: {
		text: ['text'],
		image: MEDIA,
		video: MEDIA,
		audio: MEDIA,
		document: MEDIA,
		interactive: null,
		couponTemplate: null,
		regularTemplate: null,
		quickReply: null,
		buttonTemplate: null,
	},
	telegram: {
		text: ['text'],
		image: MEDIA,
		video: MEDIA,
		audio: MEDIA,
		document: MEDIA,
		gif: MEDIA,
		sticker: MEDIA,
		location: ['longitude', 'latitude'],
	},
};

/** The last four are WhatsApp's; whether the service passes them on is not documented. */
const INTERACTIVE_TYPES = new Set([
	'button',
	'list',
	'product',
	'product_list',
	'catalog_message',
	'flow',
	'cta_url',
	'location_request_message',
	'address_message',
	'call_permission_request',
	'carousel',
	'request_contact_info',
	'voice_call',
]);

function contentError(why: string) {
	return productError('InvalidParameter.ContentError', `The Content is invalid: ${why}.`);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

/** Checks type and content of a session message; gives the parsed content. */
export function checkContent(
	channelType: ChannelType,
	messageType: string | undefined,
	text: string | undefined,
): { type: string; content: unknown } {
	if (messageType === undefined) {
		throw productError('InvalidParameter.MessageTypeNotEmpty', 'The MessageType cannot be empty.');
	}
	const rules = RULES[channelType];
	if (!Object.hasOwn(rules, messageType)) {
		throw productError(
			'InvalidParameter.MessageTypeNotSupport',
			`The MessageType ${messageType} is not supported.`,
		);
	}
	// Listed without a layout: it names the message that is answered, and needs no content.
	if (text === undefined && messageType === 'typing_indicator') {
		return { type: messageType, content: undefined };
	}
	if (text === undefined) {
		throw productError('InvalidParameter.ContentNotEmpty', 'The Content cannot be empty.');
	}
	let content: unknown;
	try {
		content = JSON.parse(text) as unknown;
	} catch {
		throw contentError('it is not JSON');
	}
	const keys = rules[messageType] ?? null;
	if (messageType === 'contacts') checkContacts(content);
	else if (keys) checkKeys(content, keys);
	if (messageType === 'interactive' && keys) checkInteractive(content);
	return { type: messageType, content };
}

function checkKeys(content: unknown, keys: readonly string[]): void {
	if (!isRecord(content)) throw contentError('it is not an object');
	for (const key of keys) {
		if (!isEmpty(content[key])) continue;
		if (key === 'text') {
			throw productError('InvalidParameter.TextNotEmpty', 'The text cannot be empty.');
		}
		if (key === 'link') {
			throw productError('InvalidParameter.LinkNotEmpty', 'The link cannot be empty.');
		}
		throw contentError(`${key} is empty`);
	}
	for (const key of ['link', 'thumbnail']) {
		if (keys.includes(key) && !/^https?:\/\//.test(String(content[key]))) {
			throw contentError(`${key} is not an HTTP URL`);
		}
	}
	for (const key of ['fileSize', 'duration', 'longitude', 'latitude']) {
		if (keys.includes(key) && !Number.isFinite(Number(content[key]))) {
			throw contentError(`${key} is not a number`);
		}
	}
}

function checkContacts(content: unknown): void {
	const contacts = Array.isArray(content) ? content : [];
	const named = contacts.every(
		(one: unknown) => isRecord(one) && isRecord(one.name) && !isEmpty(one.name.formatted_name),
	);
	if (contacts.length === 0 || !named) throw contentError('contacts need name.formatted_name');
}

function checkInteractive(content: unknown): void {
	if (!isRecord(content) || !INTERACTIVE_TYPES.has(String(content.type))) {
		throw contentError('the interactive type is unknown');
	}
	if (!isRecord(content.action)) throw contentError('action is not an object');
	const body = isRecord(content.body) ? content.body.text : undefined;
	if (content.type !== 'product' && isEmpty(body)) throw contentError('body.text is empty');
}
