import { createHash } from 'node:crypto';

/** Of 48 bits in base64url. Among 100,000, a new one meets another by chance once in 2,800 million. */
export const HASH_LENGTH = 8;

/** What stands for a long ID in what n8n saves. */
export function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, HASH_LENGTH);
}
