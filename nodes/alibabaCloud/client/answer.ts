import type { IDataObject } from 'n8n-workflow';

import { answeredJson, withoutDepths } from '../wire/answeredJson';
import { isObject, parseJson } from '../wire/parseJson';

/** The service's answer, judged: the envelope, or what it says about the failure. */
export type Answer =
	| { readonly ok: true; readonly envelope: IDataObject }
	| { readonly ok: false; readonly refusal: Refusal };

export interface Refusal {
	/** `null` when the answer is not the service's, such as a proxy's HTML page. */
	readonly code: string | null;
	readonly message: string;
	readonly requestId: string | null;
	readonly recommend: string | null;
	readonly accessDeniedDetail: string | null;
	/** The service itself says no. What anybody else says leaves open what happened to the call. */
	readonly isOwn: boolean;
	/** A message has its ID all the same, so it may be on its way whatever the rest says. */
	readonly hasMessageId: boolean;
}

/**
 * What the caller needs to be sure of. Between n8n and the service stand proxies, login pages and
 * firewalls that answer with JSON as well, and what they say must not count as sent.
 */
export type Asked = 'read' | 'change' | 'message';

/**
 * Compared in capital letters. `0000` is documented; `SyncFlow` and two chat flow actions type
 * their code as a number and use HTTP's success.
 * https://help.aliyun.com/en/chatapp/developer-reference/api-cams-2020-06-06-errorcodes
 */
const SUCCESS_CODES: ReadonlySet<string> = new Set(['OK', 'SUCCESS', '0', '0000', '200']);

/** Whether a code says that the call succeeded. */
export function isSuccessCode(code: string): boolean {
	return SUCCESS_CODES.has(code.trim().toUpperCase());
}

/**
 * Judges an answer: failed when the HTTP status is 300 or more, when `Code` is present and no
 * success, or when `Success` is false. `Message` decides nothing: the documentation itself shows
 * an error text next to `Code: OK`. A success has to carry the marks of the service as well.
 *
 * @param status HTTP status code.
 * @param body the answer's text.
 */
export function readAnswer(status: number, body: string, asked: Asked = 'read'): Answer {
	const envelope = parseEnvelope(body);
	// A redirection is followed by nobody here, and the service sends none.
	if (envelope === null || (status >= 300 && status < 400)) return foreign(body);

	const code = textOf(envelope.Code ?? envelope.code)?.trim() ?? null;
	const isRefused = code !== null && !isSuccessCode(code);
	if (status < 300 && !isRefused && !isNo(envelope.Success)) {
		return isOwnSuccess(envelope, asked) ? { ok: true, envelope } : foreign(body);
	}
	return {
		ok: false,
		refusal: {
			code: code || `HTTP ${status}`,
			message: textOf(envelope.Message ?? envelope.message) ?? '',
			requestId: textOf(envelope.RequestId ?? envelope.requestId),
			recommend: textOf(envelope.Recommend),
			accessDeniedDetail: detailOf(envelope.AccessDeniedDetail),
			isOwn: isGiven(envelope.RequestId) && says(envelope),
			hasMessageId: messageIdOf(envelope) !== null,
		},
	};
}

/** Whether a `Success` says no: some actions give their values as texts. */
export function isNo(success: unknown): boolean {
	return success === false || (typeof success === 'string' && /^\s*false\s*$/i.test(success));
}

/** `Code` in the spelling of the service, or its own way of saying no without one. */
function says(envelope: IDataObject): boolean {
	return isGiven(envelope.Code) || isNo(envelope.Success);
}

function isOwnSuccess(envelope: IDataObject, asked: Asked): boolean {
	const hasCode = isGiven(envelope.Code);
	const hasRequestId = isGiven(envelope.RequestId);
	switch (asked) {
		case 'message':
			return (hasCode && hasRequestId) || messageIdOf(envelope) !== null;
		// One change is documented without a code, and a read may be asked again.
		case 'change':
			return hasRequestId;
		case 'read':
			return hasCode || hasRequestId;
	}
}

/** Top level in the SDK; answers with it inside of `Data`, which can be JSON text, were seen as well. */
function messageIdOf(envelope: IDataObject): string | null {
	const found = answeredJson(envelope.Data);
	const data = isObject(found) ? found : {};
	for (const name of ['MessageId', 'GroupMessageId']) {
		const id = textOf(envelope[name]) ?? textOf(data[name]);
		if (id?.trim()) return id;
	}
	return null;
}

function foreign(body: string): Answer {
	return {
		ok: false,
		refusal: {
			code: null,
			message: excerpt(body),
			requestId: null,
			recommend: null,
			accessDeniedDetail: null,
			isOwn: false,
			hasMessageId: false,
		},
	};
}

function parseEnvelope(body: string): IDataObject | null {
	try {
		const parsed = withoutDepths(parseJson(body));
		return isObject(parsed) ? parsed : null;
	} catch {
		return null;
	}
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Whether a mark of the service is there: a blank says nothing. */
function isGiven(value: unknown): boolean {
	return (textOf(value) ?? '').trim() !== '';
}

function detailOf(value: unknown): string | null {
	if (value === undefined || value === null || value === '') return null;
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** More of a page than its title and first words is not read. */
const EXCERPT_SOURCE = 5000;

/** Enough of a foreign page to recognize whose it is. */
function excerpt(body: string): string {
	return body
		.slice(0, EXCERPT_SOURCE)
		.replace(/<[^<>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 120);
}
