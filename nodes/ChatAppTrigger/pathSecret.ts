import { createHash, timingSafeEqual } from 'node:crypto';
import { type INodeParameters, type IWebhookDescription, WEBHOOK_RESOLVERS } from 'n8n-workflow';

import { decodePart } from '../alibabaCloud/wire/url';

const PATH = 'chat-app';

/** The editor evaluates it too, so the URL that people copy is the whole one. */
const EXPRESSION = `={{ "${PATH}" + (($parameter["options"] || {})["pathSecret"] ? "/" + $parameter["options"]["pathSecret"] : "") }}`;

/** The same without an expression. */
function pathOf({ options }: INodeParameters): string {
	const { pathSecret } = (options ?? {}) as INodeParameters;
	return pathSecret ? `${PATH}/${String(pathSecret)}` : PATH;
}

/**
 * The path of the webhook below n8n's own, with the secret as its last part.
 *
 * n8n evaluates the expression for every call that comes in. Where it is set to start its sandbox
 * for expressions only when there is one, the function spares it the start, which takes several
 * times as long as all else in a call. Releases of n8n that do not know of it have no such symbol.
 */
export const webhookPath: Pick<IWebhookDescription, 'path' | typeof WEBHOOK_RESOLVERS> = {
	path: EXPRESSION,
	...(typeof WEBHOOK_RESOLVERS === 'symbol'
		? { [WEBHOOK_RESOLVERS]: { path: { template: EXPRESSION, resolve: pathOf } } }
		: {}),
};

/** Where both secrets are the same there is one path; n8n refuses to publish the same path twice. */
const PREVIOUS_METHOD =
	'={{ ($parameter["options"] || {})["previousPathSecret"] && $parameter["options"]["previousPathSecret"] !== $parameter["options"]["pathSecret"] ? "POST" : "" }}';

const PREVIOUS_EXPRESSION = `={{ "${PATH}/" + (($parameter["options"] || {})["previousPathSecret"] || "") }}`;

function previousMethodOf({ options }: INodeParameters): string {
	const { pathSecret, previousPathSecret } = (options ?? {}) as INodeParameters;
	return previousPathSecret && previousPathSecret !== pathSecret ? 'POST' : '';
}

function previousPathOf({ options }: INodeParameters): string {
	const { previousPathSecret } = (options ?? {}) as INodeParameters;
	return `${PATH}/${previousPathSecret ? String(previousPathSecret) : ''}`;
}

/**
 * The path with the secret from before a change, for as long as the service still pushes to it.
 * Without one it has no method, which n8n takes for no webhook at all.
 */
export const previousWebhookPath: Pick<
	IWebhookDescription,
	'path' | 'httpMethod' | typeof WEBHOOK_RESOLVERS
> = {
	path: PREVIOUS_EXPRESSION,
	httpMethod: PREVIOUS_METHOD,
	...(typeof WEBHOOK_RESOLVERS === 'symbol'
		? {
				[WEBHOOK_RESOLVERS]: {
					path: { template: PREVIOUS_EXPRESSION, resolve: previousPathOf },
					httpMethod: { template: PREVIOUS_METHOD, resolve: previousMethodOf },
				},
			}
		: {}),
};

/** What stays the same in a URL, whoever writes it. */
const USABLE = /^[\w.~-]{16,200}$/;

/** Why a text cannot serve as the secret; null when it can. */
export function secretProblem(secret: string): string | null {
	if (secret === '' || (USABLE.test(secret) && !/^\.+$/.test(secret))) return null;
	return 'Use 16 to 200 letters, digits, hyphens, underscores, dots or tildes.';
}

/**
 * Whether a request came in by the path with one of the secrets, compared in a time that tells nothing
 * about it. n8n has looked the path up before, yet some databases ignore case when they compare.
 *
 * @param url as the server received it, with path and query
 * @param secrets none when the path has no secret
 */
export function isAdmitted(url: string, secrets: readonly string[]): boolean {
	if (secrets.length === 0) return true;
	const path = url.replace(/[?#].*/s, '').replace(/\/$/, '');
	const given = path.slice(path.lastIndexOf('/') + 1);
	// Some clients and proxies write a tilde as `%7E`, which is the same.
	const digest = digestOf(decodePart(given));
	return secrets.filter((secret) => timingSafeEqual(digest, digestOf(secret))).length > 0;
}

function digestOf(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
