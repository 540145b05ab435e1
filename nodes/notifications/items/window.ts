import { toIso } from './time';

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
 * @param time of the message in milliseconds
 */
export function windowOpenUntil(
	{ type, groupId }: { readonly type: string; readonly groupId: string | null },
	time: number | null,
): string | null {
	if (time === null || groupId !== null || NOTICES.has(type)) return null;
	const end = time + WINDOW_MS;
	return Number.isNaN(new Date(end).getTime()) ? null : toIso(end);
}
