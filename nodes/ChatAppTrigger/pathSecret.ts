import { createHash, timingSafeEqual } from 'node:crypto';

const PATH = 'chat-app';

/**
 * The path of the web hook below n8n's own, with the secret as its last part. n8n and the editor
 * evaluate it, so the URL that people copy is the whole one.
 */
export const pathExpression = `={{ "${PATH}" + (($parameter["options"] || {})["pathSecret"] ? "/" + $parameter["options"]["pathSecret"] : "") }}`;

/** What stays the same in a URL, whoever writes it. */
const USABLE = /^[\w.~-]{16,200}$/;

/** Why a text cannot serve as the secret; null when it can. */
export function secretProblem(secret: string): string | null {
	if (secret === '' || (USABLE.test(secret) && !/^\.+$/.test(secret))) return null;
	return 'Use 16 to 200 letters, digits, hyphens, underscores, dots or tildes.';
}

/**
 * Whether a request came in by the path with the secret, compared in a time that tells nothing
 * about it. n8n has looked the path up before, yet some databases ignore case when they compare.
 *
 * @param url as the server received it, with path and query
 */
export function isAdmitted(url: string, secret: string): boolean {
	if (secret === '') return true;
	const path = url.replace(/[?#].*$/s, '').replace(/\/$/, '');
	const given = path.slice(path.lastIndexOf('/') + 1);
	return timingSafeEqual(digestOf(given), digestOf(secret));
}

function digestOf(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
