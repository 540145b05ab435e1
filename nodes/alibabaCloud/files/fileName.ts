import { endingOf } from './fileTypes';
import { decodeWords, headerText } from './headerText';
import { decodePart, parseUrl } from '../wire/url';

const LONGEST = 200;
/** What file systems take: a Chinese name has three bytes for each character. */
const LONGEST_BYTES = 255;
const LONGEST_ENDING = 8;
/** "Q3.Report" of a known type has no ending yet. */
const LONGEST_USUAL = 5;

/** How much of a header or a link is looked at; both come from outside. */
const LONGEST_SOURCE = 4096;

/** What the name of a file can be read from, best first. */
export interface NameSources {
	/** What a person or a message calls it. */
	readonly given?: string | null;
	/** The header Content-Disposition of the answer. */
	readonly disposition?: unknown;
	/** The link to the file. */
	readonly link?: string;
	readonly mimeType?: string;
}

/** Programs of web servers: such an ending says how a file is made, not what it is. */
const PROGRAM_ENDING = /\.(?:action|ashx|aspx?|cgi|do|jsp|php\d?|pl|py)$/i;

/** Parameters of links that name the file. */
const NAME_PARAMETERS: ReadonlySet<string> = new Set([
	'attname',
	'download',
	'file',
	'file_name',
	'filename',
	'fn',
	'key',
	'name',
	'path',
	'title',
]);

/**
 * The name of a file, from wherever one can be read: with the ending of its type where the name has
 * none, and never a path.
 *
 * @returns undefined when nothing names the file
 */
export function readFileName({
	given,
	disposition,
	link,
	mimeType,
}: NameSources): string | undefined {
	const said = plainFileName(given ?? '') ?? plainFileName(nameOfDisposition(disposition));
	const linked = plainFileName(link === undefined ? '' : nameOfLink(link));
	const named = said ?? linked;
	const ending = endingOf(mimeType);
	if (named === undefined || ending === null) return named;
	const isProgram = said === undefined && PROGRAM_ENDING.test(named);
	if (endingIn(named, LONGEST_USUAL) !== null && !isProgram) return named;
	const stem = isProgram ? named.replace(PROGRAM_ENDING, '') : named;
	return plainFileName(`${stem}.${ending}`);
}

/** A name that somebody chose for a file, with the ending of the file's own name where it has none. */
export function withEndingOf(known: string, chosen: string): string {
	const ending = endingIn(known);
	const isComplete = ending === null || endingIn(chosen, LONGEST_USUAL) !== null;
	return isComplete ? chosen : `${chosen}.${ending}`;
}

/** A name that is only shown, at its full length: what would be a folder in it is none. */
export function shownFileName(given: string): string | undefined {
	const name = given.replace(/[/\\\p{Cc}]/gu, '_').trim();
	return /^[._]*$/.test(name) ? undefined : name;
}

/**
 * What a receiver should see as the name of the file behind a link that nobody has opened. Without
 * an ending no phone knows what to open it with, so then the sender has to name it.
 *
 * @returns an empty string when the link tells no name with an ending
 */
export function fileNameOfLink(link: string): string {
	const name = plainFileName(nameOfLink(link)) ?? '';
	return isFileName(name) ? name : '';
}

/**
 * Folders, and signs that make a name look like another one. Two invisible signs are spelling: Persian
 * words and the emoji of families are written with them.
 */
const UNSAFE = /[\\/:\p{Cc}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;

/**
 * A name from outside as that of a file: without folders, so that whoever writes it to a disk later
 * writes it where they meant to.
 *
 * @returns undefined when nothing is left of it
 */
export function plainFileName(given: string): string | undefined {
	const name = lastPart(given.slice(-LONGEST_SOURCE).replace(UNSAFE, '_').trim());
	return /^\.*$/.test(name) ? undefined : name;
}

/** The end of a name, where its ending is. A cut may halve a character, which is then left out. */
function lastPart(name: string): string {
	const text = name.slice(-LONGEST).replace(/^\p{Cs}/u, '');
	const bytes = Buffer.from(text);
	if (bytes.length <= LONGEST_BYTES) return text;
	return bytes
		.subarray(-LONGEST_BYTES)
		.toString('utf8')
		.replace(/^\uFFFD+/, '');
}

/** The ending of a name. Numbers are none, as in "Invoice 3.2026", nor are long words. */
function endingIn(name: string, longest = LONGEST_ENDING): string | null {
	const ending = /[^.]\.([A-Za-z0-9]{1,8})$/.exec(name.slice(-LONGEST_ENDING - 2))?.[1] ?? '';
	return /[A-Za-z]/.test(ending) && ending.length <= longest ? ending : null;
}

function isFileName(name: string): boolean {
	return endingIn(name) !== null && !PROGRAM_ENDING.test(name);
}

/**
 * The last part of the path; where that is no file, what a parameter of the link calls it.
 * Links of object storages have the whole header in a parameter.
 */
function nameOfLink(link: string): string {
	const url = parseUrl(link.slice(0, LONGEST_SOURCE * 2));
	if (url === null) return '';
	const { pathname, searchParams } = url;
	for (const [name, value] of searchParams) {
		const isHeader = /^(?:response-content-disposition|rscd)$/i.test(name);
		const named = isHeader ? nameOfDisposition(value) : '';
		if (named !== '') return named;
	}
	const last = decodePart(pathname.split('/').pop() ?? '');
	if (isFileName(last)) return last;
	for (const [name, value] of searchParams) {
		const file = value.split(/[\\/]/).pop() ?? '';
		if (NAME_PARAMETERS.has(name.toLowerCase()) && isFileName(file)) return file;
	}
	return last;
}

/**
 * The name in a header Content-Disposition; empty when it has none. Not split at semicolons, since
 * a name in quotes may hold some.
 *
 * Source: RFC 6266 and RFC 8187
 */
function nameOfDisposition(disposition: unknown): string {
	if (typeof disposition !== 'string') return '';
	const names = new Map<string, string>();
	const parameter = /;\s*([\w!#$&+^`|~-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/gs;
	for (const [, name = '', quoted, plain] of `;${disposition.slice(0, LONGEST_SOURCE)}`.matchAll(
		parameter,
	)) {
		const value = quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/gs, '$1');
		if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), value);
	}
	const extended = extendedValue(names.get('filename*') ?? '');
	return extended || readableValue(names.get('filename') ?? '');
}

/** `UTF-8'en'a%20b.pdf`. Other character sets are as good as unused. */
function extendedValue(value: string): string {
	const [, charset = '', encoded = ''] = /^([\w-]*)'[^']*'(.*)$/s.exec(value) ?? [];
	if (/^utf-?8$/i.test(charset)) return decodePart(encoded);
	if (!/^iso-8859-1$/i.test(charset)) return '';
	return encoded.replace(/%([\da-f]{2})/gi, (_all, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

/** Many servers put UTF-8, or the encoding of links or mails, where the standard has plain ASCII. */
function readableValue(value: string): string {
	if (/%[\da-f]{2}/i.test(value)) return decodePart(value);
	return headerText(decodeWords(value));
}
