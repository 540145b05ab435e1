import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse as parseForm } from 'node:querystring';

import type { IWebhookResponseData } from 'n8n-workflow';

/** What n8n's Express hands to `webhook()`, as far as the package may use it. */
export interface WebhookRequest extends IncomingMessage {
	rawBody: Buffer;
	body: unknown;
	query: Record<string, string>;
	params: Record<string, string>;
	contentType: string | undefined;
}

export interface WebhookResponse extends ServerResponse {
	status(code: number): WebhookResponse;
	json(body: unknown): WebhookResponse;
	send(body: unknown): WebhookResponse;
	set(name: string, value: string): WebhookResponse;
}

export interface WebhookCall {
	readonly method: string;
	/** Path below `/webhook/`. */
	readonly path: string;
	readonly request: WebhookRequest;
	readonly response: WebhookResponse;
}

/** Runs the node that is registered for the call; undefined when there is none. */
export type WebhookHandler = (call: WebhookCall) => Promise<WebhookReply | undefined>;

export interface WebhookReply {
	readonly result: IWebhookResponseData;
	/** Answer when the node starts an execution without saying how to answer. */
	readonly onReceived: unknown;
	readonly responseCode: number;
}

export interface WebhookServer {
	/** Origin, such as `http://127.0.0.1:40123`. */
	readonly baseUrl: string;
	close(): Promise<void>;
}

/** n8n's limit, `N8N_PAYLOAD_SIZE_MAX` in MiB: a bigger body never reaches a node. */
const bodyLimit = 16 * 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= bodyLimit) chunks.push(chunk);
	}
	return size > bodyLimit ? undefined : Buffer.concat(chunks);
}

/**
 * @throws {SyntaxError} when the content type promises JSON and the body is none: n8n then answers
 * 422 by itself and the node never sees the call
 */
function parseBody(raw: Buffer, contentType: string | undefined): unknown {
	if (raw.length === 0) return {};
	const text = raw.toString('utf8');
	if (contentType === 'application/json') return JSON.parse(text);
	if (contentType === 'application/x-www-form-urlencoded') return { ...parseForm(text) };
	if (contentType === 'text/plain') return text;
	return {};
}

function expressLike(response: ServerResponse): WebhookResponse {
	const extended = response as WebhookResponse;
	extended.status = (code) => Object.assign(extended, { statusCode: code });
	extended.set = (name, value) => {
		extended.setHeader(name, value);
		return extended;
	};
	extended.json = (body) => {
		if (!extended.hasHeader('content-type')) extended.setHeader('content-type', 'application/json');
		extended.end(JSON.stringify(body));
		return extended;
	};
	extended.send = (body) => {
		if (typeof body !== 'string' && !Buffer.isBuffer(body)) return extended.json(body);
		if (!extended.hasHeader('content-type')) extended.setHeader('content-type', 'text/html');
		extended.end(body);
		return extended;
	};
	return extended;
}

async function answer(
	incoming: IncomingMessage,
	response: WebhookResponse,
	handler: WebhookHandler,
): Promise<void> {
	const url = new URL(incoming.url ?? '/', 'http://localhost');
	const raw = await readBody(incoming);
	if (raw === undefined) {
		response.status(413).json({ code: 413, message: 'request entity too large' });
		return;
	}
	const contentType = incoming.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
	const request = Object.assign(incoming as WebhookRequest, {
		rawBody: raw,
		contentType,
		query: Object.fromEntries(url.searchParams),
		params: {},
	});
	try {
		request.body = parseBody(raw, contentType);
	} catch (error) {
		const hint = error instanceof Error ? error.message : undefined;
		response.status(422).json({ code: 422, message: 'Failed to parse request body', hint });
		return;
	}
	const path = decodeURIComponent(url.pathname.replace(/^\/webhook\//, ''));
	const reply = await handler({ method: incoming.method ?? 'GET', path, request, response });
	if (reply === undefined) {
		response.status(404).json({ code: 404, message: 'The requested webhook is not registered' });
		return;
	}
	const { result, onReceived, responseCode } = reply;
	if (result.noWebhookResponse === true) return;
	response.status(responseCode);
	// A started run is answered by the description first, by what the node says only after that.
	if (result.workflowData === undefined) {
		response.send(result.webhookResponse ?? { message: 'Webhook call received' });
	} else if (onReceived) response.send(onReceived);
	else response.send(result.webhookResponse ?? { message: 'Workflow was started' });
}

/** Serves web hooks on loopback the way n8n does for production addresses (`/webhook/...`). */
export async function startWebhookServer(handler: WebhookHandler): Promise<WebhookServer> {
	const server = createServer((incoming, response) => {
		answer(incoming, expressLike(response), handler).catch((error: unknown) => {
			const message = error instanceof Error ? error.message : 'Workflow could not be started!';
			if (response.headersSent) response.end();
			else expressLike(response).status(500).json({ code: 0, message });
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
