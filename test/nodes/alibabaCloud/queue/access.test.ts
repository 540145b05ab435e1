import type { IHttpRequestOptions } from 'n8n-workflow';

import { transportOf } from '../../../../nodes/alibabaCloud/queue/access';

/** An answer that goes on dripping: for the HTTP client it is never idle. */
const dripping = async ({ abortSignal }: IHttpRequestOptions) =>
	await new Promise<never>((_, reject) => {
		const drops = setInterval(() => undefined, 10);
		abortSignal?.addEventListener?.('abort', () => {
			clearInterval(drops);
			reject(new Error('aborted'));
		});
	});

const transport = transportOf({ helpers: { httpRequest: dripping } });
const request = { method: 'GET', url: 'https://queue.example.com', headers: {} } as const;

it('an answer that drips ends with the time of its request', async () => {
	expect(await transport({ ...request, timeoutMs: 50 })).toBe('Local.Connection');
});

it('and at once when the trigger stops', async () => {
	const stop = new AbortController();
	const answer = transport({ ...request, timeoutMs: 600_000, signal: stop.signal });
	stop.abort();
	expect(await answer).toBe('Local.Connection');
});

it.each([
	[{ code: 'SELF_SIGNED_CERT_IN_CHAIN' }, 'Local.CertificateNotTrusted'],
	[{ name: 'SsrfBlockedIpError' }, 'Local.BlockedByN8n'],
	[{ code: 'ECONNREFUSED' }, 'Local.Connection'],
])('%j is told as %s, however deep it lies', async (cause, code) => {
	const failing = async () => await Promise.reject(new Error('n8n wraps it', { cause }));
	const failed = transportOf({ helpers: { httpRequest: failing } });

	expect(await failed({ ...request, timeoutMs: 50 })).toBe(code);
});
