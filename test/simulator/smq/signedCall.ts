import { createHmac } from 'node:crypto';
import { request as send } from 'node:http';

export interface Call {
	readonly url: string;
	readonly method?: string;
	/** Path and query, sent and signed exactly like this. */
	readonly target: string;
	readonly body?: string;
	readonly accessKeyId?: string;
	readonly secret?: string;
	readonly securityToken?: string;
	/** Sent and signed as Content-MD5. */
	readonly digest?: string;
	/** Milliseconds. */
	readonly at: number;
	/** Replaces or, with an empty value, removes headers after signing. */
	readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
	readonly status: number;
	readonly body: string;
	/** The text of the first element with this name. */
	text(name: string): string | undefined;
}

/**
 * A request signed by hand from the documented rule, independent of server and official client.
 * https://www.alibabacloud.com/help/doc-detail/27487.htm
 */
export async function signedCall(call: Call): Promise<Answer> {
	const method = call.method ?? 'GET';
	const type = call.body === undefined ? '' : 'text/xml';
	const date = new Date(call.at).toUTCString();
	const own = 'x-mns-version:2015-06-06\n';
	const text = `${method}\n${call.digest ?? ''}\n${type}\n${date}\n${own}${call.target}`;
	const signature = createHmac('sha1', call.secret ?? '')
		.update(text)
		.digest('base64');
	const headers: Record<string, string> = {
		date,
		'x-mns-version': '2015-06-06',
		authorization: `MNS ${call.accessKeyId ?? ''}:${signature}`,
		...(type && { 'content-type': type }),
		...(call.digest !== undefined && { 'content-md5': call.digest }),
		// Node.js sends the body of a DELETE without any length otherwise.
		...(call.body !== undefined && { 'content-length': String(Buffer.byteLength(call.body)) }),
		...(call.securityToken !== undefined && { 'security-token': call.securityToken }),
		...call.headers,
	};
	for (const name of Object.keys(headers)) if (headers[name] === '') delete headers[name];
	return await exchange(call, method, headers);
}

async function exchange(
	call: Call,
	method: string,
	headers: Record<string, string>,
): Promise<Answer> {
	const { hostname, port } = new URL(call.url);
	return await new Promise((resolve, reject) => {
		const outgoing = send(
			{ hostname, port, method, path: call.target, headers, agent: false },
			(response) => {
				const chunks: Buffer[] = [];
				response.on('error', reject);
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => {
					const body = Buffer.concat(chunks).toString('utf8');
					resolve({
						status: response.statusCode ?? 0,
						body,
						text: (name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1],
					});
				});
			},
		);
		outgoing.on('error', reject);
		outgoing.end(call.body);
	});
}
