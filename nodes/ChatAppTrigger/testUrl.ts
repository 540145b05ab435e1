import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

import type { NumberKind } from '../notifications/numbers/callbacks';
import { parseUrl } from '../alibabaCloud/wire/url';

/** A test URL as the service knows it while the editor listens. */
export interface CarryingUrl {
	/** The test URL itself. */
	readonly url: string;
	/** What the service was told before, to be restored; empty when there was nothing. */
	readonly replaced: string;
}

/** Where a URL is set. */
export interface Place {
	readonly number: string;
	readonly kind: NumberKind;
}

const PARAMETER = 'replaced';
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Far more than a URL has; what is longer is none of ours. */
const LONGEST = 16_384;

/**
 * The test URL, with what it replaces inside.
 *
 * n8n saves nothing of a test, so when it is killed while it listens, the service alone still holds
 * what was there before: in this URL. Whoever calls a URL writes it into its log, and the one that
 * was replaced may hold a key, so only this n8n can read it.
 */
export function carryReplaced(
	{ url, replaced }: CarryingUrl,
	place: Place,
	instanceId: string,
): string {
	const iv = randomBytes(IV_BYTES);
	const cipher = createCipheriv(CIPHER, keyOf(instanceId), iv);
	cipher.setAAD(Buffer.from(nameOf(place)));
	const sealed = Buffer.concat([iv, cipher.update(replaced, 'utf8'), cipher.final()]);
	const text = Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
	return `${url}?${PARAMETER}=${text}`;
}

/** Reads such a URL; null for any other, also for one of another n8n or another number. */
export function readCarrying(text: string, place: Place, instanceId: string): CarryingUrl | null {
	const parsed = text.length > LONGEST ? null : parseUrl(text);
	const sealed = Buffer.from(parsed?.searchParams.get(PARAMETER) ?? '', 'base64url');
	if (sealed.length < IV_BYTES + TAG_BYTES) return null;
	const cipher = createDecipheriv(CIPHER, keyOf(instanceId), sealed.subarray(0, IV_BYTES));
	cipher.setAAD(Buffer.from(nameOf(place)));
	cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
	try {
		const content = cipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES));
		const replaced = Buffer.concat([content, cipher.final()]).toString('utf8');
		return { url: text.replace(/\?.*/s, ''), replaced };
	} catch {
		return null;
	}
}

function nameOf({ number, kind }: Place): string {
	return `${number}:${kind}`;
}

/** The ID of an n8n stays the same for all its processes and after a restart. */
function keyOf(instanceId: string): Buffer {
	return createHash('sha256').update(`chat-app test URL:${instanceId}`).digest();
}
