import type { IDataObject } from 'n8n-workflow';

import { parseJson } from '../json/parseJson';

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
}

/** `SyncFlow` and two chat flow actions type their code as a number and use HTTP's success. */
const SUCCESS_CODES: ReadonlySet<string> = new Set(['OK', '200', '0', 'SUCCESS']);

/**
 * Judges an answer: failed when the HTTP status is 400 or more, when `Code` is present and no
 * success, or when `Success` is false. `Message` decides nothing: the documentation itself shows
 * an error text next to `Code: OK`.
 *
 * @param status HTTP status code.
 * @param body the answer's text.
 */
export function readAnswer(status: number, body: string): Answer {
	const envelope = parseEnvelope(body);
	if (envelope === null) {
		return { ok: false, refusal: { ...NOTHING_SAID, message: excerpt(body) } };
	}
	const code = textOf(envelope.Code ?? envelope.code);
	const isRefused = code !== null && !SUCCESS_CODES.has(code);
	if (status < 400 && !isRefused && envelope.Success !== false) return { ok: true, envelope };

	return {
		ok: false,
		refusal: {
			code: code ?? `HTTP ${status}`,
			message: textOf(envelope.Message ?? envelope.message) ?? '',
			requestId: textOf(envelope.RequestId ?? envelope.requestId),
			recommend: textOf(envelope.Recommend),
			accessDeniedDetail: detailOf(envelope.AccessDeniedDetail),
		},
	};
}

const NOTHING_SAID: Refusal = {
	code: null,
	message: '',
	requestId: null,
	recommend: null,
	accessDeniedDetail: null,
};

function parseEnvelope(body: string): IDataObject | null {
	try {
		const parsed = parseJson(body);
		const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
		return isObject ? (parsed as IDataObject) : null;
	} catch {
		return null;
	}
}

function textOf(value: unknown): string | null {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function detailOf(value: unknown): string | null {
	if (value === undefined || value === null || value === '') return null;
	return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A page can have megabytes, and what it says is near its beginning. */
const LONGEST_PAGE = 20_000;

/** Enough of a foreign page to recognise whose it is. */
function excerpt(body: string): string {
	return body
		.slice(0, LONGEST_PAGE)
		.replace(/<[^<>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 120);
}
