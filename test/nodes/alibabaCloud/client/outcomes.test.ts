import {
	createClient,
	type ApiCall,
	type ApiContext,
} from '../../../../nodes/alibabaCloud/client/client';

const SEND: ApiCall = { product: 'cams', action: 'SendChatappMessage', retry: 'never' };

interface Said {
	readonly outcome?: unknown;
	readonly throttled?: unknown;
}

/** What a failed send is said to be. */
async function saidOf(answer: () => Promise<unknown>): Promise<Said> {
	const context = {
		getNode: () => ({ name: 'Node', type: 'chatApp', typeVersion: 1, parameters: {} }),
		getCredentials: async () => await Promise.resolve({ regionId: 'ap-southeast-1' }),
		helpers: { httpRequestWithAuthentication: answer },
	} as unknown as ApiContext;
	const error = await createClient(context)
		.call(SEND)
		.catch((caught: { context?: Said }) => caught);
	return (error as { context?: Said }).context ?? {};
}

/** The outcome that a failed send is said to have. */
const outcomeOf = async (answer: () => Promise<unknown>): Promise<unknown> =>
	(await saidOf(answer)).outcome;

const answering = (statusCode: number, body: string) => async () =>
	await Promise.resolve({ statusCode, body: Buffer.from(body) });

const lost = (code: string) => async () =>
	await Promise.reject(Object.assign(new Error('lost'), { code }));

test.each(['ETIMEDOUT', 'ECONNABORTED', 'ECONNRESET', 'EPIPE', 'ANYTHING_NEW'])(
	'after %s nobody knows whether a send was carried out',
	async (code) => {
		expect(await outcomeOf(lost(code))).toBe('unknown');
	},
);

test.each([
	...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'],
	...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
	...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
	'ERR_TLS_CERT_ALTNAME_INVALID',
])('after %s a send never left this machine', async (code) => {
	expect(await outcomeOf(lost(code))).toBe('refused');
});

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

test.each<[number, string, string]>([
	[500, '{"Code":"InternalError","RequestId":"r-1"}', 'unknown'],
	[503, '{"Code":"ServiceUnavailable","RequestId":"r-1"}', 'unknown'],
	[504, '{"Code":"Anything","RequestId":"r-1"}', 'unknown'],
	[502, '<html>Bad gateway</html>', 'unknown'],
	[200, '<html>Please log in</html>', 'unknown'],
	...['InternalError', '999999', 'ServiceUnavailable', 'ERR-COMMON-001', 'ServiceTimeout'].flatMap(
		(code): Array<[number, string, string]> => [
			[200, `{"Code":"${code}","RequestId":"r-1"}`, 'unknown'],
			[400, `{"Code":"${code}","RequestId":"r-1"}`, 'unknown'],
		],
	),
	[408, '{"Code":"Anything","RequestId":"r-1"}', 'unknown'],
	[404, '{"Code":"OK","RequestId":"r-1","MessageId":"m-1"}', 'unknown'],
	[200, '{"Code":"OK","RequestId":"r-1","Success":false,"MessageId":"m-1"}', 'unknown'],
	[400, '{"Code":"Throttling.User","RequestId":"r-1","MessageId":"m-1"}', 'unknown'],
	[400, '{"Code":"MissingTo","RequestId":"r-1","Data":{"MessageId":"m-1"}}', 'unknown'],
	[403, '<html>Forbidden</html>', 'unknown'],
	[400, '{"error":"Bad request"}', 'unknown'],
	[400, '{"Code":"InvalidParameter"}', 'unknown'],
	[400, '{"code":"InvalidParameter","RequestId":"r-1"}', 'unknown'],
	[400, '{"error":"Bad request","RequestId":"r-1"}', 'unknown'],
	[429, '<html>Slow down</html>', 'refused'],
	[400, '{"Code":"Throttling.User","RequestId":"r-1"}', 'refused'],
	[503, '{"Code":"Throttling.User","RequestId":"r-1"}', 'refused'],
	[400, '{"Code":"InvalidParameter","RequestId":"r-1"}', 'refused'],
	[403, '{"Code":"Forbidden.RAM","RequestId":"r-1"}', 'refused'],
])('HTTP %i %s leaves a send %s', async (statusCode, body, outcome) => {
	expect(await outcomeOf(answering(statusCode, body))).toBe(outcome);
});

test.each<[number, string, boolean]>([
	[429, '<html>Slow down</html>', true],
	[400, '{"Code":"Throttling.User","RequestId":"r-1"}', true],
	[503, '{"Code":"Throttling.User","RequestId":"r-1"}', true],
	[500, '{"Code":"Throttling.User","RequestId":"r-1"}', false],
	[400, '{"Code":"Throttling.User"}', false],
	[400, '{"Code":"Throttling.User","RequestId":"r-1","MessageId":"m-1"}', false],
	[200, '{"Code":"Throttling.User","RequestId":"r-1","Data":{"MessageId":"m-1"}}', false],
	[400, '{"Code":"InvalidParameter","RequestId":"r-1"}', false],
])('after HTTP %i %s a send may be repeated for the rate: %s', async (status, body, may) => {
	expect((await saidOf(answering(status, body))).throttled).toBe(may);
});
