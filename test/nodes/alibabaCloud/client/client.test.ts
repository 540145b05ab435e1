import type { IHttpRequestOptions } from 'n8n-workflow';

import {
	createClient,
	type ApiCall,
	type ApiContext,
} from '../../../../nodes/alibabaCloud/client/client';

const READ: ApiCall = { product: 'cams', action: 'ListChatappTemplate', retry: 'safe' };
const SEND: ApiCall = { product: 'cams', action: 'SendChatappMessage', retry: 'never' };

function watched(answer: () => Promise<unknown> = async () => await Promise.resolve(OK)) {
	const requests: Array<{ caller: object; options: IHttpRequestOptions }> = [];
	const getCredentials = jest.fn(async () => await Promise.resolve({ regionId: 'ap-southeast-1' }));
	const context = {
		getNode: () => ({ name: 'Node', type: 'chatApp', typeVersion: 1, parameters: {} }),
		getCredentials,
		getExecutionCancelSignal: () => undefined,
		helpers: {
			async httpRequestWithAuthentication(
				this: ApiContext,
				type: string,
				options: IHttpRequestOptions,
			) {
				requests.push({ caller: this, options });
				// As n8n does it: the credential is asked for by whoever calls.
				await this.getCredentials(type);
				return await answer();
			},
		},
	};
	return { context: context as unknown as ApiContext, getCredentials, requests };
}

const OK = { statusCode: 200, body: Buffer.from('{"Code":"OK","RequestId":"REQ-1"}') };

test('the credential is read once, however many calls are made', async () => {
	const { context, getCredentials } = watched();
	const client = createClient(context);
	await Promise.all(Array.from({ length: 20 }, async () => await client.call(SEND)));
	expect(getCredentials).toHaveBeenCalledTimes(1);
});

test('a stop ends reads, and leaves sends to end so that their outcome is known', async () => {
	const { context, requests } = watched();
	const client = createClient(context);
	const stop = new AbortController();
	const { signal } = stop;
	await client.call(READ, signal);
	await client.call(SEND, signal);
	expect(requests).toHaveLength(2);
	stop.abort();
	expect(requests.map(({ options }) => options.abortSignal?.aborted)).toEqual([true, false]);
	// n8n's helper would take the execution's own signal from a caller that has one.
	for (const { caller } of requests) expect('getExecutionCancelSignal' in caller).toBe(false);
});

test('a lost answer of a send has an unknown outcome', async () => {
	const lost = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
	const { context } = watched(async () => await Promise.reject(lost));
	await expect(createClient(context).call(SEND)).rejects.toMatchObject({
		context: { outcome: 'unknown', code: 'Local.ConnectionLost' },
	});
});

test.each<[string, number, object, number]>([
	['by the service', 400, { Code: 'MissingTo', RequestId: 'r-1' }, 2],
	['by somebody else', 400, { Code: 'MissingTo' }, 1],
	['by a failure', 500, { Code: 'MissingTo', RequestId: 'r-1' }, 1],
	['with a message', 400, { Code: 'MissingTo', RequestId: 'r-1', MessageId: 'm-1' }, 1],
])('a send whose parameter is said to be missing %s', async (_who, statusCode, said, times) => {
	const body = Buffer.from(JSON.stringify(said));
	const { context, requests } = watched(async () => await Promise.resolve({ statusCode, body }));
	const outcome = times === 1 ? 'unknown' : 'refused';
	const sending = createClient(context).call({ ...SEND, body: { To: '6591230001' } });
	await expect(sending).rejects.toMatchObject({ context: { outcome } });
	// The second one has it in the address.
	const inAddress = [{}, { To: '6591230001' }];
	expect(requests.map(({ options }) => options.qs ?? {})).toEqual(inAddress.slice(0, times));
});
