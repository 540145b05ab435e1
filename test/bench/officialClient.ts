import { createRequire } from 'node:module';

import OpenApi, { Config, OpenApiRequest, Params } from '@alicloud/openapi-client';
import { RuntimeOptions } from '@alicloud/tea-util';

import type { SimulatorCredential } from '../simulator';
import { BODY, VALUES } from './workload';

export const OFFICIAL_CLIENT = '@alicloud/openapi-client';

/** The call of the benchmarks by the official client, as its documentation shows. */
export function officialClient({
	camsEndpoint,
	accessKeyId,
	accessKeySecret,
}: SimulatorCredential): () => Promise<unknown> {
	const client = new OpenApi(
		new Config({
			...{ accessKeyId, accessKeySecret, protocol: 'http' },
			endpoint: new URL(camsEndpoint).host,
		}),
	);
	const params = new Params({
		...{ action: 'SendChatappMessage', version: '2020-06-06', protocol: 'HTTP', pathname: '/' },
		...{ method: 'POST', authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json' },
	});
	return async () =>
		await client.callApi(
			params,
			new OpenApiRequest({ body: { ...BODY, TemplateParams: JSON.stringify(VALUES) } }),
			new RuntimeOptions({}),
		);
}

/** The library through which the official client sends everything. */
interface Transport {
	doAction(): Promise<object>;
}

/** Lets the official client get this answer at once for every call during the work. */
export async function withoutHttp<T>(answer: Buffer, work: () => Promise<T>): Promise<T> {
	const requireByClient = createRequire(require.resolve(OFFICIAL_CLIENT));
	const transport = requireByClient('@alicloud/tea-typescript') as Transport;
	const { doAction } = transport;
	transport.doAction = async () =>
		await Promise.resolve({
			statusCode: 200,
			headers: { 'content-type': 'application/json' },
			body: new ReadyBody(answer),
		});
	try {
		return await work();
	} finally {
		transport.doAction = doAction;
	}
}

/** As little of a stream as the client needs, so that it does not pay for one. */
class ReadyBody {
	constructor(private readonly content: Buffer) {}

	on(event: string, listener: (chunk?: Buffer) => void): void {
		if (event === 'data') listener(this.content);
		if (event === 'end') queueMicrotask(listener);
	}

	removeListener(): void {}
}
