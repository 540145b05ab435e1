import {
	NodeApiError,
	NodeOperationError,
	type IAllExecuteFunctions,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type JsonObject,
} from 'n8n-workflow';

import { readAnswer } from './answer';
import { readConnectionFailure } from './connectionFailure';
import { endpointOf, isLoopback, withScheme, type AlibabaCloudCredential } from './endpoints';
import { PRODUCTS, type ApiProduct } from './products';
import { serialise, type ApiValue } from './serialise';
import { isRetryable, explainFailure } from '../errors/explain';
import { LOCAL_CODES, type ApiFailure } from '../errors/failure';
import { findCredentialError } from '../signing/credentialError';

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
	/** A `send` whose answer was lost may have been carried out; its error says so. */
	readonly kind: 'read' | 'send';
	readonly timeoutMs?: number;
}

/** What an error of `callApi` carries in `context`, for the item loop and for error branches. */
export interface ApiErrorContext extends IDataObject {
	code: string;
	requestId: string | null;
	retryable: boolean;
	outcome: 'refused' | 'unknown';
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
		return (await credential) as T;
	};
	// Without `getExecutionCancelSignal`, which n8n's helper would use to cut sends in flight.
	const caller: ApiContext = {
		getNode: () => context.getNode(),
		getCredentials,
		helpers: context.helpers,
	};
	return {
		call: async <T extends object>(call: ApiCall, signal?: AbortSignal) =>
			await callOnce<T>(caller, call, call.kind === 'read' ? signal : undefined),
	};
}

/**
 * Calls one action and returns its whole envelope; for contexts that make a single call.
 *
 * @throws NodeApiError that says what happened and what to do, with code and request id.
 */
export async function callApi<T extends object = IDataObject>(
	context: ApiContext,
	call: ApiCall,
	signal?: AbortSignal,
): Promise<T> {
	return await createClient(context).call<T>(call, signal);
}

/**
 * The answer is read as bytes and parsed here: n8n's client would round ids that have more digits
 * than a double, and would throw before the service's own words are read.
 */
async function callOnce<T extends object>(
	context: ApiContext,
	call: ApiCall,
	signal: AbortSignal | undefined,
): Promise<T> {
	const credential = await context.getCredentials<AlibabaCloudCredential>(CREDENTIAL_NAME);
	const endpoint = call.endpoint ? withScheme(call.endpoint) : endpointOf(credential, call.product);
	if (isInsecure(endpoint)) {
		throw failureError(context.getNode(), {
			...describe(call),
			code: LOCAL_CODES.insecureEndpoint,
			serviceMessage: endpoint,
		});
	}
	const { status, body } = await send(context, call, endpoint, signal);
	const answer = readAnswer(status, body);
	if (answer.ok) return answer.envelope as T;

	const { refusal } = answer;
	throw failureError(context.getNode(), {
		...describe(call),
		httpStatus: status,
		code: refusal.code ?? LOCAL_CODES.notJson,
		serviceMessage: refusal.message,
		requestId: refusal.requestId,
		recommend: refusal.recommend,
		accessDeniedDetail: refusal.accessDeniedDetail,
		// A 5xx or a foreign page says nothing about what became of the request behind it.
		outcome: status >= 500 || refusal.code === null ? 'unknown' : 'refused',
	});
}

async function send(
	context: ApiContext,
	call: ApiCall,
	endpoint: string,
	signal: AbortSignal | undefined,
): Promise<{ status: number; body: string }> {
	const form = new URLSearchParams(serialise(call.body)).toString();
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: `${endpoint}/`,
		qs: serialise(call.query),
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
		timeout: call.timeoutMs ?? DEFAULT_TIMEOUT_MS,
		...(signal ? { abortSignal: signal } : {}),
	};
	try {
		const response: { statusCode: number; body: unknown } =
			await context.helpers.httpRequestWithAuthentication.call(
				context as IAllExecuteFunctions,
				CREDENTIAL_NAME,
				options,
			);
		return { status: response.statusCode, body: textOfBody(response.body) };
	} catch (error) {
		const credentialError = findCredentialError(error);
		if (credentialError) {
			throw new NodeOperationError(context.getNode(), credentialError.message);
		}
		const { code, mayHaveArrived } = readConnectionFailure(error);
		throw failureError(context.getNode(), {
			...describe(call),
			code,
			serviceMessage: endpoint,
			outcome: mayHaveArrived ? 'unknown' : 'refused',
		});
	}
}

function textOfBody(body: unknown): string {
	if (typeof body === 'string') return body;
	if (Buffer.isBuffer(body)) return body.toString('utf8');
	return body instanceof ArrayBuffer ? Buffer.from(body).toString('utf8') : '';
}

function isInsecure(endpoint: string): boolean {
	return endpoint.startsWith('http:') && !isLoopback(new URL(endpoint).hostname);
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
		kind: call.kind,
	};
}

function failureError(node: INode, failure: ApiFailure): NodeApiError {
	const { message, description } = explainFailure(failure);
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
	const context: ApiErrorContext = {
		code: failure.code,
		requestId: failure.requestId,
		retryable: isRetryable(failure.code),
		outcome: failure.outcome,
	};
	Object.assign(error.context, context);
	return error;
}
