import { plainType } from './mediaLimits';
import { parseUrl } from '../wire/url';

const LONGEST = 200;
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

/** Types that say nothing about the file. */
const GENERIC_TYPES: ReadonlySet<string> = new Set([
	'application/octet-stream',
	'binary/octet-stream',
	'application/force-download',
	'application/download',
	'application/x-download',
]);

/** https://www.iana.org/assignments/media-types/media-types.xhtml */
const ENDINGS = Object.freeze({
	'application/json': 'json',
	'application/msword': 'doc',
	'application/pdf': 'pdf',
	'application/rtf': 'rtf',
	'application/vnd.android.package-archive': 'apk',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.ms-powerpoint': 'ppt',
	'application/vnd.oasis.opendocument.presentation': 'odp',
	'application/vnd.oasis.opendocument.spreadsheet': 'ods',
	'application/vnd.oasis.opendocument.text': 'odt',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/x-7z-compressed': '7z',
	'application/vnd.rar': 'rar',
	'application/xml': 'xml',
	'application/zip': 'zip',
	'audio/aac': 'aac',
	'audio/amr': 'amr',
	'audio/flac': 'flac',
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'audio/ogg': 'ogg',
	'audio/wav': 'wav',
	'audio/webm': 'weba',
	'image/bmp': 'bmp',
	'image/gif': 'gif',
	'image/heic': 'heic',
	'image/heif': 'heif',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/svg+xml': 'svg',
	'image/tiff': 'tiff',
	'image/webp': 'webp',
	'text/calendar': 'ics',
	'text/csv': 'csv',
	'text/html': 'html',
	'text/plain': 'txt',
	'text/vcard': 'vcf',
	'text/xml': 'xml',
	'video/3gpp': '3gp',
	'video/mp4': 'mp4',
	'video/mpeg': 'mpeg',
	'video/ogg': 'ogv',
	'video/quicktime': 'mov',
	'video/webm': 'webm',
	'video/x-msvideo': 'avi',
}) satisfies Readonly<Record<string, string>>;

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
 * The type of a file, without parameters. What the sender's channel claims is documented to be
 * wrong at times, so it comes last.
 *
 * @returns undefined when nobody knows it; then n8n looks into the file
 */
export function readMimeType(served: unknown, claimed?: string | null): string | undefined {
	const types = [served, claimed].map((type) => (typeof type === 'string' ? plainType(type) : ''));
	const valid = types.filter((type) => /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type));
	return valid.find((type) => !GENERIC_TYPES.has(type));
}

/**
 * A name from outside as that of a file: without folders, so that whoever writes it to a disk later
 * writes it where they meant to.
 *
 * @returns undefined when nothing is left of it
 */
export function plainFileName(given: string): string | undefined {
	const name = given
		.slice(-LONGEST_SOURCE)
		.replace(/[\\/:\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '_')
		.trim()
		.slice(-LONGEST)
		// The cut may have halved a character.
		.replace(/^\p{Cs}/u, '');
	return /^\.*$/.test(name) ? undefined : name;
}

function endingOf(mimeType: string | undefined): string | null {
	const type = plainType(mimeType ?? '');
	const endings: Readonly<Record<string, string>> = ENDINGS;
	return Object.hasOwn(endings, type) ? (endings[type] ?? null) : null;
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
	const last = decoded(pathname.split('/').pop() ?? '');
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
	if (/^utf-?8$/i.test(charset)) return decoded(encoded);
	if (!/^iso-8859-1$/i.test(charset)) return '';
	return encoded.replace(/%([\da-f]{2})/gi, (_all, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
}

/** Many servers put UTF-8, or the encoding of links, where the standard has plain ASCII. */
function readableValue(value: string): string {
	if (/%[\da-f]{2}/i.test(value)) return decoded(value);
	if (!/^[\p{ASCII}\u0080-\u00FF]*$/u.test(value)) return value;
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return text.includes('\uFFFD') ? value : text;
}

/** What is no valid encoding stays as it is. */
function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
