import { isChangeOfMessage } from './changeOfMessage';
import { isInboundType } from './content';
import type { Preference } from './preference';
import { toIso } from './time';
import type { InboundItem } from './types';

/** How long one may write freely after a person wrote. */
export const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Notices about a person, which the person did not write. */
const NOTICES = new Set(['system', 'user_preferences', 'user_preference']);

/**
 * Until when a message opened the window in which the business may write freely to the person.
 *
 * Null for what no person wrote to the business, and for groups: what a message there opens is not
 * documented.
 *
 * Source: https://developers.facebook.com/docs/whatsapp/pricing
 *
 * @param preference what the notification tells of it
 * @param time of the message in milliseconds
 */
export function windowOpenUntil(
	message: Pick<InboundItem, 'type' | 'groupId'>,
	preference: Preference | null,
	time: number | null,
): string | null {
	if (time === null || message.groupId !== null || isNotice(message.type, preference)) return null;
	const end = time + WINDOW_MS;
	return Number.isNaN(new Date(end).getTime()) ? null : toIso(end);
}

/** A choice about marketing is one whatever its type, unless the person wrote something with it. */
function isNotice(type: string, preference: Preference | null): boolean {
	if (NOTICES.has(type) || isChangeOfMessage(type)) return true;
	return preference !== null && !isInboundType(type);
}
