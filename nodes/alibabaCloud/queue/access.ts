import { type IHttpRequestOptions, type ITriggerFunctions, NodeApiError } from 'n8n-workflow';

import { type ApiContext, type ApiErrorContext, callApi } from '../client/client';
import { readConnectionFailure } from '../client/connectionFailure';
import { withinTime } from '../client/timeLimit';
import { LOCAL_CODES } from '../errors/failure';
import { bodyText } from '../wire/bodyText';
import { QueueClient, type QueueTransport } from './client';
import {
	explainQueueError,
	LOCAL_QUEUE_CODES,
	type LocalQueueCode,
	type QueueFailure,
} from './failures';
import type { QueueSite } from './site';
import { type Outcome, type QueueToken, type TokenAnswer, TokenKeeper, toToken } from './token';

export type QueueContext = ApiContext & {
	helpers: Pick<ITriggerFunctions['helpers'], 'httpRequest'>;
};

/** The message types that have a queue, as the token service calls them. */
export type MessageType = 'ChatAppInbound' | 'ChatAppStatus' | 'ChatAppAudit';

/**
 * Opens a queue with n8n's HTTP client and the key of the credential. Sends nothing yet.
 *
 * @param siteOf asked again for each temporary key, so that a credential that was changed in the
 * meantime takes effect with the next one
 */
export function openQueue(
	context: QueueContext,
	queue: { readonly name: string; readonly messageType: MessageType },
	siteOf: () => Promise<QueueSite>,
	clock: () => number,
): QueueClient {
	const keeper = new TokenKeeper(
		async () => await fetchToken(context, queue, siteOf, clock),
		clock,
	);
	return new QueueClient(queue.name, keeper, transportOf(context), clock);
}

/**
 * Asks the message platform for a temporary key: the queue is in the platform's account, so the
 * key of the user cannot open it.
 */
async function fetchToken(
	context: QueueContext,
	queue: { readonly name: string; readonly messageType: MessageType },
	siteOf: () => Promise<QueueSite>,
	clock: () => number,
): Promise<Outcome<QueueToken>> {
	try {
		const site = await siteOf();
		const answer = await callApi<TokenAnswer>(context, {
			product: 'dybaseapi',
			action: 'QueryTokenForMnsQueue',
			version: site.platformVersion,
			endpoint: site.platformEndpoint,
			body: { MessageType: queue.messageType, QueueName: queue.name },
			retry: 'safe',
		});
		const token = toToken(answer, site.queueEndpoint, clock());
		if (token !== null) return { ok: true, value: token };
		return { ok: false, failure: explainQueueError(LOCAL_QUEUE_CODES.foreignAnswer) };
	} catch (error) {
		return { ok: false, failure: tokenFailure(error) };
	}
}

function tokenFailure(error: unknown): QueueFailure {
	const isApiError = error instanceof NodeApiError;
	const known: Partial<ApiErrorContext> = isApiError ? error.context : {};
	const mayPass = known.retryable === true || known.code?.startsWith('Local.') === true;
	return {
		// Only a refusal is final, of the service or of n8n; without an answer there is hope.
		reaction: mayPass && known.code !== LOCAL_CODES.blockedByN8n ? 'retry' : 'stop',
		code: known.code ?? 'Token',
		cause: error instanceof Error ? error.message : 'No temporary key was issued',
		advice: (isApiError && error.description) || 'Check the credential of this node.',
		requestId: known.requestId ?? null,
	};
}

/** Requests of n8n's HTTP client that end in time, however slowly an answer drips. */
export function transportOf(context: {
	helpers: Pick<ITriggerFunctions['helpers'], 'httpRequest'>;
}): QueueTransport {
	return async ({ method, url, headers, body, timeoutMs, signal }) => {
		const options: IHttpRequestOptions = {
			method,
			url,
			headers,
			...(body === undefined ? {} : { body }),
			timeout: timeoutMs,
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		};
		try {
			const response = await withinTime(
				timeoutMs,
				signal,
				async (abortSignal) =>
					(await context.helpers.httpRequest({ ...options, abortSignal })) as {
						statusCode: number;
						body: unknown;
					},
			);
			return { status: response.statusCode, body: bodyText(response.body) };
		} catch (error) {
			return unansweredCode(error);
		}
	};
}

/** Whatever kept the answer away, the message stays in the queue: trying again is safe. */
function unansweredCode(error: unknown): LocalQueueCode {
	const { code } = readConnectionFailure(error);
	if (code === LOCAL_CODES.blockedByN8n) return LOCAL_QUEUE_CODES.blockedByN8n;
	if (code === LOCAL_CODES.certificateNotTrusted) return LOCAL_QUEUE_CODES.certificateNotTrusted;
	return LOCAL_QUEUE_CODES.connection;
}
