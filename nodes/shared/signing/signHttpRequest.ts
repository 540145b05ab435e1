import { randomUUID } from 'node:crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { canonicalQuery, signAcs3, type SigningMoment } from './acs3';
import { flatten } from './flatten';
import type { SigningKeys } from './keys';
import { percentEncode } from './percentEncode';
import { isLoopback } from '../api/endpoints';

/**
 * The HTTP Request node still hands over requests in n8n's older form, which names some things
 * differently. Both forms reach a credential through the same function.
 */
interface OlderRequestFields {
	uri?: string;
	form?: unknown;
	formData?: unknown;
	useQuerystring?: unknown;
	qsStringifyOptions?: unknown;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** A request that cannot be signed: the message says why and what to change. */
export class UnsignableRequestError extends Error {
	override readonly name = 'UnsignableRequestError';
}

/**
 * Signs any request that n8n is about to send to an Alibaba Cloud API, RPC or ROA style.
 *
 * The address, the query and the body of the result are final bytes: the HTTP client must not
 * serialise them again, or the signature would no longer fit. The request that was handed in is
 * left as it was, so signing twice gives two independent requests.
 *
 * RPC actions are named by the headers `x-acs-action` and `x-acs-version`; where these are absent,
 * the parameters `Action` and `Version` of the query or form are taken.
 *
 * @throws UnsignableRequestError for plain HTTP to another machine, for multipart and streamed
 * bodies, and for a request without an address.
 */
export function signHttpRequest(
	request: IHttpRequestOptions,
	keys: SigningKeys,
	moment: SigningMoment = { date: new Date(), nonce: randomUUID() },
): IHttpRequestOptions {
	const { baseURL, qs, arrayFormat, uri, form, formData, useQuerystring, qsStringifyOptions, ...rest } =
		request as IHttpRequestOptions & OlderRequestFields;
	const method = (request.method ?? 'GET').toUpperCase();
	const url = parseUrl(joinUrl(baseURL, request.url ?? uri));
	const query = [...url.searchParams, ...flatten(qs ?? {})];
	const headers = lowerCaseHeaders(request.headers ?? {});
	delete headers.authorization;
	delete headers.host;
	delete headers['content-length'];

	const body = freezeBody(method, formData === undefined ? (form ?? request.body) : formData, {
		contentType: headers['content-type'],
		isForm: form !== undefined,
		isMultipart: formData !== undefined,
	});
	if (body.contentType) headers['content-type'] = body.contentType;
	else delete headers['content-type'];
	headers.accept ??= JSON_TYPE;
	nameAction(headers, query, body);

	const path = encodePath(url.pathname);
	const signedHeaders = signAcs3(
		{ method, host: url.host, path, query, headers, body: body.content },
		keys,
		moment,
	);
	const address = `${url.origin}${path}${query.length > 0 ? `?${canonicalQuery(query)}` : ''}`;

	const signed: IHttpRequestOptions & OlderRequestFields = {
		...rest,
		url: address,
		headers: signedHeaders,
		disableFollowRedirect: true,
	};
	if (body.content.length > 0) signed.body = body.content;
	else delete signed.body;
	if (request.url === undefined) {
		signed.uri = address;
		delete (signed as Partial<IHttpRequestOptions>).url;
	}
	return signed;
}

function joinUrl(baseURL: string | undefined, url: string | undefined): string {
	if (!baseURL || /^[a-z][a-z\d+.-]*:\/\//i.test(url ?? '')) return url ?? '';
	if (!url) return baseURL;
	return `${baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

function parseUrl(address: string): URL {
	if (!URL.canParse(address)) {
		throw new UnsignableRequestError(
			`The address '${address}' is not a URL. Enter a full one, e.g. https://cams.ap-southeast-1.aliyuncs.com/`,
		);
	}
	const url = new URL(address);
	const isPlainLoopback = url.protocol === 'http:' && isLoopback(url.hostname);
	if (url.protocol !== 'https:' && !isPlainLoopback) {
		throw new UnsignableRequestError(
			`The address '${url.origin}' is not HTTPS. Alibaba Cloud keys are only sent by HTTPS; plain HTTP is allowed to this machine alone (127.0.0.1, localhost).`,
		);
	}
	return url;
}

/** Encodes each segment once, whether or not the caller had encoded it. */
function encodePath(pathname: string): string {
	return pathname
		.split('/')
		.map((segment) => percentEncode(decodeSegment(segment)))
		.join('/');
}

function decodeSegment(segment: string): string {
	// A stray percent sign is no escape; it stands for itself.
	return /%(?![\dA-Fa-f]{2})/.test(segment) ? segment : decodeUtf8(segment);
}

function decodeUtf8(segment: string): string {
	const bytes = segment.replace(/%([\dA-Fa-f]{2})|[^%]+/g, (part, hex: string | undefined) =>
		hex ? String.fromCharCode(parseInt(hex, 16)) : Buffer.from(part, 'utf8').toString('latin1'),
	);
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

interface FrozenBody {
	readonly content: string | Buffer;
	readonly contentType?: string;
	/** The parameters, when the body is a form. */
	readonly form?: ReadonlyArray<readonly [string, string]>;
}

interface BodyForm {
	readonly contentType: string | undefined;
	readonly isForm: boolean;
	readonly isMultipart: boolean;
}

/**
 * Form bodies stay strings and all others become buffers: n8n's HTTP client parses a buffer that
 * is labelled as a form, and trims or re-serialises a string that is labelled as JSON.
 */
function freezeBody(method: string, body: unknown, { contentType, isForm, isMultipart }: BodyForm): FrozenBody {
	if (isMultipart || contentType?.startsWith('multipart/')) {
		throw new UnsignableRequestError(
			'A multipart body cannot be signed. Send the parameters as form URL encoded or as JSON.',
		);
	}
	// n8n's HTTP client drops the body of these; a signature over it would not fit.
	if (method === 'GET' || method === 'HEAD' || body === undefined || body === null || body === '') {
		return { content: '' };
	}
	if (body instanceof URLSearchParams) return formBody([...body], contentType);
	if (typeof body === 'string') {
		return contentType?.startsWith(FORM) || isForm
			? { content: body, contentType: contentType ?? FORM, form: [...new URLSearchParams(body)] }
			: { content: Buffer.from(body, 'utf8'), contentType: contentType ?? JSON_TYPE };
	}
	if (Buffer.isBuffer(body)) {
		return contentType?.startsWith(FORM)
			? { content: body.toString('utf8'), contentType }
			: { content: body, contentType: contentType ?? 'application/octet-stream' };
	}
	if (typeof body === 'object' && ('pipe' in body || 'getHeaders' in body)) {
		throw new UnsignableRequestError(
			'A streamed body cannot be signed. Send the parameters as form URL encoded or as JSON.',
		);
	}
	if (typeof body === 'object' && (isForm || contentType?.startsWith(FORM))) {
		return formBody(flatten(body), contentType);
	}
	if (typeof body === 'object' && Object.keys(body).length === 0 && !contentType) {
		return { content: '' };
	}
	return {
		content: Buffer.from(JSON.stringify(body), 'utf8'),
		contentType: contentType ?? JSON_TYPE,
	};
}

function formBody(form: ReadonlyArray<readonly [string, string]>, contentType = FORM): FrozenBody {
	const content = form
		.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
		.join('&');
	return { content, contentType: content ? contentType : undefined, form };
}

function nameAction(
	headers: Record<string, string>,
	query: ReadonlyArray<readonly [string, string]>,
	body: FrozenBody,
): void {
	const parameters = new Map([...(body.form ?? []), ...query]);
	const action = headers['x-acs-action'] ?? parameters.get('Action');
	const version = headers['x-acs-version'] ?? parameters.get('Version');
	if (action) headers['x-acs-action'] = action;
	if (version) headers['x-acs-version'] = version;
}

function lowerCaseHeaders(headers: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers)
			.filter(([, value]) => value !== undefined && value !== null)
			.map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}
