import { unwrapJson } from './embedded';
import {
	type Entry,
	isEntry,
	read,
	readNumber,
	readText,
	readWord,
	toStructure,
	toText,
} from './fields';
import type { Content, Json, Media, Reply } from './types';

const NOTHING: Content = Object.freeze({
	text: null,
	reply: null,
	media: null,
	location: null,
	contacts: null,
	order: null,
});

/** Links into this bucket stop working after seven days. */
const SHORT_LIVED_LINK = /^https?:\/\/whatsapp-prod-oss-bucket\.[a-z0-9.-]+\.aliyuncs\.com\//i;
const LINK_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

type Reader = (message: Entry, time: number | null) => Partial<Content>;

/**
 * How the content of each type is laid out. TEXT, LOCATION, DOCUMENT, VIDEO, AUDIO, REPLY, IMAGE,
 * CONTACTS and SYSTEM are documented; the others follow the layout of the channel behind them.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1
 */
const READERS = Object.freeze({
	text: readPlain,
	image: readMedia,
	video: readMedia,
	audio: readMedia,
	voice: readMedia,
	document: readMedia,
	sticker: readMedia,
	location: readLocation,
	contacts: readContacts,
	contact: readContacts,
	reply: readButton,
	button: readButton,
	interactive: readInteractive,
	order: readOrder,
	reaction: (message) => ({ text: readText(message, 'emoji', 'text') }),
	system: readPlain,
}) satisfies Readonly<Record<string, Reader>>;

/** Whether a type is one that inbound messages are known to have. `type` is in lower case. */
export function isInboundType(type: string): boolean {
	return Object.hasOwn(READERS, type);
}

/**
 * Reads the content of an inbound message.
 *
 * @param type in lower case
 * @param message the `Message` as sent: text, an object, or JSON as text
 * @param time of the message in milliseconds, for the life of its links
 */
export function readContent(type: string, message: unknown, time: number | null): Content {
	// A text that a person wrote stays what it is, even if it happens to be JSON.
	const content = type === 'text' ? message : unwrapJson(message);
	if (Array.isArray(content) && (type === 'contacts' || type === 'contact')) {
		return { ...NOTHING, contacts: content };
	}
	if (!isEntry(content)) {
		return { ...NOTHING, text: typeof content === 'string' ? content || null : toText(content) };
	}
	const reader: Reader = isInboundType(type) ? READERS[type as keyof typeof READERS] : readAnything;
	const found = reader(content, time);
	return {
		text: found.text ?? null,
		reply: found.reply ?? null,
		media: found.media ?? null,
		location: found.location ?? null,
		contacts: found.contacts ?? null,
		order: found.order ?? null,
	};
}

function readPlain(message: Entry): Partial<Content> {
	const inner = read(message, 'text', 'body', 'content', 'message');
	return { text: isEntry(inner) ? readText(inner, 'body', 'text') : toText(inner) };
}

function readMedia(message: Entry, time: number | null): Partial<Content> {
	const media = mediaOf(message, time);
	return { text: media.caption, media };
}

function mediaOf(message: Entry, time: number | null): Media {
	const url = readText(message, 'url', 'link');
	const expires = url !== null && time !== null && SHORT_LIVED_LINK.test(url);
	return {
		url,
		id: readText(message, 'id'),
		mimeType: readText(message, 'mimeType', 'mime_type'),
		fileName: readText(message, 'filename', 'fileName', 'name'),
		caption: readText(message, 'caption'),
		expiresAt: expires ? new Date(time + LINK_LIFE_MS).toISOString() : null,
	};
}

function readLocation(message: Entry): Partial<Content> {
	return {
		location: {
			latitude: readNumber(message, 'latitude'),
			longitude: readNumber(message, 'longitude'),
			name: readText(message, 'name'),
			address: readText(message, 'address'),
		},
	};
}

function readContacts(message: Entry): Partial<Content> {
	const list = read(message, 'contacts', 'contact');
	return { contacts: Array.isArray(list) ? list : [isEntry(list) ? list : message] };
}

function readButton(message: Entry): Partial<Content> {
	const button = innerEntry(message, 'button') ?? message;
	return replied({
		kind: 'button',
		id: readText(button, 'id'),
		title: readText(button, 'text', 'title'),
		payload: readText(button, 'payload'),
		data: null,
	});
}

/** An answer to buttons, a list or a flow, with or without the wrappers that were seen. */
function readInteractive(message: Entry): Partial<Content> {
	const wrapper = innerEntry(message, 'interactive') ?? message;
	const flow = innerEntry(wrapper, 'nfm_reply');
	if (flow) return replied(flowReply(flow));
	if (innerEntry(wrapper, 'button')) return readButton(wrapper);

	const list = innerEntry(wrapper, 'list_reply');
	const chosen = list ?? innerEntry(wrapper, 'button_reply') ?? wrapper;
	const kind = list ? 'list_reply' : readWord(wrapper, 'type');
	return replied({
		kind: (kind ?? 'button').replace(/_reply$/, ''),
		id: readText(chosen, 'id'),
		title: readText(chosen, 'title', 'text'),
		payload: readText(chosen, 'payload'),
		data: null,
	});
}

function flowReply(flow: Entry): Reply {
	return {
		kind: 'flow',
		id: readText(flow, 'name'),
		title: readText(flow, 'body'),
		payload: null,
		data: toStructure(unwrapJson(read(flow, 'response_json', 'responseJson'))),
	};
}

function replied(reply: Reply): Partial<Content> {
	return { text: reply.title, reply };
}

function readOrder(message: Entry): Partial<Content> {
	const order: Json = innerEntry(message, 'order') ?? message;
	return { text: readText(order as Entry, 'text'), order };
}

/** A type that is not known yet: most likely it has a link or a text like the others. */
function readAnything(message: Entry, time: number | null): Partial<Content> {
	const media = mediaOf(message, time);
	const { text } = readPlain(message);
	return media.url === null ? { text } : { text: text ?? media.caption, media };
}

function innerEntry(message: Entry, name: string): Entry | undefined {
	const inner = unwrapJson(read(message, name));
	return isEntry(inner) ? inner : undefined;
}
