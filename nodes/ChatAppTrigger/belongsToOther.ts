import type { IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { parseUrl } from '../alibabaCloud/wire/url';
import { publishingError } from '../notifications/publishingError';
import type { findForeign } from './callbacks';
import { isRegisteredHere } from './registeredHere';

const SUBJECTS = Object.freeze({ inbound: 'inbound messages', status: 'delivery statuses' });

/**
 * The error for a URL that is not replaced unasked.
 *
 * @param until when the URL would be restored, as the end of a sentence
 */
export function belongsToOther(
	context: IHookFunctions,
	{ number, kind, url }: NonNullable<ReturnType<typeof findForeign>>,
	until: string,
): NodeOperationError {
	const who = isRegisteredHere(url) ? 'Another published trigger of this n8n' : 'Another system';
	return publishingError(
		context.getNode(),
		`The number ${number} already sends its ${SUBJECTS[kind]} to ${withoutSecrets(url)}`,
		"Turn on 'Take Over' to replace that URL.",
		`${who} relies on that URL. It is restored when ${until}. To keep it, choose another number or use the queue trigger, which needs no URL.`,
	);
}

/** The last part of the path of a trigger's URL that is no secret; see `webhookPath`. */
const END_OF_OWN = '/chat-app';

/** What names a place, such as `hooks`. Tokens are longer or hold digits. */
const WORD = /^[a-z-]{1,16}$/;

/**
 * Enough of a URL to tell whose it is. Query strings hold keys, and paths do as well: that of a
 * trigger ends with its **Path Secret**, and the tokens of other systems are parts of it too.
 */
export function withoutSecrets(url: string): string {
	const parsed = parseUrl(url);
	if (parsed === null) return 'an unreadable URL';
	const { host, pathname } = parsed;
	const own = `${pathname}/`.indexOf(`${END_OF_OWN}/`);
	if (own >= 0) {
		const shown = pathname.slice(0, own + END_OF_OWN.length);
		return host + shown + (shown === pathname ? '' : '/***');
	}
	const parts = pathname.split('/').filter((part) => part !== '');
	if (parts.length === 0) return host;
	return host + (parts.length > 1 && WORD.test(parts[0] ?? '') ? `/${parts[0]}/***` : '/***');
}
