import { asObject } from '../definition';

/** WhatsApp's own way of writing a gap, which users know from other tools. */
const BRACES = /\{\{([^{}]*)\}\}/g;
const SERVICE_FORM = /\$\(([^()]*)\)/g;
/** A variable of a design, which has been put into the service's form. */
const VARIABLE = /\$\(([^()]+)\)/g;

/** Structure, not text that a variable could stand in. */
const KEYWORDS: ReadonlySet<string> = new Set(['Type', 'Format', 'UrlType', 'FlowAction']);

/** Their checks ignore blanks around them, so they are sent without. */
const LINKS: ReadonlySet<string> = new Set(['Url', 'ThumbUrl']);

/**
 * Turns `{{name}}`, `{{1}}` and `$( name )` into the service's `$(name)`. Doing it twice changes
 * nothing more.
 * https://www.alibabacloud.com/help/zh/chatapp/parameters-of-a-message-template
 */
export function toServiceText(text: string): string {
	return text
		.replace(BRACES, (_whole, name: string) => `$(${name})`)
		.replace(SERVICE_FORM, (_whole, name: string) => `$(${name.trim()})`);
}

/** The same for every text within components, however deep. Links lose the blanks around them. */
export function toServiceForm<T>(value: T): T {
	return converted(value, '') as T;
}

function converted(value: unknown, key: string): unknown {
	if (typeof value === 'string') {
		if (KEYWORDS.has(key)) return keyword(value);
		return toServiceText(LINKS.has(key) ? value.trim() : value);
	}
	if (Array.isArray(value)) return value.map((entry) => converted(entry, key));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, converted(entry, name)]),
	);
}

/** Checks take keywords in any case, and the service documents these in upper case. */
const KEYWORD_VALUES: ReadonlySet<string> = new Set([
	...['BODY', 'BUTTONS', 'CAROUSEL', 'FOOTER', 'HEADER', 'LIMITED_TIME_OFFER'],
	...['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'NAVIGATE', 'DATA_EXCHANGE'],
	...['CATALOG', 'COPY_CODE', 'FLOW', 'MPM', 'ONE_TAP', 'PHONE_NUMBER', 'QUICK_REPLY', 'URL'],
	'ZERO_TAP',
]);

function keyword(value: string): string {
	const upper = value.toUpperCase();
	return KEYWORD_VALUES.has(upper) ? upper : value;
}

/** Names of all variables within components, each once, in the order in which they stand there. */
export function variableNames(value: unknown): string[] {
	return [...new Set(textsIn(value).flatMap(namesIn))];
}

/** Names of the variables of one text in the service's form, with repetitions. */
export function namesIn(text: string): string[] {
	return [...text.matchAll(VARIABLE)].map((match) => match[1] ?? '');
}

/**
 * What is wrong with the variables of a text in the service's form; `null` when nothing is. A gap
 * that was not closed would be shown to receivers as it was typed.
 */
export function variableFault(text: string): string | null {
	const rest = text.replace(VARIABLE, '');
	if (/\{\{|\}\}|\$\(/.test(rest)) {
		return 'has an incomplete variable: write variables as $(name)';
	}
	// Many scripts write vowels as marks, such as नाम.
	const odd = namesIn(text).find((name) => !/^[\p{L}\p{M}\p{N}_]+$/u.test(name));
	if (odd === undefined) return null;
	return `has a variable with an invalid name: $(${odd}). Use letters, digits and underscores`;
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return Object.entries(asObject(value)).flatMap(([key, entry]) =>
		KEYWORDS.has(key) ? [] : textsIn(entry),
	);
}

/** Whether a link ends with a variable. */
export function endsWithVariable(url: string): boolean {
	return /\$\([^()]+\)$/.test(url);
}

/**
 * Why a link cannot be opened, gaps aside; `null` when it can. Goes on after the name of the link:
 * `has ...`, `does not ...`.
 */
export function linkFault(url: string): string | null {
	const shown = url.slice(0, 200);
	if (!/^https?:\/\/[^\s/]/i.test(url)) {
		return `does not start with https:// or is incomplete: ${shown}`;
	}
	return /\s/.test(url) ? `has a space or line break: ${shown}. Write a space as %20` : null;
}
