import type { ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';

import { runNode } from '../../../harness';
import { byId, mapped, SEND, SEND_TEMPLATE, WELCOME } from '../fields/parameters';
import {
	reply,
	SECRET,
	startScriptedService,
	type Arrival,
	type ScriptedService,
} from '../scriptedService';
import { GO_ON } from '../workbench';

const ACCEPTED = { Code: 'OK', Message: 'OK', RequestId: 'R-1', MessageId: '2611' };
const ROLE = { authentication: 'ramRole', roleArn: 'acs:ram::1234567890123456:role/chat-app' };

let open: ScriptedService[] = [];
afterEach(async () => {
	await Promise.all(open.map(async (service) => await service.close()));
	open = [];
});

async function serviceOf(
	script: (arrival: Arrival, response: ServerResponse) => void | Promise<void>,
): Promise<ScriptedService> {
	const service = await startScriptedService(script);
	open.push(service);
	return service;
}

async function run(
	service: ScriptedService,
	parameters: object = SEND,
	input: IDataObject[] = [{}],
	credential: object = {},
): Promise<IDataObject[]> {
	const finished = await runNode(
		{ type: 'chatApp', parameters, settings: GO_ON },
		{ credentials: { alibabaCloudApi: service.credential(credential) as never }, input },
	);
	return finished.jsonOf('Node');
}

const errorOf = (item: IDataObject | undefined) => (item?.error ?? null) as IDataObject | null;

/** What may come instead of an answer, with what is then known of a message. */
const FOREIGN: Array<[string, (arrival: Arrival, response: ServerResponse) => void]> = [
	['an empty object', (_a, response) => reply(response, 200, {})],
	['a login page in JSON', (_a, response) => reply(response, 200, { login: 'required' })],
	['a page', (_a, response) => reply(response, 200, '<html><b>Login</b></html>')],
	['nothing', (_a, response) => reply(response, 200, '')],
	['an answer cut short', (_a, response) => reply(response, 200, '{"Code":"OK","MessageId":"1')],
	['a blank request', (_a, response) => reply(response, 200, { Code: 'OK', RequestId: '' })],
	['a blank message', (_a, response) => reply(response, 200, { MessageId: ' ' })],
	['a blank code', (_a, response) => reply(response, 200, { Code: '', RequestId: 'r' })],
	['a code without request', (_a, response) => reply(response, 200, { Code: 'OK' })],
	[
		'codes in other letters',
		(_a, response) => reply(response, 200, { code: 'OK', requestId: 'r' }),
	],
	['a refusal in JSON of a firewall', (_a, response) => reply(response, 403, { message: 'no' })],
	['a refusal without request', (_a, response) => reply(response, 400, { Code: 'Odd.Code' })],
	['a gateway that gave up', (_a, response) => reply(response, 504, '<h1>504</h1>')],
	[
		'a failure behind the gateway',
		(_a, response) => reply(response, 500, { Code: 'InternalError', RequestId: 'r' }),
	],
	[
		'a limit met behind the gateway',
		(_a, response) => reply(response, 500, { Code: 'Throttling', RequestId: 'r' }),
	],
	['a connection cut', ({ socket }) => void socket.destroy()],
	[
		'a redirection with a good answer',
		(_a, response) => reply(response, 301, ACCEPTED, { location: 'http://127.0.0.1:9/' }),
	],
];

test.each(FOREIGN)(
	'%s is no proof that a message went out, nor that it did not',
	async (_w, script) => {
		const service = await serviceOf(script);
		const [item] = await run(service);
		expect(errorOf(item)).toMatchObject({ outcome: 'unknown', retryable: false });
		expect(errorOf(item)?.description).toContain('It is not known whether the message was sent');
		expect(service.arrivals).toHaveLength(1);
	},
);

test('a batch answered by somebody else is unknown for each of its recipients', async () => {
	const service = await serviceOf(({ action }, response) =>
		action === 'SendChatappMassMessage'
			? reply(response, 200, { hello: 1 })
			: reply(response, 200, TEMPLATE),
	);
	const input = Array.from({ length: 30 }, (_, index) => ({ phone: `+65912300${10 + index}` }));
	const items = await run(service, BULK, input);
	expect(items).toHaveLength(30);
	for (const item of items) {
		expect(item).toEqual({
			error: expect.objectContaining({ outcome: 'unknown', retryable: false }),
		});
	}
	expect(service.arrivals.filter(({ action }) => action === 'SendChatappMassMessage')).toHaveLength(
		1,
	);
});

const TEMPLATE = {
	...{ Code: 'OK', RequestId: 'r' },
	Data: {
		...{ TemplateCode: WELCOME, Name: 'welcome', Language: 'en', AuditStatus: 'pass' },
		...{ Category: 'UTILITY', Components: [{ Type: 'BODY', Text: 'Hi' }] },
	},
};
const BULK = {
	...SEND_TEMPLATE,
	...{ operation: 'sendBulk', template: byId(WELCOME), variables: mapped({}) },
	to: '={{ $json.phone }}',
};

test.each([
	[{ ...ACCEPTED, Code: '0000' }, '2611'],
	[{ ...ACCEPTED, Code: 'success' }, '2611'],
	[{ Code: 'OK', RequestId: 'R-1' }, null],
	[{ MessageId: '2611' }, '2611'],
	[{ ...ACCEPTED, Surprise: 'x', to: 'y', Data: { Z: 1 } }, '2611'],
])('the service says with %j that it took the message', async (answer, messageId) => {
	const service = await serviceOf((_a, response) => reply(response, 200, answer));
	const [item] = await run(service);
	expect(Object.keys(item ?? {}).sort()).toEqual(
		['channelId', 'channelType', 'from', 'messageId', 'requestId', 'to'].sort(),
	);
	expect(item).toMatchObject({ messageId, to: '6591230001' });
});

test.each([
	['429 of a proxy', 429, '<h1>Too Many</h1>'],
	['429 with an odd code', 429, { Code: 'TooMany', RequestId: 'r' }],
	['a rate limit that is not listed', 400, { Code: 'Business.FlowControl', RequestId: 'r' }],
	['503 of the gateway', 503, { Code: 'Throttling.User', RequestId: 'r' }],
])('%s is waited out', async (_what, status, body) => {
	let calls = 0;
	const service = await serviceOf((_a, response) =>
		++calls < 3 ? reply(response, status, body) : reply(response, 200, ACCEPTED),
	);
	expect(await run(service)).toEqual([expect.objectContaining({ messageId: '2611' })]);
	expect(calls).toBe(3);
});

test('httpCode is a status or null', async () => {
	const cut = await serviceOf(({ socket }) => void socket.destroy());
	expect(errorOf((await run(cut))[0])).toMatchObject({
		code: 'Local.ConnectionLost',
		httpCode: null,
	});
	const refusing = await serviceOf((_a, response) =>
		reply(response, 400, { Code: 'Odd.Code', RequestId: 'r' }),
	);
	expect(errorOf((await run(refusing))[0])).toMatchObject({ code: 'Odd.Code', httpCode: '400' });
});

test('an answer that drips ends with the time limit', async () => {
	let drops = 0;
	const service = await serviceOf((_a, response) => {
		response.writeHead(200);
		const timer = setInterval(() => {
			drops++;
			response.write(' ');
			// Without a limit on the whole the test would end here, with a message that "went out".
			if (drops === 60) response.end(JSON.stringify(ACCEPTED));
		}, 100);
		response.on('close', () => clearInterval(timer));
	});
	const [item] = await run(service, { ...SEND, options: { timeout: 1 } });
	expect(errorOf(item)).toMatchObject({
		code: 'Local.Timeout',
		outcome: 'unknown',
		httpCode: null,
	});
	expect(drops).toBeLessThan(60);
});

test.each([
	[301, { location: '' }],
	[302, { location: '' }],
	[307, { location: '' }],
	[308, { location: '' }],
])('HTTP %i is not followed: signed requests go to one address', async (status) => {
	const elsewhere = await serviceOf((_a, response) => reply(response, 200, ACCEPTED));
	const service = await serviceOf((_a, response) =>
		reply(response, status, '', { location: `${elsewhere.url}/` }),
	);
	const [item] = await run(service);
	expect(errorOf(item)).toMatchObject({ code: 'Local.NotJson', outcome: 'unknown' });
	expect(elsewhere.arrivals).toEqual([]);
});

test('what the service quotes of a request shows no secret', async () => {
	const token = `CAIS${'aB3'.repeat(80)}`;
	const service = await serviceOf(({ headers }, response) =>
		reply(response, 400, {
			...{ Code: 'Odd.Code', RequestId: 'r', Recommend: `https://x.example/?t=${token}` },
			Message: `key ${SECRET} bad header: ${String(headers.authorization)} ${String(headers['x-acs-security-token'])}`,
		}),
	);
	const credential = { authentication: 'stsToken', securityToken: token };
	const text = JSON.stringify(await run(service, SEND, [{}], credential));
	expect(text).toContain('Odd.Code');
	expect(text).not.toMatch(/Signature=|x-acs-|ACS3/);
	expect(text).not.toContain(SECRET);
	expect(text).not.toContain(token);
});

/** Grants sessions that are counted up, and refuses those that were ended. */
function roleService(ended: Set<string>) {
	const counts = { granted: 0, sent: 0 };
	const script = ({ action, headers }: Arrival, response: ServerResponse): void => {
		if (action === 'AssumeRole') {
			counts.granted++;
			const Expiration = new Date(Date.now() + 3_600_000).toISOString();
			const keys = { AccessKeyId: 'STS.k', AccessKeySecret: 's', Expiration };
			const SecurityToken = `session-${counts.granted}`;
			reply(response, 200, { RequestId: 'r', Credentials: { ...keys, SecurityToken } });
		} else if (ended.has(String(headers['x-acs-security-token']))) {
			const Code = 'InvalidSecurityToken.Expired';
			reply(response, 400, {
				Code,
				Message: 'Specified SecurityToken is expired.',
				RequestId: 'r',
			});
		} else {
			counts.sent++;
			reply(response, 200, ACCEPTED);
		}
	};
	return { counts, script };
}

test('a session that the service ended is renewed once, and nothing is sent twice', async () => {
	const ended = new Set<string>();
	const { counts, script } = roleService(ended);
	const service = await serviceOf(script);
	const role = { ...ROLE, roleSessionName: 'ended' };
	expect(errorOf((await run(service, SEND, [{}], role))[0])).toBeNull();
	ended.add('session-1');
	const items = await run(
		service,
		SEND,
		Array.from({ length: 8 }, () => ({})),
		role,
	);
	expect(items.map(errorOf)).toEqual(Array.from({ length: 8 }, () => null));
	expect(counts).toEqual({ granted: 2, sent: 9 });
	expect(errorOf((await run(service, SEND, [{}], role))[0])).toBeNull();
	expect(counts.granted).toBe(2);
});

test('a session that is refused as soon as it was granted is not asked for again', async () => {
	const { counts, script } = roleService(new Set(['session-1', 'session-2', 'session-3']));
	const service = await serviceOf(script);
	const [item] = await run(service, SEND, [{}], { ...ROLE, roleSessionName: 'refused' });
	expect(errorOf(item)).toMatchObject({ code: 'InvalidSecurityToken.Expired', outcome: 'refused' });
	expect(counts).toEqual({ granted: 1, sent: 0 });
});

test('another External ID is another session', async () => {
	const { counts, script } = roleService(new Set());
	const service = await serviceOf(script);
	for (const externalId of ['a', 'b', 'a']) {
		await run(service, SEND, [{}], { ...ROLE, roleSessionName: 'external', externalId });
	}
	expect(counts.granted).toBe(2);
});

test('a Security Token Service that hangs is given up', async () => {
	const service = await serviceOf(() => undefined);
	const [item] = await run(service, SEND, [{}], { ...ROLE, roleSessionName: 'hanging' });
	expect(errorOf(item)?.message).toMatch(/Security Token Service did not answer within 10 seconds/);
	expect(service.arrivals.map(({ action }) => action)).toEqual(['AssumeRole']);
});

test('a storm slows down the whole run instead of failing items', async () => {
	let refused = 0;
	const starts: number[] = [];
	const service = await serviceOf((_a, response) => {
		const now = performance.now();
		if (starts.filter((start) => start > now - 1000).length >= 6) {
			refused++;
			return reply(response, 400, { Code: 'Throttling.User', RequestId: 'r' });
		}
		starts.push(now);
		return reply(response, 200, ACCEPTED);
	});
	const input = Array.from({ length: 60 }, () => ({}));
	const items = await run(service, SEND, input);
	expect(items.filter(errorOf)).toEqual([]);
	expect(starts).toHaveLength(60);
	expect(refused).toBeLessThan(100);
}, 90_000);
