import { createHash } from 'node:crypto';

/**
 * Keys by which a repeated notification is recognized. The service may send one several times
 * and says that the receiver has to cope.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/configure-message-receipts
 */
export function keyOf(prefix: 'in' | 'st' | 'au', parts: ReadonlyArray<string | null>): string {
	let key: string = prefix;
	for (const part of parts) key += `:${part === null ? '' : withoutSeparators(part)}`;
	return key;
}

/** Same content, same key, whatever the order of the keys inside. */
export function keyOfContent(value: unknown): string {
	return `x:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`;
}

/** Short enough for a key; reasons of a rejection can be long. */
export function digestOf(text: string | null): string | null {
	return text === null ? null : createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** JSON with the members of its objects in order. */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const members = Object.entries(value)
		.sort(([left], [right]) => (left < right ? -1 : 1))
		.map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`);
	return `{${members.join(',')}}`;
}

/** Else an id with a colon could pretend to be two parts. */
function withoutSeparators(part: string): string {
	return part.includes(':') || part.includes('%')
		? part.replace(/[%:]/g, (character) => (character === ':' ? '%3A' : '%25'))
		: part;
}
