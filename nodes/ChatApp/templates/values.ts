import { trimCopied } from '../../alibabaCloud/input/plainValue';
import { encodeLink, encodeWholeLink, hasMoreLinks, parseUrl } from '../../alibabaCloud/wire/url';
import { DESIGN_LIMITS } from './designer/limits';
import { variablesIn, type TemplateVariable, type VariableKind } from './variables';

/** What a value becomes at its place, or why it cannot stand there. */
export type FittedValue =
	| { readonly text: string }
	| {
			/** Goes on after the name of the variable: `is ...`, `has ...`. */
			readonly fault: string;
			readonly advice: string;
	  };

/** How values of one kind fit their places. */
export interface ValueRule {
	readonly source: string;
	/** What is wrong with a value that `fit` has to change, for those who want it refused instead. */
	readonly unfit: string;
	fit(value: string, variable: TemplateVariable): FittedValue;
}

const META = 'https://developers.facebook.com/documentation/business-messaging/whatsapp/templates';

/** WhatsApp refuses a parameter with one of these or a longer run of spaces. */
const MOST_SPACES = 4;
const BREAKS = /[\n\r\t\v\f\u2028\u2029]/;

const UNFIT_TEXT =
	'has a line break, a tab, more than four consecutive spaces, or spaces at its start or end';
const UNFIT_LINK =
	'is more than the end of a link, or has characters that are not allowed in links';

/**
 * What WhatsApp takes as the value of a variable, by the kind of the variable. The end of an offer
 * is a date and has its reader in `offerEnd`. Values for Viber go as they are: none of this is
 * documented for it.
 */
export const WHATSAPP_VALUES = Object.freeze({
	text: {
		source: `${META}/components (body and header parameters; refused with 132018)`,
		unfit: UNFIT_TEXT,
		fit: (value) => ({ text: singleLine(value) }),
	},
	code: {
		source: `${META}/authentication-templates/authentication-templates`,
		unfit: UNFIT_TEXT,
		fit: oneTimeCode,
	},
	coupon: {
		source: `${META}/marketing-templates/coupon-templates`,
		unfit: UNFIT_TEXT,
		fit: couponCode,
	},
	link: { source: `${META}/components (URL buttons)`, unfit: UNFIT_LINK, fit: linkValue },
	media: { source: `${META}/components (media headers)`, unfit: UNFIT_LINK, fit: linkValue },
	latitude: {
		source: `${META}/components (location headers)`,
		unfit: UNFIT_TEXT,
		fit: (value) => coordinate(value, 90),
	},
	longitude: {
		source: `${META}/components (location headers)`,
		unfit: UNFIT_TEXT,
		fit: (value) => coordinate(value, 180),
	},
}) satisfies Readonly<Record<Exclude<VariableKind, 'offerEnd'>, ValueRule>>;

const CODE_LENGTH = 15;
const LINK_LENGTH = 2000;

/**
 * A text that WhatsApp takes as a parameter: each run of white space that holds a line break, a tab
 * or more than four spaces becomes one space, and blanks at both ends go. Doing it twice changes
 * nothing more.
 */
export function singleLine(value: string): string {
	// Control characters that are no white space are no text either, such as U+0085 and U+0000.
	const trimmed = value.replace(/(?!\s)\p{Cc}/gu, '\n').trim();
	// A stand-in for an empty value is blank on purpose.
	if (trimmed === '') return value;
	return trimmed.replace(/\s+/g, (run) =>
		run.length > MOST_SPACES || BREAKS.test(run) ? ' ' : run,
	);
}

/** Errors do not repeat the value: it is a secret. */
function oneTimeCode(value: string): FittedValue {
	const code = singleLine(trimCopied(value));
	const isCode =
		points(code) <= CODE_LENGTH &&
		!/\p{Extended_Pictographic}/u.test(code) &&
		!code.includes('://');
	if (isCode) return { text: code };
	return {
		fault: `is not a one-time code: use up to ${CODE_LENGTH} characters, without links and emoji`,
		advice: 'Enter only the code. WhatsApp provides the text around it.',
	};
}

function couponCode(value: string): FittedValue {
	const code = singleLine(trimCopied(value));
	const { most } = DESIGN_LIMITS.couponCode;
	if (/^[A-Za-z0-9]+$/.test(code) && code.length <= most) return { text: code };
	return {
		fault: `is not a coupon code: use up to ${most} letters A to Z and digits, without spaces and symbols`,
		advice: 'Use a code such as SAVE20.',
	};
}

function coordinate(value: string, most: number): FittedValue {
	const given = singleLine(trimCopied(value)).replace(/^\+/, '');
	if (/^-?\d{1,3}(\.\d{1,30})?$/.test(given) && Math.abs(Number(given)) <= most) {
		return { text: given };
	}
	return {
		fault: `is not a coordinate between -${most} and ${most}: ${shown(given)}`,
		advice: 'Enter it in decimal degrees, for example 1.2903.',
	};
}

/** The end of a link that the template begins, or a whole link where the template begins none. */
function linkValue(value: string, { places }: TemplateVariable): FittedValue {
	const given = singleLine(trimCopied(value));
	const links = places.filter(({ field }) => field === 'Url');
	const [first] = links;
	const begins = links.filter(({ before }) => before.trim() !== '');
	const fitted = begins.length > 0 ? endOfLink(given, begins) : wholeLink(given);
	if (!('text' in fitted) || !first) return fitted;
	const length = points(first.before) + fitted.text.length + points(first.after);
	if (length <= LINK_LENGTH) return fitted;
	return {
		fault: `makes the link ${length} characters long, maximum ${LINK_LENGTH}`,
		advice: 'Use a shorter link.',
	};
}

function wholeLink(given: string): FittedValue {
	if (hasMoreLinks(given)) {
		return {
			fault: `has more than one link: ${shown(given)}`,
			advice: 'Enter the full URL of one file.',
		};
	}
	if (/^https?:\/\/[^\s/.]+\.\S/i.test(given) && parseUrl(given))
		return { text: encodeWholeLink(given) };
	return {
		fault: `is not a link: ${shown(given)}`,
		advice: 'Enter the full URL of a public file, for example https://example.com/a.jpg.',
	};
}

function endOfLink(
	value: string,
	begins: ReadonlyArray<{ readonly part: string; readonly before: string; readonly after: string }>,
): FittedValue {
	// A browser adds the scheme of the page to such a link.
	const given = value.startsWith('//') ? `https:${value}` : value;
	for (const { before, after } of begins) {
		const end = variablesIn(before).length === 0 ? restOf(given, before.trim()) : null;
		if (end === null) continue;
		const cut = after !== '' && end.endsWith(after) ? end.slice(0, -after.length) : end;
		if (cut !== '') return { text: encodeLink(cut) };
		return {
			fault: 'is the start of the link, which the template already contains',
			advice: 'Enter only the end of the link.',
		};
	}
	if (!/^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(given)) return { text: encodeLink(given) };
	const [{ part, before } = { part: '', before: '' }] = begins;
	return {
		fault: `is a full link (${shown(given)}), but the template already contains its start: ${shown(before)}`,
		advice: `Enter only the end of the link (${part}), or create a template with a different link.`,
	};
}

/** What follows the beginning of a link, also where its scheme was left out; `null` for others. */
function restOf(given: string, beginning: string): string | null {
	const [start, whole] = [withSmallHost(beginning), withSmallHost(given)];
	if (whole.startsWith(start)) return whole.slice(start.length);
	const bare = start.replace(/^[a-z]+:\/\//, '');
	// Short beginnings would cut ordinary values.
	if (!/^[^/][^./]*\.[^/]+\//.test(bare)) return null;
	const host = bare.slice(0, bare.indexOf('/')).length;
	const small = given.slice(0, host).toLowerCase() + given.slice(host);
	return small.startsWith(bare) ? small.slice(bare.length) : null;
}

/** Scheme and host mean the same in any case. */
function withSmallHost(link: string): string {
	return link.replace(/^[a-z]{1,20}:\/\/[^/?#]*/i, (start) => start.toLowerCase());
}

/** As WhatsApp counts. */
function points(text: string): number {
	return [...text].length;
}

function shown(value: string): string {
	return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
