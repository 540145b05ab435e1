import { textDepth } from '../shared/events/depth';
import { MAX_TEXT_DEPTH, unwrapBody } from '../shared/events/embedded';
import { parseBody } from '../shared/events/envelope';
import { normaliseBody } from '../shared/events/normalise';
import type { NotificationItem } from '../shared/events/types';

/** What came in one call of the service, or why it cannot be read at all. */
export type Push =
	| { readonly accepted: true; readonly items: NotificationItem[] }
	| { readonly accepted: false; readonly reason: string };

/**
 * The body that counts as taken. It is documented for pushes of text messages (SMS), where any other
 * answer brings the same again; for this service it is not confirmed, but safe there too.
 *
 * Source: https://help.aliyun.com/zh/sms/smsreport-http-intl
 */
export const ACCEPTED = Object.freeze({ code: 0, msg: 'ok' });

export function refusal(reason: string): { code: number; msg: string } {
	return { code: 1, msg: reason };
}

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Reads the body of a push: a JSON array of notifications by the documentation, single objects
 * and JSON text of either as well. Entries that cannot be read become `unknown` items.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound
 */
export function readPush(body: string): Push {
	const text = body.replace(BYTE_ORDER_MARK, '').trim();
	if (text === '') return refused('The body is empty');

	const parsed = parseBody(text);
	if (parsed === undefined) {
		const isTooDeep = textDepth(text) > MAX_TEXT_DEPTH;
		return refused(isTooDeep ? 'The body nests too deep' : 'The body is not JSON');
	}

	const content = unwrapBody(parsed);
	if (typeof content !== 'object' || content === null) {
		return refused('The body is neither an array nor an object');
	}
	return { accepted: true, items: normaliseBody(content) };
}

function refused(reason: string): Push {
	return { accepted: false, reason };
}
