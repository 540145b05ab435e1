import {
	createClient,
	type ApiCall,
	type ApiContext,
} from '../../../../nodes/alibabaCloud/client/client';

const SEND: ApiCall = { product: 'cams', action: 'SendChatappMessage', retry: 'never' };

/** The outcome that a failed send is said to have. */
async function outcomeOf(answer: () => Promise<unknown>): Promise<unknown> {
	const context = {
		getNode: () => ({ name: 'Node', type: 'chatApp', typeVersion: 1, parameters: {} }),
		getCredentials: async () => await Promise.resolve({ regionId: 'ap-southeast-1' }),
		helpers: { httpRequestWithAuthentication: answer },
	} as unknown as ApiContext;
	const error = await createClient(context)
		.call(SEND)
		.catch((caught: { context?: { outcome?: unknown } }) => caught);
	return (error as { context?: { outcome?: unknown } }).context?.outcome;
}

const lost = (code: string) => async () =>
	await Promise.reject(Object.assign(new Error('lost'), { code }));

test.each(['ETIMEDOUT', 'ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ANYTHING_NEW'])(
	'after %s nobody knows whether a send was carried out',
	async (code) => {
		expect(await outcomeOf(lost(code))).toBe('unknown');
	},
);

test.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])(
	'after %s a send never left this machine',
	async (code) => {
		expect(await outcomeOf(lost(code))).toBe('refused');
	},
);

test('the code is found below the layers that HTTP clients wrap around it', async () => {
	const wrapped = async () =>
		await Promise.reject(
			new Error('outer', {
				cause: new Error('inner', {
					cause: Object.assign(new Error('socket'), { code: 'ECONNREFUSED' }),
				}),
			}),
		);
	expect(await outcomeOf(wrapped)).toBe('refused');
});

test.each([
	[500, '{"Code":"InternalError","RequestId":"r-1"}', 'unknown'],
	[503, '{"Code":"ServiceUnavailable","RequestId":"r-1"}', 'unknown'],
	[504, '{"Code":"Anything","RequestId":"r-1"}', 'unknown'],
	[502, '<html>Bad gateway</html>', 'unknown'],
	[200, '<html>Please log in</html>', 'unknown'],
	[400, '{"Code":"InvalidParameter","RequestId":"r-1"}', 'refused'],
	[403, '{"Code":"Forbidden.RAM","RequestId":"r-1"}', 'refused'],
])('HTTP %i %s leaves a send %s', async (statusCode, body, outcome) => {
	const answer = async () => await Promise.resolve({ statusCode, body: Buffer.from(body) });
	expect(await outcomeOf(answer)).toBe(outcome);
});
