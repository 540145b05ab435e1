import { randomBytes } from 'node:crypto';

const LONGEST_STEM = 40;

/**
 * A name that no other upload has, in characters that need no encoding in a URL. The ending is
 * kept, since receivers' apps choose the player or viewer by it.
 */
export function uniqueObjectName(fileName: string, now: Date): string {
	const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/s.exec(fileName) ?? [];
	const readable = stem
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, LONGEST_STEM);
	const day = now.toISOString().slice(0, 10).replaceAll('-', '');
	const parts = [day, randomBytes(12).toString('hex'), readable];
	return `${parts.filter((part) => part !== '').join('-')}${ending.toLowerCase()}`;
}
