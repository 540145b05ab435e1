import { randomUUID } from 'node:crypto';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { canonicalQuery, signAcs3, type SigningMoment } from './acs3';
import { encodePath, joinUrl, parseAddress } from './address';
import { flatten } from './flatten';
import { freezeBody, type FrozenBody } from './frozenBody';
import type { SigningKeys } from './keys';

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

/** What the HTTP client would serialize again, or in another order than signed. */
const SERIALIZED: ReadonlySet<string> = new Set([
	'baseURL',
	'qs',
	'arrayFormat',
	'body',
	'form',
	'formData',
	'useQuerystring',
	'qsStringifyOptions',
]);

const WRITTEN_ANEW: ReadonlySet<string> = new Set(['authorization', 'host', 'content-length']);

/**
 * Signs any request that n8n is about to send to an Alibaba Cloud API, RPC or ROA style.
 *
 * The address, the query and the body of the result are final bytes: the HTTP client must not
 * serialize them again, or the signature would no longer fit. The request that was handed in is
 * left as it was, so signing twice returns two independent requests.
 *
 * RPC actions are named by the headers `x-acs-action` and `x-acs-version`; where these are absent,
 * the parameters `Action` and `Version` of the query or form are taken.
 *
 * @throws CredentialError for plain HTTP to another machine, for multipart and streamed
 * bodies, and for a request without an address.
 */
export function signHttpRequest(
	request: IHttpRequestOptions,
	keys: SigningKeys,
	moment: SigningMoment = { date: new Date(), nonce: randomUUID() },
): IHttpRequestOptions {
	const {
		baseURL,
		qs,
		body: plainBody,
		form,
		formData,
		uri,
	} = request as IHttpRequestOptions & OlderRequestFields;
	const method = (request.method ?? 'GET').toUpperCase();
	const url = parseAddress(joinUrl(baseURL, request.url ?? uri));
	const query = [...(url.search ? url.searchParams : []), ...flatten(qs ?? {})];
	const { 'content-type': contentType, ...headers } = ownHeaders(request.headers ?? {});
	const body = freezeBody(method, formData ?? form ?? plainBody, {
		contentType,
		isForm: form !== undefined,
		isMultipart: formData !== undefined,
	});
	if (body.contentType) headers['content-type'] = body.contentType;
	headers.accept ??= 'application/json';
	nameAction(headers, query, body);

	const path = encodePath(url.pathname);
	const signedHeaders = signAcs3(
		{ method, host: url.host, path, query, headers, body: body.content },
		keys,
		moment,
	);
	const address = `${url.origin}${path}${query.length > 0 ? `?${canonicalQuery(query)}` : ''}`;
	const signed: IHttpRequestOptions & OlderRequestFields = keptOf(request);
	signed[request.url === undefined ? 'uri' : 'url'] = address;
	signed.headers = signedHeaders;
	signed.disableFollowRedirect = true;
	if (body.content.length > 0) signed.body = body.content;
	return signed;
}

/** A copy by loop: one by a rest pattern takes four times as long, for each call. */
function keptOf(request: IHttpRequestOptions): IHttpRequestOptions {
	const kept: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(request)) {
		if (!SERIALIZED.has(name)) kept[name] = value;
	}
	return kept as unknown as IHttpRequestOptions;
}

function nameAction(
	headers: Record<string, string>,
	query: ReadonlyArray<readonly [string, string]>,
	body: FrozenBody,
): void {
	if (headers['x-acs-action'] && headers['x-acs-version']) return;
	const parameters = new Map([...(body.form?.() ?? []), ...query]);
	const action = headers['x-acs-action'] ?? parameters.get('Action');
	const version = headers['x-acs-version'] ?? parameters.get('Version');
	if (action) headers['x-acs-action'] = action;
	if (version) headers['x-acs-version'] = version;
}

/** The caller's headers in lower case, without those that are written or signed anew. */
function ownHeaders(given: object): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(given)) {
		const lower = name.toLowerCase();
		const isLeftOut = value === undefined || value === null || WRITTEN_ANEW.has(lower);
		if (!isLeftOut) headers[lower] = String(value);
	}
	return headers;
}
