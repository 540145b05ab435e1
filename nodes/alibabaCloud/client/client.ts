import {
	NodeApiError,
	NodeOperationError,
	type IAllExecuteFunctions,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type JsonObject,
} from 'n8n-workflow';

import { readAnswer, type Answer, type Asked } from './answer';
import { readConnectionFailure } from './connectionFailure';
import {
	endpointOf,
	fieldText,
	isSafe,
	withScheme,
	type AlibabaCloudCredential,
} from '../wire/endpoints';
import { PRODUCTS, type ApiProduct } from '../wire/products';
import { Placements } from './placements';
import { bodyText } from '../wire/bodyText';
import { parseUrl } from '../wire/url';
import { serialize, serializePairs, type ApiValue } from '../wire/serialize';
import { isTimedOut, withinTime } from './timeLimit';
import { explainFailure, isFailureWithin, isRetryable, isThrottled } from '../errors/explain';
import type { ErrorDetails } from '../errors/errorDetails';
import { LOCAL_CODES, type ApiFailure } from '../errors/failure';
import { withoutSecrets } from '../errors/masking';
import { findCredentialError } from '../signing/credentialError';
import { encodePairs } from '../signing/percentEncode';

export const CREDENTIAL_NAME = 'alibabaCloudApi';

const DEFAULT_TIMEOUT_MS = 30_000;

/** Any n8n context that may use the credential: actions, triggers, list searches, hooks. */
export interface ApiContext {
	getNode(): INode;
	getCredentials<T extends object>(type: string): Promise<T>;
	helpers: Pick<IAllExecuteFunctions['helpers'], 'httpRequestWithAuthentication'>;
}

export interface ApiCall {
	readonly product: ApiProduct;
	readonly action: string;
	/** Default: the product's version in `PRODUCTS`. */
	readonly version?: string;
	/** Host or URL; default: the credential's, then the documented one. */
	readonly endpoint?: string;
	/** Form parameters. A thousand recipients do not fit a URL, so this is the usual place. */
	readonly body?: Readonly<Record<string, ApiValue>>;
	readonly query?: Readonly<Record<string, ApiValue>>;
	/** `fixed`: the user chose the place, so the parameters stay there whatever the service says. */
	readonly placement?: 'fixed';
	/**
	 * `never`: a call that changes something or sends. One whose answer was lost may have been
	 * carried out; its error says so.
	 */
	readonly retry: 'safe' | 'never';
	/** For the whole call, however slowly its answer arrives. */
	readonly timeoutMs?: number;
}

/** What an error of `callApi` carries in `context`, for the item loop and for error branches. */
export interface ApiErrorContext extends IDataObject {
	/** What the service said; n8n shows it under *Error details*. */
	data: ErrorDetails;
	code: string;
	requestId: string | null;
	/** Never for an unknown outcome: what may have been done must not be done again. */
	retryable: boolean;
	outcome: 'refused' | 'unknown';
	/** Refused for a rate limit, so that going slower helps. */
	throttled?: boolean;
}

/** Calls actions with one credential, which is read once. */
export interface ApiClient {
	/**
	 * Calls one action and returns its whole envelope.
	 *
	 * @param signal ends a read at once. A send is left to end: its outcome has to be known.
	 * @throws NodeApiError that says what happened and what to do, with code and request id.
	 */
	call<T extends object = IDataObject>(call: ApiCall, signal?: AbortSignal): Promise<T>;
}

/**
 * A client for one run or one hook: n8n decrypts a credential, and reads it from its database, each
 * time it is asked for.
 */
export function createClient(context: ApiContext): ApiClient {
	let credential: Promise<AlibabaCloudCredential> | undefined;
	const getCredentials = async <T extends object>(): Promise<T> => {
		credential ??= context.getCredentials<AlibabaCloudCredential>(CREDENTIAL_NAME);
		try {
			return (await credential) as T;
		} catch (error) {
			throw unreadableCredential(context.getNode(), error);
		}
	};
	// Without `getExecutionCancelSignal`, which n8n's helper would use to cut sends in flight.
	const caller: ApiContext = {
		getNode: () => context.getNode(),
		getCredentials,
		helpers: context.helpers,
	};
	const placements = new Placements();
	return {
		call: async <T extends object>(call: ApiCall, signal?: AbortSignal) =>
			await callOnce<T>(caller, placements, call, call.retry === 'safe' ? signal : undefined),
	};
}

/**
 * n8n says with plain errors that a credential was deleted or cannot be decrypted. As an error of the
 * node it is one that came before anything was sent, and each item gets one of its own.
 */
function unreadableCredential(node: INode, error: unknown): Error {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
	const reason = error instanceof Error && error.message ? error.message : String(error);
	return new NodeOperationError(node, reason, {
		description:
			"Nothing was sent, because n8n could not read the credential. Choose the node's credential again. If n8n was moved, check that it has the encryption key with which the credential was saved.",
	});
}

/**
 * Calls one action and returns its whole envelope; for contexts that make a single call.
 *
 * @throws NodeApiError that says what happened and what to do, with code and request id.
 */
export async function callApi<T extends object = IDataObject>(
	context: ApiContext,
	call: ApiCall,
): Promise<T> {
	return await createClient(context).call<T>(call);
}

/** What one call works with, through its retries. */
interface Attempt {
	readonly context: ApiContext;
	readonly call: ApiCall;
	readonly endpoint: string;
	readonly limit: AbortSignal;
}

interface Received {
	readonly status: number;
	readonly answer: Answer;
}

/** Makes one request of a call. */
type Asker = (attempt: Attempt) => Promise<Received>;

/**
 * A call is retried here only after refusals that come before anything is done: of keys that died
 * early, and of parameters that the service looked for in another place.
 */
async function callOnce<T extends object>(
	context: ApiContext,
	placements: Placements,
	call: ApiCall,
	signal: AbortSignal | undefined,
): Promise<T> {
	const credential = await context.getCredentials<AlibabaCloudCredential>(CREDENTIAL_NAME);
	const endpoint = call.endpoint ? withScheme(call.endpoint) : endpointOf(credential, call.product);
	// What is no URL is left to the signing, which says so.
	if (!isSafe(endpoint) && parseUrl(endpoint) !== null) {
		throw failureError(context.getNode(), {
			...describe(call),
			code: LOCAL_CODES.insecureEndpoint,
			serviceMessage: endpoint,
		});
	}
	const askService = retryElsewhere(placements, retryWithNewKeys(credential, ask));
	const received = await withinTime(
		call.timeoutMs ?? DEFAULT_TIMEOUT_MS,
		signal,
		async (limit) => await askService({ context, call, endpoint, limit }),
	);
	const { status, answer } = received;
	if (answer.ok) return answer.envelope as T;

	const { refusal } = answer;
	const said = (text: string): string => withoutSecrets(text, secretsOf(credential));
	const code = refusal.code ?? (status === 429 ? LOCAL_CODES.tooManyRequests : LOCAL_CODES.notJson);
	throw failureError(context.getNode(), {
		...describe(call),
		httpStatus: status,
		code: said(code),
		serviceMessage: said(refusal.message),
		requestId: refusal.requestId,
		recommend: refusal.recommend === null ? null : said(refusal.recommend),
		accessDeniedDetail: refusal.accessDeniedDetail,
		outcome: isSurelyRefused(received, code) ? 'refused' : outcomeWithout(call),
	});
}

/** Retries a call whose parameters the service looked for in the address, see `Placements`. */
function retryElsewhere(placements: Placements, next: Asker): Asker {
	return async (attempt) => {
		const call = placements.place(attempt.call);
		const first = await next({ ...attempt, call });
		const moved = placements.moved(call, refusalOf(first));
		const received = moved ? await next({ ...attempt, call: moved }) : first;
		const { answer } = received;
		if (answer.ok) placements.learn(moved ?? call, answer.envelope, moved !== null);
		return received;
	};
}

/** Retries a call once with a new session when the service no longer knows that of the role. */
function retryWithNewKeys(credential: AlibabaCloudCredential, next: Asker): Asker {
	return async (attempt) => {
		const startedAt = performance.now();
		const received = await next(attempt);
		if (!isDeadSession(credential, received)) return received;
		return await next({
			...attempt,
			context: withoutSession(attempt.context, credential, startedAt),
		});
	};
}

/**
 * Whether the answer proves that nothing was done. A 5xx or what somebody else says tells nothing
 * about what happened to the request behind it, nor does a failure within the service, whatever the
 * status. Rate limits count at the front door.
 */
function isSurelyRefused({ status, answer }: Received, code: string): boolean {
	if (answer.ok || answer.refusal.hasMessageId) return false;
	if (status === 429) return true;
	if (!answer.refusal.isOwn) return false;
	const failure = { code, httpStatus: status };
	if (isThrottled(failure)) return status < 500 || status === 503;
	return status < 500 && !isFailureWithin(failure);
}

/** What is to be assumed of a call without a clear answer. A read does nothing, whatever happens. */
function outcomeWithout(call: ApiCall): ApiFailure['outcome'] {
	return call.retry === 'safe' ? 'refused' : 'unknown';
}

function refusalOf({ status, answer }: Received): { code: string } | null {
	if (answer.ok || !answer.refusal.isOwn || status >= 500) return null;
	if (answer.refusal.hasMessageId) return null;
	return { code: answer.refusal.code ?? '' };
}

/**
 * Whether the service no longer knows the keys of an assumed role, which by the clock would still
 * live: the role was changed, or all of its sessions were ended.
 */
function isDeadSession(credential: AlibabaCloudCredential, received: Received): boolean {
	if (credential.authentication !== 'ramRole') return false;
	return /^Invalid(?:SecurityToken|AccessKeyId)/.test(refusalOf(received)?.code ?? '');
}

/**
 * The sessions live in the credential, which is bundled apart from the nodes, so it is told through
 * the data that n8n hands to it.
 */
function withoutSession(
	context: ApiContext,
	credential: AlibabaCloudCredential,
	startedAt: number,
): ApiContext {
	const renewing: AlibabaCloudCredential = { ...credential, endSessionsBefore: startedAt };
	return {
		...context,
		getCredentials: async <T extends object>() => await Promise.resolve(renewing as unknown as T),
	};
}

function secretsOf({ accessKeySecret, securityToken }: AlibabaCloudCredential): string[] {
	return [accessKeySecret, securityToken].map(fieldText);
}

/** A call that sends a message; others change something that can be looked at. */
function askedOf({ action, retry }: ApiCall): Asked {
	if (retry === 'safe') return 'read';
	return SENDS_MESSAGE.test(action) ? 'message' : 'change';
}

const SENDS_MESSAGE = /^SendChatapp/;

/**
 * The answer is read as bytes and parsed here: n8n's client would round ids that have more digits
 * than a double, and would throw before the service's own words are read.
 */
async function ask({ context, call, endpoint, limit }: Attempt): Promise<Received> {
	const form = encodePairs(serializePairs(call.body));
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: `${endpoint}/`,
		qs: serialize(call.query),
		headers: {
			'x-acs-action': call.action,
			'x-acs-version': call.version ?? PRODUCTS[call.product].version,
			accept: 'application/json',
			...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
		},
		...(form ? { body: form } : {}),
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: call.timeoutMs ?? DEFAULT_TIMEOUT_MS,
		abortSignal: limit,
	};
	try {
		const response: { statusCode: number; body: unknown } =
			await context.helpers.httpRequestWithAuthentication.call(
				context as IAllExecuteFunctions,
				CREDENTIAL_NAME,
				options,
			);
		const answer = readAnswer(response.statusCode, bodyText(response.body), askedOf(call));
		return { status: response.statusCode, answer };
	} catch (error) {
		const credentialError = findCredentialError(error);
		if (credentialError) {
			throw new NodeOperationError(context.getNode(), credentialError.message);
		}
		const { code, mayHaveArrived } = isTimedOut(limit)
			? { code: LOCAL_CODES.timeout, mayHaveArrived: true }
			: readConnectionFailure(error);
		throw failureError(context.getNode(), {
			...describe(call),
			code,
			serviceMessage: endpoint,
			outcome: mayHaveArrived ? outcomeWithout(call) : 'refused',
		});
	}
}

function describe(call: ApiCall): ApiFailure {
	return {
		action: call.action,
		product: call.product,
		httpStatus: null,
		code: '',
		serviceMessage: '',
		requestId: null,
		recommend: null,
		outcome: 'refused',
		retry: call.retry,
	};
}

function failureError(node: INode, failure: ApiFailure): NodeApiError {
	const { message, description, details } = explainFailure(failure);
	const data: JsonObject = {
		code: failure.code,
		requestId: failure.requestId,
		action: failure.action,
	};
	const error = new NodeApiError(node, data, {
		message,
		description,
		...(failure.httpStatus === null ? {} : { httpCode: String(failure.httpStatus) }),
	});
	// Where no status is given n8n takes the code for one.
	if (failure.httpStatus === null) error.httpCode = null;
	const context: ApiErrorContext = {
		data: details,
		code: failure.code,
		requestId: failure.requestId,
		retryable: isRetryable(failure),
		outcome: failure.outcome,
		throttled: failure.outcome === 'refused' && isThrottled(failure),
	};
	Object.assign(error.context, context);
	return error;
}
