import fc from 'fast-check';

import { normalizeBody, normalizeEntry } from '../../../../nodes/notifications/items/normalize';
import { withOptOutMarked } from '../../../../nodes/notifications/items/optOut';
import {
	isStopWord,
	readStopWords,
	STOP_WORDS,
	STOP_WORDS_TEXT,
} from '../../../../nodes/notifications/items/stopWords';
import { readFilters } from '../../../../nodes/notifications/selection/filters';
import { SeenEvents } from '../../../../nodes/notifications/selection/seenEvents';
import { selectItems } from '../../../../nodes/notifications/selection/select';

const TEXT = { MessageId: 'm1', From: '6591230001', To: '6531589000', Type: 'TEXT' };

function optOutOf(entry: object): unknown {
	return (normalizeEntry(entry) as unknown as Record<string, unknown>).optOut;
}

describe('stop words', () => {
	it.each([
		['English', 'STOP'],
		['English', 'Unsubscribe'],
		['the button of marketing templates', 'Stop promotions'],
		['Arabic', 'إلغاء الاشتراك'],
		['Arabic with vowel signs', 'تَوَقَّف'],
		['Chinese', '退订'],
		['Chinese, traditional', '取消訂閱'],
		['French', 'Désabonner'],
		['French without accents', 'ARRET'],
		['German', 'Abmelden'],
		['Hindi', 'बंद करो'],
		['Indonesian', 'Berhenti'],
		['Italian', 'Disiscrivimi'],
		['Portuguese', 'Cancelar inscrição'],
		['Russian', 'СТОП'],
		['Spanish', 'Baja'],
		['Turkish in capitals', 'ABONELİKTEN ÇIK'],
		['spaces around', '  stop \n'],
		['punctuation', '«Stop!!!»'],
		['an emoji', 'STOP 🛑'],
		['full width', 'ＳＴＯＰ'],
		['decomposed accents', 'de\u0301sabonner'],
		['two spaces', 'opt   out'],
		['a hyphen', 'opt-out'],
		['a mark for the direction', '\u200fتوقف'],
	])('counts as a whole message: %s', (_name, text) => {
		expect(optOutOf({ ...TEXT, Message: text })).toBe(true);
	});

	it.each([
		'Please stop',
		'Do not stop',
		'stop by at 5',
		'nonstop',
		'bus stop',
		'Cancel',
		'End',
		'',
		'!!!',
		`stop${' '.repeat(300)}`.concat('.'),
	])('do not count inside another message: %p', (text) => {
		expect(optOutOf({ ...TEXT, Message: text })).toBe(false);
	});

	it('counts a tapped button by its label', () => {
		const Message = JSON.stringify({ type: 'button', text: 'Stop promotions', payload: 'x' });
		expect(optOutOf({ ...TEXT, Type: 'BUTTON', Message })).toBe(true);
	});

	it('does not count the caption of a file or what WhatsApp says about a person', () => {
		const image = { url: 'https://example.com/a.jpg', caption: 'stop' };
		expect(optOutOf({ ...TEXT, Type: 'IMAGE', Message: image })).toBe(false);
		expect(optOutOf({ ...TEXT, Type: 'SYSTEM', Message: { body: 'stop' } })).toBe(false);
	});

	it('does not count what the business wrote itself', () => {
		expect(optOutOf({ ...TEXT, From: TEXT.To, Message: 'STOP' })).toBe(false);
		const [item] = normalizeBody([{ ...TEXT, From: '6531589000', To: '659', Message: 'STOP' }]);
		const own = { ...SELECTION, ownNumbers: new Set(['6531589000']) };
		const { items } = selectItems(item ? [item] : [], own, new SeenEvents(), 0);
		expect(items).toMatchObject([{ isEcho: true, optOut: false, windowOpenUntil: null }]);
	});

	it('are those that the field shows', () => {
		expect(readStopWords(STOP_WORDS_TEXT)).toEqual(STOP_WORDS);
		expect(STOP_WORDS_TEXT.split('\n')).toHaveLength(12);
	});

	it('reads any list, and nothing else', () => {
		const words = readStopWords('Genug, Schluss\nça suffit،كفى、もういい');
		for (const text of ['genug!', 'SCHLUSS', 'ca suffit', 'كفى', 'もういい']) {
			expect(isStopWord(text, words ?? new Set())).toBe(true);
		}
		expect(readStopWords(['a', 'b'])).toEqual(new Set(['a', 'b']));
		expect(readStopWords('')).toEqual(new Set());
		for (const wrong of [null, undefined, 7, true, {}, [1], Array(1_001).fill('a')]) {
			expect(readStopWords(wrong)).toBeUndefined();
		}
	});

	it('takes a word in any spelling of its letters', () => {
		const spelled = fc.constantFrom(...STOP_WORDS).chain((word) =>
			fc.record({
				before: fc.constantFrom('', ' ', '"', '¡', '\n'),
				word: fc.constantFrom(
					...[word, word.toUpperCase(), word.normalize('NFC'), word.normalize('NFD')],
				),
				after: fc.constantFrom('', '.', ' !', '🙏🏽', '…'),
			}),
		);
		fc.assert(
			fc.property(spelled, ({ before, word, after }) => {
				expect(isStopWord(before + word + after, STOP_WORDS)).toBe(true);
			}),
		);
	});

	it('survives any text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
				expect(typeof isStopWord(text, STOP_WORDS)).toBe('boolean');
			}),
		);
	});
});

const reading = readFilters({});
const SELECTION = {
	events: ['inbound'] as const,
	passes: reading.ok ? reading.passes : () => true,
	deduplicate: false,
	suppressOutdatedStatuses: false,
};

describe('the words of the trigger', () => {
	it('count instead of the usual ones', () => {
		const items = normalizeBody([
			{ ...TEXT, Message: 'stop' },
			{ ...TEXT, MessageId: 'm2', Message: 'Genug' },
		]);
		const stopWords = readStopWords('genug');
		const { items: marked } = selectItems(items, { ...SELECTION, stopWords }, new SeenEvents(), 0);
		expect(marked).toMatchObject([{ optOut: false }, { optOut: true }]);
	});

	it('leave what WhatsApp itself tells as it is', () => {
		const item = normalizeEntry({ ...TEXT, Type: 'USER_PREFERENCES', Message: STOPPED });
		expect(withOptOutMarked(item, new Set())).toMatchObject({ optOut: true });
	});
});

const STOPPED = {
	wa_id: '6591230001',
	detail: 'User requested to stop marketing messages',
	category: 'marketing_messages',
	value: 'stop',
	timestamp: 1790000000,
};

describe("WhatsApp's own signal", () => {
	it.each<[string, object]>([
		['in the message', { ...TEXT, Type: 'USER_PREFERENCES', Message: STOPPED }],
		['as text', { ...TEXT, Type: 'user_preferences', Message: JSON.stringify(STOPPED) }],
		['in a list', { ...TEXT, Type: 'SYSTEM', Message: { user_preferences: [STOPPED] } }],
		['as nothing but a list', { ...TEXT, Type: 'user_preferences', Message: [STOPPED] }],
		['as a list in text', { ...TEXT, Type: 'X', Message: JSON.stringify([STOPPED]) }],
		['beside the message', { ...TEXT, Type: 'X', UserPreferences: [STOPPED] }],
		['in another spelling', { ...TEXT, Type: 'X', UserPreference: STOPPED }],
		['without an ID', { From: '6591230001', WabaId: '1', Type: 'X', user_preferences: STOPPED }],
		['in capitals', { ...TEXT, Type: 'X', Message: { Category: 'MARKETING', Value: 'STOP' } }],
	])('is read %s', (_name, entry) => {
		expect(normalizeEntry(entry)).toMatchObject({ event: 'inbound', optOut: true });
	});

	it('is no opt-out when marketing messages are wanted again', () => {
		const again = { ...STOPPED, value: 'resume' };
		expect(optOutOf({ ...TEXT, Type: 'X', Message: again })).toBe(false);
		expect(optOutOf({ ...TEXT, Type: 'X', Message: { user_preferences: [STOPPED, again] } })).toBe(
			false,
		);
	});

	it.each<[string, (list: object[]) => unknown]>([
		['nothing else', (list) => list],
		['text', (list) => JSON.stringify(list)],
		['the usual field', (list) => ({ user_preferences: list })],
		['the same in capitals', (list) => ({ UserPreferences: JSON.stringify(list) })],
	])('counts by the last of a list, as %s, and so does its text', (_name, write) => {
		const again = { ...STOPPED, detail: 'User wants them again', value: 'resume' };
		const read = (list: object[]) =>
			normalizeEntry({ ...TEXT, Type: 'USER_PREFERENCES', Message: write(list) });
		expect(read([STOPPED, again])).toMatchObject({ optOut: false, text: again.detail });
		expect(read([again, STOPPED])).toMatchObject({ optOut: true, text: STOPPED.detail });
		expect(read([])).toMatchObject({ event: 'inbound', optOut: false, text: null });
	});

	it('opens no window, and two of them are two events', () => {
		const entry = { From: '6591230001', Type: 'USER_PREFERENCES', Timestamp: 1790000000000 };
		const items = normalizeBody([
			{ ...entry, Message: STOPPED },
			{ ...entry, Message: { ...STOPPED, value: 'resume' } },
		]);
		expect(items).toMatchObject([{ windowOpenUntil: null }, { windowOpenUntil: null }]);
		expect(new Set(items.map(({ eventKey }) => eventKey)).size).toBe(2);
	});

	it('cannot be given in a text', () => {
		expect(optOutOf({ ...TEXT, Message: JSON.stringify(STOPPED) })).toBe(false);
	});
});

describe('the window', () => {
	const sent = { ...TEXT, Message: 'hi', Timestamp: 1790000000000 };
	const CHOSEN = { user_preferences: [{ ...STOPPED, value: 'resume' }] };

	it.each<[string, object, string | null]>([
		['24 hours after a message', {}, '2026-09-22T14:13:20.000Z'],
		['unknown without a time', { Timestamp: undefined }, null],
		['none for an echo', { IsEcho: true }, null],
		['none for a notice about a person', { Type: 'SYSTEM', Message: { body: 'x' } }, null],
		['none for a group', { GroupId: 'g1' }, null],
		['none for a group in the context', { Context: { GroupId: 'g1' } }, null],
		['none for a choice about marketing', { Type: '', Message: '', ...CHOSEN }, null],
		['none for one of a new type', { Type: 'PREFERENCE', Message: CHOSEN }, null],
		['opened by what is written with a choice', CHOSEN, '2026-09-22T14:13:20.000Z'],
		['none beyond what a date can be', { Timestamp: '+275760-09-13T00:00:00Z' }, null],
	])('is %s', (_name, changes, until) => {
		expect(normalizeEntry({ ...sent, ...changes })).toMatchObject({ windowOpenUntil: until });
	});
});
