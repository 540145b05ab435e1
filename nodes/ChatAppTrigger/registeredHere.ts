import { BoundedMap } from '../alibabaCloud/wire/boundedMap';
import type { Registration } from './callbacks';
import type { NumberKind } from '../notifications/numbers/callbacks';

/** Beyond, the oldest is forgotten: then its URL counts as that of somebody else. */
const MOST = 1_000;

/**
 * The registrations of the published workflows of this n8n by their URLs, as far as this process
 * knows. n8n asks each published trigger again when it starts, so it is complete soon after.
 *
 * One trigger can take over from another. The second finds nothing but a URL at the service; what
 * was there before that is known to the first alone, and is gone once that is unpublished.
 */
const registrations = new BoundedMap<string, Registration>(MOST);

/** Notes that a URL is in use, and what it replaced. */
export function announce(registration: Registration): void {
	registrations.set(registration.url, registration);
}

export function withdraw(url: string): void {
	registrations.delete(url);
}

export function isRegisteredHere(url: string): boolean {
	return registrations.has(url);
}

/** Whether a trigger of this n8n has the statuses of a number only because nobody else wanted them. */
export function isSpareHere(url: string, number: string): boolean {
	return registrations.get(url)?.spare?.includes(number) === true;
}

/** What the trigger behind a URL will come back to; null when it is none of this n8n. */
export function comebackOf(
	url: string,
	number: string,
	kind: NumberKind,
): { readonly replaced: string; readonly older: readonly string[] } | null {
	const registration = registrations.get(url);
	const replaced = registration?.replaced[number]?.[kind];
	if (registration === undefined || replaced === undefined) return null;
	return { replaced, older: registration.older?.[number]?.[kind] ?? [] };
}
