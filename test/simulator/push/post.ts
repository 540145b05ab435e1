import { request as requestHttp, type ClientRequest } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface PostResult {
	/** HTTP status, or 0 when there was no answer. */
	status: number;
	body: string;
	/** Why there was no answer. */
	failure?: string;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** One POST of JSON, given up after `timeoutMs`; never leaves this machine, never rejects. */
export async function post(
	url: string,
	body: string,
	settings: { timeoutMs: number; cut?: 'reset' | 'truncate'; running: Set<ClientRequest> },
): Promise<PostResult> {
	let target: URL;
	try {
		target = new URL(url);
	} catch {
		return { status: 0, body: '', failure: 'not a URL' };
	}
	if (!LOOPBACK.test(target.hostname)) {
		return { status: 0, body: '', failure: 'not a loopback address' };
	}
	const bytes = Buffer.from(body);
	return await new Promise((resolve) => {
		const send = target.protocol === 'https:' ? requestHttps : requestHttp;
		const call = send(target, {
			method: 'POST',
			agent: false,
			headers: {
				'content-type': 'application/json;charset=UTF-8',
				'content-length': bytes.length,
				'user-agent': 'Alicom-Push',
			},
		});
		const finish = (result: PostResult) => {
			clearTimeout(timer);
			settings.running.delete(call);
			resolve(result);
		};
		const timer = setTimeout(() => {
			finish({ status: 0, body: '', failure: 'timeout' });
			call.destroy();
		}, settings.timeoutMs);
		settings.running.add(call);
		call.on('error', (error: NodeJS.ErrnoException) =>
			finish({ status: 0, body: '', failure: error.code ?? error.message }),
		);
		call.on('close', () => finish({ status: 0, body: '', failure: 'connection closed' }));
		call.on('response', (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () =>
				finish({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
			);
			answer.on('error', (error) => finish({ status: 0, body: '', failure: error.message }));
		});
		if (settings.cut) {
			const part = settings.cut === 'reset' ? 0 : Math.floor(bytes.length / 2);
			call.write(bytes.subarray(0, Math.max(part, 1)), () => call.destroy());
		} else call.end(bytes);
	});
}

/**
 * Whether the receiver took the batch: HTTP 200 and a JSON object whose `code` is a number.
 * Documented for the SMS receipts of the same platform; taken over for this product.
 */
export function isAccepted(result: PostResult): boolean {
	if (result.status !== 200) return false;
	try {
		const answer: unknown = JSON.parse(result.body);
		return (
			answer !== null &&
			typeof answer === 'object' &&
			'code' in answer &&
			typeof answer.code === 'number'
		);
	} catch {
		return false;
	}
}
