import { isObject } from '../../alibabaCloud/wire/parseJson';
import type { InboundItem, Media, Sender, StatusItem } from '../../notifications/items/types';

/** What is used of a message that was handed over. */
export type HandedInbound = Pick<
	InboundItem,
	| 'event'
	| 'eventKey'
	| 'messageId'
	| 'from'
	| 'type'
	| 'text'
	| 'media'
	| 'location'
	| 'groupId'
	| 'isEcho'
	| 'timestamp'
> & {
	readonly optOut: boolean;
	/** Numbers and IDs of whoever wrote, beside those in `from`. */
	readonly knownAs: readonly string[];
};

/** What is used of a delivery status that was handed over. */
export type HandedStatus = Pick<
	StatusItem,
	'event' | 'eventKey' | 'status' | 'error' | 'messageId' | 'timestamp'
>;

export type HandedItem = HandedInbound | HandedStatus;

/** Longer than any text that a channel carries. */
const LONGEST_TEXT = 65_536;
const LONGEST_LINK = 8192;
const LONGEST_ID = 1024;

/** More than a person has. */
const MOST_NAMES = 10;

/**
 * The item in the body of a handover. n8n's signature covers the URL alone, so nothing of the body is
 * believed but its shape: what is not as a trigger writes it is taken as missing, and other fields
 * are left out.
 *
 * @returns `null` for what is neither a message nor a delivery status.
 */
export function readHandover(body: unknown): HandedItem | null {
	const item = recordOf(recordOf(body)?.item);
	if (item?.event === 'inbound') return readInbound(item);
	return item?.event === 'status' ? readStatus(item) : null;
}

type Fields = Readonly<Record<string, unknown>>;

function readInbound(item: Fields): HandedInbound | null {
	const from = recordOf(item.from);
	const type = textIn(item.type, LONGEST_ID);
	if (!from || type === null) return null;
	return {
		event: 'inbound',
		eventKey: textIn(item.eventKey, LONGEST_TEXT) ?? '',
		messageId: textIn(item.messageId, LONGEST_ID),
		from: readSender(from),
		type,
		text: textIn(item.text, LONGEST_TEXT),
		media: readMedia(recordOf(item.media)),
		location: readLocation(recordOf(item.location)),
		groupId: textIn(item.groupId, LONGEST_ID),
		isEcho: item.isEcho === true,
		timestamp: timeIn(item.timestamp),
		optOut: item.optOut === true,
		knownAs: readNames(item.knownAs),
	};
}

function readNames(names: unknown): string[] {
	if (!Array.isArray(names)) return [];
	const texts = names.slice(0, MOST_NAMES).map((name: unknown) => textIn(name, LONGEST_ID));
	return texts.filter((name) => name !== null);
}

function readSender(from: Fields): Sender {
	const id = (name: string): string | null => textIn(from[name], LONGEST_ID);
	return {
		address: id('address'),
		key: id('key'),
		phone: id('phone'),
		userId: id('userId'),
		parentUserId: id('parentUserId'),
		userName: id('userName'),
		name: id('name'),
	};
}

function readMedia(media: Fields | null): Media | null {
	return (
		media && {
			url: textIn(media.url, LONGEST_LINK),
			id: textIn(media.id, LONGEST_ID),
			mimeType: textIn(media.mimeType, LONGEST_ID),
			fileName: textIn(media.fileName, LONGEST_ID),
			caption: textIn(media.caption, LONGEST_TEXT),
			expiresAt: timeIn(media.expiresAt),
		}
	);
}

function readLocation(place: Fields | null): HandedInbound['location'] {
	return (
		place && {
			latitude: numberIn(place.latitude),
			longitude: numberIn(place.longitude),
			name: textIn(place.name, LONGEST_TEXT),
			address: textIn(place.address, LONGEST_TEXT),
		}
	);
}

function readStatus(item: Fields): HandedStatus | null {
	const status = textIn(item.status, LONGEST_ID);
	if (status === null) return null;
	return {
		event: 'status',
		eventKey: textIn(item.eventKey, LONGEST_TEXT) ?? '',
		status,
		messageId: textIn(item.messageId, LONGEST_ID),
		timestamp: timeIn(item.timestamp),
		error: readError(recordOf(item.error)),
	};
}

function readError(error: Fields | null): StatusItem['error'] {
	return (
		error && {
			code: textIn(error.code, LONGEST_ID),
			message: textIn(error.message, LONGEST_TEXT),
			advice: textIn(error.advice, LONGEST_TEXT) ?? '',
			action: textIn(error.action, LONGEST_ID) ?? 'fix',
			retryable: error.retryable === true,
			retryAfter: numberIn(error.retryAfter),
		}
	);
}

function recordOf(value: unknown): Fields | null {
	return isObject(value) ? value : null;
}

function textIn(value: unknown, longest: number): string | null {
	return typeof value === 'string' && value !== '' ? value.slice(0, longest) : null;
}

function numberIn(value: unknown): number | null {
	return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function timeIn(value: unknown): string | null {
	const text = textIn(value, 64);
	return text !== null && !Number.isNaN(Date.parse(text)) ? text : null;
}
