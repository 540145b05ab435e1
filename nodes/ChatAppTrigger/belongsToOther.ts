import type { IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { parseUrl } from '../alibabaCloud/wire/url';
import { publishingError } from '../notifications/publishingError';
import type { findForeign } from './callbacks';

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
	return publishingError(
		context.getNode(),
		`The number ${number} already sends its ${SUBJECTS[kind]} to ${withoutQuery(url)}`,
		"Turn on 'Take Over' to replace that URL.",
		`Another system relies on that URL. It is restored when ${until}. To keep it, choose another number or use the queue trigger, which needs no URL.`,
	);
}

/** Query strings hold keys. */
function withoutQuery(url: string): string {
	const parsed = parseUrl(url);
	return parsed === null ? 'an unreadable URL' : parsed.host + parsed.pathname;
}
