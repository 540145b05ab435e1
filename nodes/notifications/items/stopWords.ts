import { SEPARATORS } from '../../alibabaCloud/input/textList';

/**
 * What people write to hear nothing more, in twelve languages. Only what can hardly mean anything
 * else as a whole message: "cancel" and "end" are left out, because they answer other questions as
 * well.
 *
 * "Stop promotions" is the label that WhatsApp gives the opt-out button of marketing templates.
 * Source: https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */
const BY_LANGUAGE = Object.freeze({
	english: ['stop', 'stop all', 'stopall', 'stop promotions', 'unsubscribe', 'opt out', 'optout'],
	arabic: ['توقف', 'إيقاف', 'إلغاء الاشتراك'],
	chinese: ['退订', '退訂', '取消订阅', '取消訂閱', '拒收', 'td'],
	french: ['arrêt', 'désabonner', 'désinscrire', 'me désabonner', 'se désabonner'],
	german: ['stopp', 'abmelden', 'abbestellen', 'austragen'],
	hindi: ['बंद करो', 'बंद करें', 'सदस्यता समाप्त करें'],
	indonesian: ['berhenti', 'berhenti langganan', 'berhenti berlangganan'],
	italian: ['disiscrivimi', 'cancellami', 'annulla iscrizione'],
	portuguese: ['parar', 'descadastrar', 'cancelar inscrição', 'cancelar subscrição'],
	russian: ['стоп', 'отписаться', 'отпишите', 'отписка'],
	spanish: ['baja', 'darme de baja', 'dar de baja', 'cancelar suscripción'],
	turkish: ['abonelikten çık', 'aboneliği iptal et', 'listeden çık', 'ret'],
}) satisfies Readonly<Record<string, readonly string[]>>;

/** As the field shows them: one language after the other, a line for each. */
export const STOP_WORDS_TEXT = Object.values(BY_LANGUAGE)
	.map((words) => words.join(', '))
	.join('\n');

/** Longer messages are no stop word, and are not compared. */
const LONGEST = 100;

const MOST_WORDS = 1_000;

/** Lists of stop words, comparable as `isStopWord` does it. */
export type StopWords = ReadonlySet<string>;

export const STOP_WORDS: StopWords = new Set(comparable(STOP_WORDS_TEXT.split(SEPARATORS)));

/**
 * Reads a list of stop words: an array, or text with commas or line breaks. An empty list means
 * that no word counts.
 *
 * @returns undefined for a value that is no such list, or longer than 1,000 words
 */
export function readStopWords(value: unknown): StopWords | undefined {
	const parts: unknown[] | undefined =
		typeof value === 'string' ? value.split(SEPARATORS) : Array.isArray(value) ? value : undefined;
	if (parts === undefined || parts.length > MOST_WORDS) return undefined;
	if (!parts.every((part) => typeof part === 'string')) return undefined;
	return new Set(comparable(parts));
}

/** Whether a text is nothing but one of these words. */
export function isStopWord(text: string, words: StopWords): boolean {
	return text.length <= 2 * LONGEST && words.has(bare(text));
}

function comparable(words: readonly string[]): string[] {
	return words.map((word) => bare(word.slice(0, 2 * LONGEST))).filter((word) => word !== '');
}

/**
 * Only the letters and digits: without case, accents, vowel signs of Arabic, punctuation and
 * emoji. The Turkish I without a dot and the I with one become the same letter.
 */
function bare(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll('ı', 'i')
		.replace(/(?:[\u0300-\u036f]|[\u064b-\u065f]|\u0640|[\u200b-\u200f]|\ufe0e|\ufe0f)/g, '')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.trim();
}
