import { QueueClient, type QueueRequest } from '../../../../nodes/alibabaCloud/queue/client';
import {
	explainQueueError,
	type LocalQueueCode,
} from '../../../../nodes/alibabaCloud/queue/failures';
import { resolveSite } from '../../../../nodes/alibabaCloud/queue/site';
import { isSafe } from '../../../../nodes/alibabaCloud/wire/endpoints';
import { TokenKeeper } from '../../../../nodes/alibabaCloud/queue/token';

const NOW = Date.UTC(2026, 8, 22, 2, 0, 0);

interface Answer {
	status: number;
	body: string;
}

function error(status: number, code: string): Answer {
	return { status, body: `<Error><Code>${code}</Code><Message>m</Message></Error>` };
}

function clientWith(
	answers: Array<Answer | LocalQueueCode>,
	endpoint = 'https://queue.example.com',
): { client: QueueClient; requests: QueueRequest[]; keys: () => number } {
	let keys = 0;
	const requests: QueueRequest[] = [];
	const keeper = new TokenKeeper(
		async () => ({
			ok: true,
			value: {
				accessKeyId: `key-${++keys}`,
				accessKeySecret: 'example',
				securityToken: 'token',
				endpoint,
				expiresAt: NOW + 600_000,
			},
		}),
		() => NOW,
	);
	const client = new QueueClient(
		'my-queue',
		keeper,
		async (request) => {
			requests.push(request);
			return answers.shift() ?? 'Local.Connection';
		},
		() => NOW,
	);
	return { client, requests, keys: () => keys };
}

it.each([
	[0, 1],
	[5, 5],
	[99, 16],
])(
	'asks for %d messages within the limits (%d) and waits as long as allowed',
	async (max, asked) => {
		const { client, requests } = clientWith([error(404, 'MessageNotExist')]);

		expect(await client.receive(max)).toEqual({ ok: true, value: [] });
		expect(requests[0]).toMatchObject({
			method: 'GET',
			url: `https://queue.example.com/queues/my-queue/messages?numOfMessages=${asked}&waitseconds=30`,
			headers: {
				Authorization: expect.stringMatching(/^MNS key-1:/) as string,
				'security-token': 'token',
			},
		});
		expect(requests[0]?.timeoutMs).toBeGreaterThan(30_000);
	},
);

describe('a refused key', () => {
	it('is replaced once, then the request is repeated', async () => {
		const { client, requests, keys } = clientWith([
			error(403, 'AnythingAtAll'),
			error(404, 'MessageNotExist'),
		]);

		expect(await client.peek()).toEqual({ ok: true, value: [] });
		expect(requests).toHaveLength(2);
		expect(keys()).toBe(2);
	});

	it('stops when the next one is refused as well', async () => {
		const { client, requests } = clientWith([
			error(403, 'AccessDenied'),
			error(403, 'AccessDenied'),
		]);

		expect(await client.receive(1)).toMatchObject({
			ok: false,
			failure: { reaction: 'stop', code: 'AccessDenied' },
		});
		expect(requests).toHaveLength(2);
	});

	it.each(['QpsLimitExceeded', 'Throttling', 'Throttling.User', 'InternalError'])(
		'is none when the queue says %s: the key stays, and the trigger goes on',
		async (code) => {
			const { client, keys } = clientWith([
				error(403, code),
				error(403, 'AccessDenied'),
				error(403, code),
			]);

			const failure = { reaction: 'retry', code };
			expect(await client.receive(1)).toMatchObject({ ok: false, failure });
			expect(keys()).toBe(1);
			expect(await client.receive(1)).toMatchObject({ ok: false, failure });
		},
	);
});

it('tells dead handles of a batch apart', async () => {
	const { client } = clientWith([
		{
			status: 404,
			body: '<Errors><Error><ErrorCode>MessageNotExist</ErrorCode><ReceiptHandle>b</ReceiptHandle></Error></Errors>',
		},
	]);

	expect(await client.remove(['a', 'b'])).toEqual({ ok: true, value: new Set(['b']) });
});

it('takes a refusal without a list for handles that are all dead, and for no empty queue', async () => {
	const { client } = clientWith([error(404, 'MessageNotExist')]);

	expect(await client.remove(['a', 'b'])).toEqual({ ok: true, value: new Set(['a', 'b']) });
});

describe("an answer of 200 that is not the queue's", () => {
	const whole =
		'<Messages><Message><MessageId>m</MessageId><ReceiptHandle>h</ReceiptHandle><MessageBody>b</MessageBody></Message></Messages>';
	const foreign = [
		'',
		'<html><body>Please sign in</body></html>',
		'{"login":"required"}',
		'<Error><Code>X</Code></Error>',
		whole.slice(0, -11),
		whole.slice(0, -60),
		whole.replace('<MessageId>m</MessageId>', ''),
		whole.replace('<ReceiptHandle>h</ReceiptHandle>', ''),
		whole.replace('<MessageBody>b</MessageBody>', ''),
	];

	it.each(foreign)('is no empty queue: %j', async (body) => {
		const { client } = clientWith([{ status: 200, body }]);

		expect(await client.receive(1)).toMatchObject({
			ok: false,
			failure: { reaction: 'retry', code: 'Local.ForeignAnswer' },
		});
	});

	it('deletes nothing', async () => {
		const { client } = clientWith([{ status: 200, body: '<html>Please sign in</html>' }]);

		expect(await client.remove(['a'])).toMatchObject({
			ok: false,
			failure: { code: 'Local.ForeignAnswer' },
		});
	});

	it.each([
		[whole, 1],
		['<Messages xmlns="http://mns.aliyuncs.com/doc/v1/"></Messages>', 0],
		[whole.replace(/<\/?Messages>/g, ''), 1],
	])('but %s is the queue', async (body, count) => {
		const { client } = clientWith([{ status: 200, body }]);
		const outcome = await client.receive(1);

		expect(outcome.ok && outcome.value).toHaveLength(count);
	});

	it('does not end the trigger when a proxy forbids it', async () => {
		const page = { status: 403, body: '<html>Forbidden</html>' };
		const { client } = clientWith([page, page]);

		expect(await client.receive(1)).toMatchObject({ failure: { reaction: 'retry' } });
	});
});

it('sends handles with odd characters so that they are signed as they are sent', async () => {
	const { client, requests } = clientWith([
		{
			status: 200,
			body: '<ChangeVisibility><ReceiptHandle>new</ReceiptHandle></ChangeVisibility>',
		},
	]);

	expect(await client.changeVisibility('1-a+b/c=', 5)).toMatchObject({
		ok: true,
		value: { receiptHandle: 'new' },
	});
	expect(requests[0]?.url).toContain('receiptHandle=1-a%2Bb%2Fc%3D&visibilityTimeout=5');
	expect(requests[0]?.headers['Content-Type']).toBe('text/xml');
});

it.each<[Answer | LocalQueueCode, string, string]>([
	['Local.Connection', 'retry', 'Local.Connection'],
	['Local.CertificateNotTrusted', 'retry', 'Local.CertificateNotTrusted'],
	['Local.BlockedByN8n', 'stop', 'Local.BlockedByN8n'],
	[{ status: 502, body: '<html>Bad gateway</html>' }, 'retry', 'Local.ForeignAnswer'],
	[error(500, 'InternalError'), 'retry', 'InternalError'],
	[error(503, 'Unheard'), 'retry', 'Unheard'],
	[error(400, 'QpsLimitExceeded'), 'retry', 'QpsLimitExceeded'],
	[error(404, 'QueueNotExist'), 'stop', 'QueueNotExist'],
	[error(408, 'TimeExpired'), 'stop', 'TimeExpired'],
	[error(400, 'InvalidArgument'), 'stop', 'InvalidArgument'],
])('judges %j as %s', async (answer, reaction, code) => {
	const { client } = clientWith([answer]);

	expect(await client.receive(1)).toMatchObject({ ok: false, failure: { reaction, code } });
});

it('sends nothing in clear text to another machine', async () => {
	const { client, requests } = clientWith([], 'http://queue.example.com');

	expect(await client.peek()).toMatchObject({ ok: false, failure: { reaction: 'stop' } });
	expect(requests).toHaveLength(0);
	expect(isSafe('http://127.0.0.1:8080')).toBe(true);
	expect(isSafe('HTTPS://queue.example.com')).toBe(true);
	expect(isSafe('HTTP://queue.example.com')).toBe(false);
	expect(isSafe('http://127.0.0.1.example.com')).toBe(false);
});

it('has advice in full sentences for every failure', () => {
	for (const code of ['QueueNotExist', 'TimeExpired', 'AccessDenied', 'Unheard', 'constructor']) {
		expect(explainQueueError(code, 400, 'Said.')).toMatchObject({
			cause: expect.stringMatching(/^[A-Z].*[^.]$/) as string,
			advice: expect.stringMatching(/^[A-Z].*\.$/) as string,
		});
	}
});

describe('sites', () => {
	it.each([
		['international', 'dybaseapi.ap-southeast-1.aliyuncs.com', '2018-05-01'],
		['china', 'dybaseapi.aliyuncs.com', '2017-05-25'],
	] as const)('%s', (name, host, version) => {
		expect(resolveSite(name, {})).toMatchObject({
			platformEndpoint: `https://${host}`,
			platformVersion: version,
			queueEndpoint: expect.stringMatching(/^https:\/\/\d+\.mns\./) as string,
		});
	});

	it('take what the credential says, and before that what the node says', () => {
		const credential = { dybaseapi: 'http://127.0.0.1:1', mns: 'http://127.0.0.1:2' };

		expect(resolveSite('international', {}, credential)).toEqual({
			platformEndpoint: 'http://127.0.0.1:1',
			platformVersion: '2018-05-01',
			queueEndpoint: 'http://127.0.0.1:2',
		});
		const custom = {
			platformEndpoint: ' api.example.com ',
			platformVersion: '',
			queueEndpoint: '',
		};
		expect(resolveSite('international', custom, credential)).toEqual({
			platformEndpoint: 'https://api.example.com',
			platformVersion: '2018-05-01',
			queueEndpoint: 'http://127.0.0.1:2',
		});
	});
});

it.each([
	['Throttling', 400],
	['Throttling.User', 403],
	['TooManyRequests', 429],
	['QpsLimitExceeded', 400],
	['WhoKnows', 429],
])('slows down for %s with HTTP %i instead of stopping', (code, status) => {
	expect(explainQueueError(code, status)).toMatchObject({ reaction: 'retry', code });
});

it('shows nothing of a request that the queue quotes', () => {
	const said = 'no. The string to sign is GET /queues x-mns-version:2015 token';
	expect(explainQueueError('Odd', 400, said).cause).toBe(
		'no. The [the quoted request is left out]',
	);
});

it('asks without waiting when it is told to, and is not given half a minute for it', async () => {
	const { client, requests } = clientWith([error(404, 'MessageNotExist')]);

	expect(await client.receive(16, undefined, false)).toEqual({ ok: true, value: [] });
	expect(requests[0]?.url).toMatch(/\?numOfMessages=16&waitseconds=0$/);
	expect(requests[0]?.timeoutMs).toBe(15_000);
});

it.each([
	['refused', NOW],
	['about to end', NOW + 590_000],
])('a key that is %s while 32 read and delete is renewed once', async (_case, later) => {
	let now = NOW;
	let keys = 0;
	const keeper = new TokenKeeper(
		async () => {
			await new Promise((resolve) => setTimeout(resolve, 20));
			const key = { accessKeyId: `key-${++keys}`, accessKeySecret: 'example' };
			const endpoint = 'https://queue.example.com';
			return { ok: true, value: { ...key, endpoint, expiresAt: now + 600_000 } };
		},
		() => now,
	);
	let sent = 0;
	let isOver = false;
	const client = new QueueClient(
		'my-queue',
		keeper,
		async ({ method, headers }) => {
			// Some answers come long after another reader has renewed the key.
			await new Promise((resolve) => setTimeout(resolve, (sent++ % 8) * 15));
			const isOld = JSON.stringify(headers).includes('key-1:');
			if (isOver && isOld) return error(403, 'InvalidAccessKeyId');
			return method === 'DELETE' ? { status: 204, body: '' } : error(404, 'MessageNotExist');
		},
		() => now,
	);
	const readers = async () =>
		await Promise.all(
			Array.from({ length: 32 }, async () => {
				const received = await client.receive(16, undefined, false);
				const removed = await client.remove(['handle']);
				return received.ok && removed.ok;
			}),
		);

	expect(await readers()).not.toContain(false);
	expect(keys).toBe(1);
	isOver = true;
	now = later;
	expect(await readers()).not.toContain(false);
	expect(keys).toBe(2);
});
