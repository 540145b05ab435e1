import { decodeBody } from '../../alibabaCloud/queue/messageBody';
import { hasMoreValues } from '../../alibabaCloud/wire/depth';
import {
	MAX_BODY_VALUES,
	MAX_VALUES,
	parseOrMend,
	unwrapBody,
	unwrapJson,
} from '../../alibabaCloud/wire/embedded';
import { jsonIn } from '../../alibabaCloud/wire/parseJson';
import { withServiceNames } from './fieldNames';
import { type Entry, isEntry, read } from './fields';
import { kindOf } from './kind';

/**
 * The JSON of a body. Gateways that put quotes around a body do not escape what is inside, which is
 * no JSON any more: `"[{"MessageId":"..."}]"`. Undefined when it cannot be read.
 */
export function parseBody(text: string): unknown {
	const parsed = parseOrMend(text);
	if (parsed !== undefined) return parsed;
	const inner = insideQuotes(text);
	return inner === undefined ? undefined : parseOrMend(inner);
}

/** Gateways put quotes around a body, and other gateways around that. */
const MAX_LAYERS = 4;

/**
 * The text of a list or an object without the quotes around it, and without the space; any other
 * text as it is. What is inside is not parsed.
 */
export function withoutQuotes(body: string): string {
	let text = body.trim();
	for (let layer = 0; layer < MAX_LAYERS && text.startsWith('"'); layer++) {
		const parsed = jsonIn(text);
		const inner = typeof parsed === 'string' ? parsed.trim() : insideQuotes(text);
		if (inner === undefined || !/^[[{"]/.test(inner)) break;
		text = inner;
	}
	return text;
}

/** So many entries of an envelope are looked at to see what it is. */
const ENTRIES_TO_KNOW = 50;

/**
 * What a body brings: usually a list of notifications or one of them. `{ code, data: [...] }`, the
 * form of the service's own answers, brings what is in `data` if one of its first entries is known;
 * `{ headers, body: [...] }`, the form in which gateways and n8n itself pass a request on, what is in
 * `body`, and a list of nothing but lists what is in these. A topic brings what it carries.
 */
export function entriesOf(body: unknown): unknown {
	return contentOf(typeof body === 'string' ? (parseBody(body) ?? body) : body, MAX_LAYERS);
}

/**
 * The notifications in an entry of a list that is none itself: an envelope, or a text of one or of a
 * list, also in Base64. Null where there is none; then the entry is something unknown.
 */
export function entriesIn(entry: unknown): readonly unknown[] | null {
	if (Array.isArray(entry) || (typeof entry === 'string' && hasMoreValues(entry, MAX_VALUES))) {
		return null;
	}
	const inner = contentOf(entry, MAX_LAYERS - 1, MAX_VALUES);
	if (isListOfNotifications(inner)) return inner;
	return inner !== entry && isNotification(inner) ? [inner] : null;
}

/** @param most values that a text in Base64 may hold */
function contentOf(body: unknown, layers: number, most = MAX_BODY_VALUES): unknown {
	const text = isPlain(body) ? body : unwrapBody(body);
	const decoded = typeof text === 'string' ? decodeBody(text, most) : text;
	const content = decoded === text ? text : unwrapBody(decoded);
	if (layers > 0 && Array.isArray(content) && content.length === 1 && !isEntry(content[0])) {
		const inner = contentOf(content[0], layers - 1, most);
		return isListOfNotifications(inner) ? inner : content;
	}
	if (Array.isArray(content) && content.length > 1 && content.every(Array.isArray)) {
		const all: unknown[] = content.flat();
		return isListOfNotifications(all) ? all : content;
	}
	if (layers === 0 || !isEntry(content)) return content;
	const carried = carriedByTopic(content);
	if (carried === undefined && isSurelyNotification(content)) return content;
	for (const wrapped of [carried, read(content, 'data', 'Data'), read(content, 'body', 'Body')]) {
		const inner = wrapped === undefined ? undefined : contentOf(wrapped, layers - 1, most);
		// Else it is no envelope but something unknown, which would lose its other fields.
		if (isListOfNotifications(inner) || isNotification(inner)) return inner;
	}
	return content;
}

/** Whether it is text that is no list, object or text in JSON. */
function isPlain(body: unknown): body is string {
	return typeof body === 'string' && !/^\s*[[{"]/.test(body);
}

/**
 * What a topic of the queue service puts into a queue. It has names that notifications have as well:
 * `MessageId` and `Message`.
 *
 * Source: https://www.alibabacloud.com/help/en/mns/developer-reference/notifications-1
 */
function carriedByTopic(content: Entry): unknown {
	return isOfTopic(content) ? read(content, 'Message') : undefined;
}

/** Whether an entry is what a topic makes of a message. */
export function isOfTopic(entry: unknown): boolean {
	const content = unwrapJson(entry);
	return isEntry(content) && read(content, 'TopicName') !== undefined;
}

/** An envelope may have an ID and an empty message of its own. */
function isSurelyNotification(content: Entry): boolean {
	if (!isNotification(content)) return false;
	const isEmpty = read(withServiceNames(content), 'Message', 'Status') === undefined;
	return !isEmpty || read(content, 'data', 'Data', 'body', 'Body') === undefined;
}

function isListOfNotifications(value: unknown): value is unknown[] {
	return Array.isArray(value) && value.slice(0, ENTRIES_TO_KNOW).some(isNotification);
}

/** Whether a value, or the JSON that it holds as text, is a notification of a known kind. */
function isNotification(value: unknown): boolean {
	const entry = unwrapJson(value);
	return isEntry(entry) && kindOf(withServiceNames(entry)) !== 'unknown';
}

function insideQuotes(text: string): string | undefined {
	const body = text.trim();
	const inner = body.slice(1, -1).trim();
	return body.startsWith('"') && body.endsWith('"') && /^[[{]/.test(inner) ? inner : undefined;
}
