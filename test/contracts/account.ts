import { AsyncLocalStorage } from 'node:async_hooks';

import {
	NodeApiError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
} from 'n8n-workflow';

import { AlibabaCloudApi } from '../../credentials/AlibabaCloudApi.credentials';
import {
	createClient,
	type ApiCall,
	type ApiErrorContext,
} from '../../nodes/alibabaCloud/client/client';
import type { QueueContext } from '../../nodes/alibabaCloud/queue/access';
import { parseOrNothing } from '../../nodes/alibabaCloud/wire/embedded';
import type { AlibabaCloudCredential } from '../../nodes/alibabaCloud/wire/endpoints';
import { parseJson } from '../../nodes/alibabaCloud/wire/parseJson';
import type { ApiValue } from '../../nodes/alibabaCloud/wire/serialize';
import { sendHttp, type HttpReply } from './http';

/** One request and its response, as they were on the wire, without headers. */
export interface Exchange {
	readonly action: string;
	readonly address: Readonly<Record<string, unknown>>;
	readonly form: Readonly<Record<string, unknown>>;
	readonly status: number;
	readonly received: unknown;
	readonly serverTime: number | null;
}

/** What a call brought, whether the package takes it for a success or not. */
export interface Asked {
	readonly ok: boolean;
	/** The response; empty where it is not a JSON object. */
	readonly envelope: IDataObject;
	readonly code: string | null;
	readonly outcome: 'refused' | 'unknown' | null;
	readonly error: Error | null;
	/** `null` when there was no response. */
	readonly exchange: Exchange | null;
}

export interface Question {
	readonly product?: 'cams' | 'dybaseapi' | 'sts';
	readonly version?: string;
	readonly endpoint?: string;
	/** Fixed: the client moves nothing by itself. */
	readonly place?: 'form' | 'address';
	/** A call that changes something. */
	readonly changes?: boolean;
}

/** An account at Alibaba Cloud, spoken to with the client, the signatures and readers of the nodes. */
export class Account {
	calls = 0;

	/** The last exchange of the call that is under way: calls can run at the same time. */
	private readonly heard = new AsyncLocalStorage<{ exchange: Exchange | null }>();

	private readonly signer = new AlibabaCloudApi();

	/** What the nodes take for n8n. */
	readonly context: QueueContext;

	private readonly client;

	constructor(
		readonly credential: AlibabaCloudCredential,
		private readonly stop: AbortSignal,
	) {
		const send = async (options: IHttpRequestOptions): Promise<HttpReply> => {
			this.calls += 1;
			return await sendHttp(options, this.stop);
		};
		const signed = async (_type: string, options: IHttpRequestOptions): Promise<HttpReply> => {
			const data = credential as unknown as ICredentialDataDecryptedObject;
			const request = await this.signer.authenticate(data, options);
			const reply = await send(request);
			const heard = this.heard.getStore();
			if (heard) heard.exchange = exchangeOf(options, reply);
			return reply;
		};
		this.context = {
			getNode: () => ({
				...{ id: 'verify', name: 'verify:real', type: 'verify', typeVersion: 1 },
				...{ position: [0, 0], parameters: {} },
			}),
			getCredentials: async <T extends object>() =>
				await Promise.resolve(credential as unknown as T),
			helpers: { httpRequestWithAuthentication: signed, httpRequest: send },
		} as unknown as QueueContext;
		this.client = createClient(this.context);
	}

	/** Calls an action. A refusal is a result here, not a failure. */
	async ask(
		action: string,
		parameters: Readonly<Record<string, ApiValue>> = {},
		{ product = 'cams', version, endpoint, place, changes = false }: Question = {},
	): Promise<Asked> {
		const heard: { exchange: Exchange | null } = { exchange: null };
		const call: ApiCall = {
			...{ product, action, retry: changes ? 'never' : 'safe' },
			...(place === 'address' ? { query: parameters } : { body: parameters }),
			...(place === undefined ? {} : { placement: 'fixed' as const }),
			...(version === undefined ? {} : { version }),
			...(endpoint === undefined ? {} : { endpoint }),
		};
		try {
			const envelope = await this.heard.run(
				heard,
				async () => await this.client.call<IDataObject>(call),
			);
			const code = typeof envelope.Code === 'string' ? envelope.Code : null;
			return { ok: true, envelope, code, outcome: null, error: null, exchange: heard.exchange };
		} catch (error) {
			if (this.stop.aborted) throw error;
			const { code = null, outcome = 'refused' } = contextOf(error);
			const { exchange } = heard;
			const envelope = isObject(exchange?.received) ? exchange.received : {};
			return { ok: false, envelope, code, outcome, error: error as Error, exchange };
		}
	}
}

function contextOf(error: unknown): Partial<ApiErrorContext> {
	return error instanceof NodeApiError ? (error.context as Partial<ApiErrorContext>) : {};
}

function exchangeOf(options: IHttpRequestOptions, reply: HttpReply): Exchange {
	const text = reply.body.toString('utf8');
	const headers = (options.headers ?? {}) as Record<string, string>;
	return {
		action: headers['x-acs-action'] ?? '',
		address: { ...(options.qs as object) },
		form: Object.fromEntries(new URLSearchParams((options.body as string | undefined) ?? '')),
		status: reply.statusCode,
		received: parseOrNothing(text) === undefined ? text : parseJson(text),
		serverTime: reply.date,
	};
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
