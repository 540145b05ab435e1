import type { IDataObject } from 'n8n-workflow';

import { toMilliseconds } from '../../alibabaCloud/input/dates';
import { hasOtherForm, samePerson } from '../../alibabaCloud/input/samePerson';
import { CHANNELS, type ChannelType } from '../../alibabaCloud/channels/channels';

/** How long one may write freely after a person wrote. */
export const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Whether a free-form message may be sent to a person; `unknown` where nothing tells. */
export type WindowState = 'open' | 'closed' | 'unknown';

/** What is known of the window of a person. */
export interface Window {
	readonly window: WindowState;
	/** Milliseconds; `null` when it is not open, has no end, or its end is not known. */
	readonly openUntil: number | null;
	/** When the person last wrote, in milliseconds; `null` when that is not known. */
	readonly lastMessageAt: number | null;
}

const NOT_TOLD = { openUntil: null, lastMessageAt: null } as const;

export const UNKNOWN_WINDOW: Window = Object.freeze({ window: 'unknown', ...NOT_TOLD });

/** The window of a person on a channel whose messages are not listed. */
export function windowWithoutLog(channelType: ChannelType): Window {
	return { window: CHANNELS[channelType].hasWindow ? 'unknown' : 'open', ...NOT_TOLD };
}

/** The channels whose messages the service lists. */
export function hasMessageLog(channelType: ChannelType): boolean {
	return channelType === 'whatsapp' || channelType === 'viber';
}

/** What was asked for: the messages of one person since a day before. */
export interface AskedLog {
	readonly channelType: ChannelType;
	/** The person, as the service writes it. */
	readonly user: string;
	/** How many rows a page has: a full one may have left out others. */
	readonly pageSize: number;
	readonly now: number;
}

/**
 * The window of a person from the messages that the log lists as received. Rows of others and of the
 * business count as not listed: the service may overlook a condition.
 *
 * That an empty list means a closed window holds for phone numbers with one form: the log was asked
 * for this form alone. Whether it knows people by their ID is not documented.
 *
 * @param rows in the service's names
 */
export function windowOf(rows: readonly IDataObject[], asked: AskedLog): Window {
	const { channelType, user, pageSize, now } = asked;
	const own = rows.filter((row) => isFrom(row, user));
	const times = own.map(sentAt).filter((time) => time !== null && time <= now + MOST_AHEAD_MS);
	const last = Math.max(...times.map(Number), -Infinity);
	const lastMessageAt = Number.isFinite(last) ? last : null;
	if (!CHANNELS[channelType].hasWindow) return { window: 'open', openUntil: null, lastMessageAt };
	if (lastMessageAt !== null && lastMessageAt + WINDOW_MS > now) {
		return { window: 'open', openUntil: lastMessageAt + WINDOW_MS, lastMessageAt };
	}
	// What cannot be read or may be on another page does not prove that the person was silent.
	const isRead = own.length === times.length && rows.length < pageSize;
	const isProof = isRead && /^\d+$/.test(user) && (own.length > 0 || !hasOtherForm(user));
	return isProof
		? { window: 'closed', openUntil: null, lastMessageAt }
		: { window: 'unknown', openUntil: null, lastMessageAt };
}

/** A clock that is further ahead tells no time. */
const MOST_AHEAD_MS = 60 * 60 * 1000;

function isFrom({ EventAction, UserNumber }: IDataObject, user: string): boolean {
	const direction = textIn(EventAction).toUpperCase();
	const number = textIn(UserNumber).replace(/^\+/, '');
	return (
		(direction === '' || direction === 'UP') &&
		(number === '' || samePerson(number) === samePerson(user))
	);
}

/** Times without a zone tell no moment: it is not documented which zone they are in. */
function sentAt({ SendTime }: IDataObject): number | null {
	const text = textIn(SendTime);
	if (!/(?:^\d+|Z|[+-]\d\d:?\d\d)$/i.test(text)) return null;
	try {
		return toMilliseconds(text, 'UTC', 'SendTime');
	} catch {
		return null;
	}
}

function textIn(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/**
 * Codes by which a free-form message is refused for the closed window: of the service, seen in
 * public code alone, and of WhatsApp.
 *
 * Source: https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
const REFUSALS: ReadonlySet<string> = new Set(['SessionWindowExpired', '131047', '470']);

/** Whether a code of a refused send says that the window is closed. */
export function isWindowCode(code: unknown): boolean {
	const text = textIn(code);
	return REFUSALS.has(text) || text.endsWith('.SessionWindowExpired');
}
