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
		const found = preferenceIn(place);
		if (found !== null) return found;
	}
	return null;
}

/**
 * The choices that an entry or a message holds, which is a list itself, has one in a field, or is a
 * single choice. WhatsApp's own value is a list.
 */
export function choicesIn(place: unknown): readonly unknown[] {
	const inner = isEntry(place) ? unwrapJson(read(place, ...NAMES)) : undefined;
	const all = inner ?? place;
	return (Array.isArray(all) ? all : [all]).map(unwrapJson);
}

/** Whether a message may tell a preference; quick, for all that comes in. */
function mayTell(message: unknown): boolean {
	return typeof message !== 'string' || CATEGORY.test(message);
}

/** The last one counts: they come in the order of the person's taps. */
function preferenceIn(place: unknown): Preference | null {
	return choicesIn(place).reduce<Preference | null>((last, row) => choiceOf(row) ?? last, null);
}

const CATEGORY = /marketing/i;

const NAMES = [
	'user_preferences',
	'UserPreferences',
	'userPreferences',
	'user_preference',
	'UserPreference',
] as const;

function choiceOf(row: unknown): Preference | null {
	if (!isEntry(row)) return null;
	if (readWord(row, 'category', 'Category')?.startsWith('marketing') !== true) return null;
	const choice = readWord(row, 'value', 'Value');
	return choice === 'stop' || choice === 'resume' ? choice : null;
}
