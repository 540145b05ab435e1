import { unwrapJson } from '../../alibabaCloud/wire/embedded';
import { type Entry, isEntry, read, readWord } from './fields';

/** What a person chose in WhatsApp about marketing messages of the business. */
export type Preference = 'stop' | 'resume';

/**
 * What WhatsApp tells when somebody stops or resumes marketing messages in the app. The service
 * documents no notification of it, so WhatsApp's own layout is looked for in the entry and in its
 * message.
 *
 * Source: https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences
 *
 * @returns null where nothing is told
 */
export function preferenceOf(entry: Entry): Preference | null {
	const message = readWord(entry, 'Type') === 'text' ? undefined : read(entry, 'Message');
	for (const place of [entry, mayTell(message) ? unwrapJson(message) : undefined]) {
		const found = isEntry(place) ? preferenceIn(place) : null;
		if (found !== null) return found;
	}
	return null;
}

/** Whether a message may tell a preference; quick, for all that comes in. */
function mayTell(message: unknown): boolean {
	return typeof message !== 'string' || CATEGORY.test(message);
}

/** The last one counts: they come in the order of the person's taps. */
function preferenceIn(place: Entry): Preference | null {
	const inner = unwrapJson(read(place, ...NAMES));
	const all: unknown[] = Array.isArray(inner) ? inner : [inner ?? place];
	return all.reduce<Preference | null>((last, row) => choiceOf(row) ?? last, null);
}

const CATEGORY = /marketing/i;

const NAMES = [
	'user_preferences',
	'UserPreferences',
	'userPreferences',
	'user_preference',
	'UserPreference',
] as const;

function choiceOf(value: unknown): Preference | null {
	const row = unwrapJson(value);
	if (!isEntry(row)) return null;
	if (readWord(row, 'category', 'Category')?.startsWith('marketing') !== true) return null;
	const choice = readWord(row, 'value', 'Value');
	return choice === 'stop' || choice === 'resume' ? choice : null;
}
