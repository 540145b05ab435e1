import { plainType } from './mediaLimits';

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

/** Other endings of the same types, as files have them. */
const MORE_ENDINGS: Readonly<Record<string, string>> = Object.freeze({
	htm: 'text/html',
	jpe: 'image/jpeg',
	jpeg: 'image/jpeg',
	log: 'text/plain',
	m4v: 'video/mp4',
	mpg: 'video/mpeg',
	oga: 'audio/ogg',
	opus: 'audio/ogg',
	tif: 'image/tiff',
	xhtml: 'application/xhtml+xml',
	xml: 'application/xml',
});

const TYPES: ReadonlyMap<string, string> = new Map([
	...Object.entries(ENDINGS).map(([type, ending]): [string, string] => [ending, type]),
	...Object.entries(MORE_ENDINGS),
]);

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
 * The type that the ending of a name stands for, as n8n reads it where nothing better is known.
 *
 * @returns undefined for names without an ending, and for endings of other types
 */
export function typeOfName(fileName: string): string | undefined {
	return TYPES.get(/\.([A-Za-z0-9]{1,8})$/.exec(fileName)?.[1]?.toLowerCase() ?? '');
}

/** Whether a type without parameters is that of pages for browsers. */
export function isWebPage(mimeType: string): boolean {
	return mimeType === 'text/html' || mimeType === 'application/xhtml+xml';
}

/** The usual ending of a type. */
export function endingOf(mimeType: string | undefined): string | null {
	const type = plainType(mimeType ?? '');
	const endings: Readonly<Record<string, string>> = ENDINGS;
	return Object.hasOwn(endings, type) ? (endings[type] ?? null) : null;
}
