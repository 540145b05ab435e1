import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';

import type { IHttpRequestOptions } from 'n8n-workflow';

export interface HttpReply {
	readonly statusCode: number;
	readonly body: Buffer;
	/** The clock of the other side, in milliseconds; `null` where it does not tell. */
	readonly date: number | null;
}

/**
 * Sends a request as n8n's helper does: without following, without judging the status.
 *
 * @param stop ends whatever is under way, so that Ctrl-C waits for nothing
 * @throws the system's error when no response came
 */
export async function sendHttp(
	options: IHttpRequestOptions,
	stop: AbortSignal,
): Promise<HttpReply> {
	const url = new URL(options.url);
	const send = url.protocol === 'http:' ? plainRequest : secureRequest;
	const body = options.body as string | Buffer | undefined;
	const signals = [stop, ...(options.abortSignal ? [options.abortSignal as AbortSignal] : [])];
	const headers = {
		...(options.headers as Record<string, string>),
		...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
	};
	return await new Promise((resolve, reject) => {
		const request = send(
			url,
			{ method: options.method ?? 'GET', headers, agent: false, signal: AbortSignal.any(signals) },
			(response) => {
				const parts: Buffer[] = [];
				response.on('data', (part: Buffer) => parts.push(part));
				response.once('error', reject);
				response.once('end', () => {
					const date = Date.parse(response.headers.date ?? '');
					resolve({
						statusCode: response.statusCode ?? 0,
						body: Buffer.concat(parts),
						date: Number.isNaN(date) ? null : date,
					});
				});
			},
		);
		request.setTimeout(options.timeout ?? 30_000, () => {
			request.destroy(Object.assign(new Error('No response'), { code: 'ETIMEDOUT' }));
		});
		request.once('error', reject);
		request.end(body);
	});
}
