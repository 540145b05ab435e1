import { unwrapJson } from '../../alibabaCloud/wire/embedded';
import { read, readNumber, readText, readWord } from './contentFields';
import { type Entry, isEntry, read as readExactly, toAddress, toStructure, toText } from './fields';
import { choicesIn } from './preference';
import type { Content, Json, Media, Referral, Reply } from './types';

/** A message as it was read: its content, and the message that it is about. */
export interface ReadMessage extends Content {
	/** What a reaction belongs to. */
	readonly target: string | null;
	readonly groupId: string | null;
	/** The message that this one answers, where its own content tells it. */
	readonly context: unknown;
}

const NOTHING: ReadMessage = Object.freeze({
	text: null,
	reply: null,
	media: null,
	location: null,
	contacts: null,
	order: null,
	referral: null,
	system: null,
	target: null,
	groupId: null,
	context: null,
});

/** Links into this bucket stop working after seven days. */
const SHORT_LIVED_LINK = /^https?:\/\/whatsapp-prod-oss-bucket\.[a-z0-9.-]+\.aliyuncs\.com\//i;
const LINK_LIFE_MS = 7 * 24 * 60 * 60 * 1000;

type Reader = (message: Entry, time: number | null) => Partial<ReadMessage>;

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
	reply: readChoice,
	button: readChoice,
	interactive: readChoice,
	button_reply: readChoice,
	list_reply: (message) => readChoice(message, null, 'list'),
	nfm_reply: (message) => readChoice(message, null, 'flow'),
	call_permission_reply: (message) =>
		readChoice({ type: 'call_permission_reply', call_permission_reply: message }),
	order: readOrder,
	reaction: readReaction,
	system: readSystem,
	user_preferences: readPreference,
}) satisfies Readonly<Record<string, Reader>>;

/** The types as they are written in camel case, such as `ListReply`. */
const BY_SPELLING: ReadonlyMap<string, string> = new Map(
	Object.keys(READERS).map((type) => [type.replaceAll('_', ''), type]),
);

/** Types whose content can be a list without anything around it. */
const LIST_READERS: Readonly<Record<string, (list: Json[]) => Partial<ReadMessage>>> =
	Object.freeze({
		contacts: (list) => ({ contacts: list }),
		contact: (list) => ({ contacts: list }),
		order: (list) => ({ order: list }),
		user_preferences: readPreference,
	});

/**
 * What the content may be wrapped in, where that is not the name of its type. Cards of contacts are
 * a list under that name, and a text stays as it is.
 */
const WRAPPERS: Readonly<Record<string, readonly string[]>> = Object.freeze({
	text: [],
	contact: [],
	contacts: [],
	voice: ['voice', 'audio'],
	reply: ['interactive', 'reply'],
	button: ['interactive'],
	button_reply: ['interactive'],
	list_reply: ['interactive'],
	nfm_reply: ['interactive'],
});

/** Types whose content can be nothing but the link to the file. */
const MEDIA_TYPES = new Set(['image', 'video', 'audio', 'voice', 'document', 'sticker']);

/** Names for a file of any kind. */
const FILE_WRAPPERS = ['media', 'file'];

const MIME_TYPE = ['mimeType', 'mime_type', 'fileType', 'file_type'] as const;
const FILE_NAME = ['filename', 'fileName', 'file_name'] as const;
const CAPTION = ['caption', 'text'] as const;

/** Types that tell what was tapped, so that a plain text is the label of it. */
const TAP_TYPES = new Set(['reply', 'button', 'button_reply', 'list_reply']);

const LINK = /^https?:\/\/\S+$/i;

/** Whether a type is one that inbound messages are known to have. `type` is in lower case. */
export function isInboundType(type: string): boolean {
	return Object.hasOwn(READERS, knownType(type));
}

/** A type as it is known here; any other as it is. */
function knownType(type: string): string {
	return BY_SPELLING.get(type) ?? type;
}

/**
 * Reads the content of an inbound message.
 *
 * @param sent the type in lower case
 * @param message the `Message` as sent: text, an object, or JSON as text
 * @param time of the message in milliseconds, for the life of its links
 */
export function readContent(sent: string, message: unknown, time: number | null): ReadMessage {
	const type = knownType(sent);
	// A text that a person wrote stays what it is, even if it happens to be JSON.
	const content = single(type, type === 'text' ? message : unwrapJson(message));
	if (Array.isArray(content) && Object.hasOwn(LIST_READERS, type)) {
		return { ...NOTHING, ...LIST_READERS[type]?.(content) };
	}
	if (!isEntry(content)) return { ...NOTHING, ...readString(type, content, time) };

	const inner = unwrapType(type, content);
	const reader: Reader = Object.hasOwn(READERS, type)
		? READERS[type as keyof typeof READERS]
		: readAnything;
	const found = isEntry(inner) ? reader(inner, time) : readString(type, inner, time);
	const places = inner === content ? [content] : [content, inner];
	return {
		...NOTHING,
		...(inner === content ? found : withMediaFrom(content, found)),
		context: unwrapJson(readExactly(content, 'context', 'Context')) ?? null,
		referral: readReferral(...places),
		groupId: readGroup(...places),
	};
}

/** What is told of a file beside its wrapper: `{"document": "https://...", "filename": "a.pdf"}`. */
function withMediaFrom(beside: Entry, found: Partial<ReadMessage>): Partial<ReadMessage> {
	if (!found.media) return found;
	const { mimeType, fileName, caption } = found.media;
	const media = {
		...found.media,
		mimeType: mimeType ?? readText(beside, ...MIME_TYPE),
		fileName: fileName ?? readText(beside, ...FILE_NAME),
		caption: caption ?? readText(beside, ...CAPTION),
	};
	return { ...found, media, text: found.text ?? media.caption };
}

/** Once, by the name of the type: `{"image": {"link": "..."}}`. */
function unwrapType(type: string, message: Entry): unknown {
	const usual = Object.hasOwn(WRAPPERS, type) ? WRAPPERS[type] : [type];
	const names = MEDIA_TYPES.has(type) ? [...(usual ?? []), ...FILE_WRAPPERS] : usual;
	for (const name of names ?? []) {
		const key = Object.keys(message).find((key) => key.trim().toLowerCase() === name);
		const inner = key === undefined ? undefined : single(type, unwrapJson(message[key]));
		// Beside the link of the message itself, such a name tells something else of the file.
		const isFile = !FILE_WRAPPERS.includes(name) || mediaOf(message, null).url === null;
		if (isFile && (isEntry(inner) || (MEDIA_TYPES.has(type) && isLink(inner)))) return inner;
	}
	return message;
}

/** What a list of one holds, where the content is no list by itself. */
function single(type: string, content: unknown): unknown {
	if (!Array.isArray(content) || Object.hasOwn(LIST_READERS, type)) return content;
	return content.length === 1 ? unwrapJson(content[0]) : content;
}

function isLink(value: unknown): value is string {
	return typeof value === 'string' && LINK.test(value.trim());
}

function readString(type: string, content: unknown, time: number | null): Partial<ReadMessage> {
	if (MEDIA_TYPES.has(type) && isLink(content)) return readMedia({ url: content }, time);
	const text = typeof content === 'string' ? content || null : toText(content);
	const isLabel = TAP_TYPES.has(type) && text !== null && !/^\s*[[{]/.test(text);
	return isLabel ? readChoice({ text }) : { text };
}

/** The advertisement that the person tapped before writing, beside the content or in it. */
export function readReferral(...places: unknown[]): Referral | null {
	for (const place of places) {
		const found = isEntry(place) ? unwrapJson(read(place, 'Referral', 'referral')) : undefined;
		if (!isEntry(found)) continue;
		return { ...found, ctwa_clid: readText(found, 'ctwa_clid', 'ctwaClid', 'CtwaClid') };
	}
	return null;
}

/** The ID of the group that a message was written in, beside the content or in it. */
export function readGroup(...places: unknown[]): string | null {
	for (const place of places) {
		const group = isEntry(place) ? readText(place, 'group_id', 'groupId', 'GroupId') : null;
		if (group !== null) return group;
	}
	return null;
}

function readPlain(message: Entry): Partial<ReadMessage> {
	const inner = read(message, 'text', 'body', 'content', 'message');
	if (!isEntry(inner)) return { text: toText(inner) };
	// One more for a message in a message, such as the new text of one that was edited.
	const text = read(inner, 'body', 'text');
	return { text: isEntry(text) ? readText(text, 'body', 'text') : toText(text) };
}

/** One that was removed has a target and no emoji. */
function readReaction(message: Entry): Partial<ReadMessage> {
	return {
		text: readText(message, 'emoji', 'Emoji', 'text'),
		target: readText(message, 'message_id', 'messageId', 'MessageId', 'id', 'Id'),
	};
}

/**
 * The number or the ID of a person changed.
 *
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system
 */
function readSystem(message: Entry): Partial<ReadMessage> {
	const kind = readWord(message, 'type');
	const ids = ['new_user_id', 'user_id', 'userId'] as const;
	const numbers = ['new_wa_id', 'newWaId', 'wa_id', 'waId'] as const;
	const order = kind?.includes('user_id') === true ? [...ids, ...numbers] : [...numbers, ...ids];
	const newId = toAddress(readText(message, 'newId', ...order));
	const oldId = toAddress(
		readText(message, 'oldId', ...['previous_user_id', 'previousUserId', 'old_user_id']) ??
			readText(message, 'previous_wa_id', ...['old_wa_id', 'oldWaId', 'customer']),
	);
	const changed = newId !== null || oldId !== null;
	return { ...readPlain(message), system: changed ? { kind, oldId, newId } : null };
}

/**
 * What the channel says about it, for example "User requested to stop marketing messages"; of
 * several, about the last one, which counts.
 */
function readPreference(message: Entry | Json[]): Partial<ReadMessage> {
	const last = choicesIn(message).at(-1);
	return { text: isEntry(last) ? readText(last, 'detail', 'Detail') : null };
}

function readMedia(message: Entry, time: number | null): Partial<ReadMessage> {
	const media = mediaOf(message, time);
	return { text: media.caption, media };
}

function mediaOf(message: Entry, time: number | null): Media {
	const url = readText(message, 'url', 'link', 'media_url', 'mediaUrl', 'file_url', 'fileUrl');
	const expires = url !== null && time !== null && SHORT_LIVED_LINK.test(url);
	return {
		url,
		id: readText(message, 'id', 'media_id', 'mediaId'),
		mimeType: readText(message, ...MIME_TYPE),
		fileName: readText(message, ...FILE_NAME, 'name'),
		caption: readText(message, ...CAPTION),
		expiresAt: expires ? new Date(time + LINK_LIFE_MS).toISOString() : null,
	};
}

function readLocation(message: Entry): Partial<ReadMessage> {
	return {
		location: {
			latitude: readNumber(message, 'latitude', 'lat'),
			longitude: readNumber(message, 'longitude', 'lng', 'lon', 'long'),
			name: readText(message, 'name'),
			address: readText(message, 'address'),
		},
	};
}

function readContacts(message: Entry): Partial<ReadMessage> {
	const list = unwrapJson(read(message, 'contacts', 'contact'));
	return { contacts: Array.isArray(list) ? list : [isEntry(list) ? list : message] };
}

/** An answer to buttons, a list or a flow, with or without the wrappers that were seen. */
function readChoice(message: Entry, _time?: unknown, usualKind = 'button'): Partial<ReadMessage> {
	const flow = innerEntry(message, 'nfm_reply') ?? (isFlowReply(message) ? message : undefined);
	if (flow) return replied(flowReply(flow));

	const list = innerEntry(message, 'list_reply');
	const tapped =
		innerEntry(message, 'button_reply') ??
		innerEntry(message, 'button') ??
		innerEntry(message, 'reply');
	const chosen = list ?? tapped ?? message;
	const word = (list && 'list') ?? (tapped && 'button') ?? readWord(message, 'type') ?? usualKind;
	const kind = word.replace(/_reply$/, '');
	// Such as the answer to a call permission request, which is nothing that was offered.
	const other = chosen === message ? innerEntry(message, word) : undefined;
	return replied({
		kind: Object.hasOwn(KINDS, kind) ? (KINDS[kind] ?? kind) : kind,
		id: readText(chosen, 'id') ?? (other ? readText(other, 'response', 'id') : null),
		title: readText(chosen, 'title', 'text') ?? (other ? readText(other, 'title', 'text') : null),
		payload: readText(chosen, 'payload') ?? (other ? readText(other, 'payload') : null),
		data: other ?? null,
	});
}

/** Second names of the same. */
const KINDS: Readonly<Record<string, string>> = Object.freeze({
	nfm: 'flow',
	quick: 'button',
	reply: 'button',
	interactive: 'button',
});

function isFlowReply(message: Entry): boolean {
	return read(message, 'response_json', 'responseJson') !== undefined;
}

function flowReply(flow: Entry): GivenReply {
	return {
		kind: 'flow',
		id: readText(flow, 'name'),
		title: readText(flow, 'body'),
		payload: null,
		data: toStructure(unwrapJson(read(flow, 'response_json', 'responseJson'))),
	};
}

type GivenReply = Omit<Reply, 'value' | 'answersQuestion'>;

function replied(reply: GivenReply): Partial<ReadMessage> {
	const value = reply.payload ?? reply.id ?? reply.title;
	return { text: reply.title, reply: { value, ...reply, answersQuestion: null } };
}

function readOrder(message: Entry): Partial<ReadMessage> {
	return { text: readText(message, 'text'), order: message };
}

/** A type that is not known yet: most likely it has a link, a text or a choice like the others. */
function readAnything(message: Entry, time: number | null): Partial<ReadMessage> {
	const media = mediaOf(message, time);
	if (isChoice(message) && media.url === null) return readChoice(message);
	const { text } = readPlain(message);
	// That of an edited or deleted message of WhatsApp.
	const target = readText(message, 'original_message_id', 'originalMessageId');
	return media.url === null ? { text, target } : { text: text ?? media.caption, media, target };
}

/** Whether it can be nothing but an answer to buttons, a list or a flow. */
function isChoice(message: Entry): boolean {
	if (isFlowReply(message)) return true;
	const inner = ['nfm_reply', 'list_reply', 'button_reply'].some((name) =>
		innerEntry(message, name),
	);
	const label = readText(message, 'title', 'text');
	return inner || (label !== null && readText(message, 'payload') !== null);
}

function innerEntry(message: Entry, name: string): Entry | undefined {
	const inner = unwrapJson(read(message, name));
	return isEntry(inner) ? inner : undefined;
}
