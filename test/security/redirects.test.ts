import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { attachMedia, type MediaHelpers } from '../../nodes/notifications/media';
import { signHttpRequest } from '../../nodes/alibabaCloud/signing/signHttpRequest';
import { activateWorkflow, runNode, startTrigger, testCredential } from '../harness';
import { startSimulator, type Simulator } from '../simulator';
import { CHANNEL, SEND, byId } from '../nodes/ChatApp/fields/parameters';

jest.setTimeout(60_000);

const KINDS = [301, 302, 303, 307, 308];

interface Listener {
	readonly url: string;
	/** Paths in the order of arrival. */
	readonly asked: string[];
	readonly server: Server;
}

async function listen(
	answer: (url: string) => { status: number; location?: string; body?: string },
): Promise<Listener> {
	const asked: string[] = [];
	const server = createServer((request, response) => {
		request.resume().once('end', () => {
			asked.push(request.url ?? '');
			const { status, location, body = '' } = answer(request.url ?? '');
			response.writeHead(status, location === undefined ? {} : { location }).end(body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, asked, server };
}

let simulator: Simulator;
/** Where nothing must arrive; it answers as the service would. */
let elsewhere: Listener;
/** Sends everything there. */
let redirecting: Listener;
let status = 307;

beforeAll(async () => {
	simulator = await startSimulator({ page: false });
	elsewhere = await listen(() => ({
		status: 200,
		body: '{"Code":"OK","RequestId":"r-1","MessageId":"m-1"}',
	}));
	redirecting = await listen((url) => ({ status, location: `${elsewhere.url}${url}` }));
});
beforeEach(() => {
	elsewhere.asked.length = 0;
	redirecting.asked.length = 0;
});
afterAll(async () => {
	await simulator.close();
	for (const { server } of [elsewhere, redirecting]) {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
});

const credentialWith = (endpoints: object): object => ({
	...simulator.credential,
	customEndpoints: true,
	...endpoints,
});

describe.each(KINDS)('a redirection with status %i', (given) => {
	beforeEach(() => {
		status = given;
	});

	test('takes no send to another address, and is no success', async () => {
		const credentials = { alibabaCloudApi: credentialWith({ camsEndpoint: redirecting.url }) };
		const finished = await runNode({ type: 'chatApp', parameters: SEND }, { credentials });
		expect(redirecting.asked).toHaveLength(1);
		expect(elsewhere.asked).toEqual([]);
		expect(finished.jsonOf('Node').filter(({ messageId }) => messageId === 'm-1')).toEqual([]);
	});

	test('takes no read to another address', async () => {
		const credentials = { alibabaCloudApi: credentialWith({ camsEndpoint: redirecting.url }) };
		const parameters = { resource: 'phoneNumber', operation: 'getAll', channel: byId(CHANNEL) };
		await runNode({ type: 'chatApp', parameters }, { credentials });
		expect(redirecting.asked.length).toBeGreaterThan(0);
		expect(elsewhere.asked).toEqual([]);
	});

	test('takes no call of a queue to another address', async () => {
		const credentials = { alibabaCloudApi: credentialWith({ mnsEndpoint: redirecting.url }) };
		const queue = 'Alicom-Queue-1234567890123456-ChatAppInbound';
		const parameters = {
			events: ['inbound'],
			inboundQueue: { __rl: true, mode: 'name', value: queue },
		};
		const running = await startTrigger(
			{ type: 'chatAppQueueTrigger', parameters },
			{ credentials },
		).catch(() => undefined);
		await running?.close();
		expect(redirecting.asked.length).toBeGreaterThan(0);
		expect(elsewhere.asked).toEqual([]);
	});

	test('takes no file of a notification to another address', async () => {
		const active = await activateWorkflow({
			nodes: [
				{
					id: 'trigger',
					name: 'Trigger',
					type: 'n8n-nodes-alibabacloud-chatapp.chatAppTrigger',
					typeVersion: 1,
					position: [0, 0],
					webhookId: 'hook-redirects',
					parameters: { options: { downloadMedia: true, mediaHosts: '127.0.0.1' } },
				},
			],
			connections: {},
		});
		const url = `${redirecting.url}/photo.jpg`;
		await fetch(active.webhookUrl('Trigger'), {
			method: 'POST',
			body: JSON.stringify([{ MessageId: `m-${given}`, Type: 'IMAGE', Message: { url } }]),
		});
		const [item] = (await active.nextRun()).itemsOf('Trigger');
		await active.deactivate();
		expect(item?.json.mediaError).toMatch(/another address/);
		expect(redirecting.asked).toEqual(['/photo.jpg']);
		expect(elsewhere.asked).toEqual([]);
	});
});

test('the role of a credential is not asked for at another address', async () => {
	status = 307;
	const role = {
		authentication: 'ramRole',
		roleArn: 'acs:ram::1234567890123456:role/redirects',
		roleSessionName: 'redirects',
		stsEndpoint: redirecting.url,
	};
	const { status: result } = await testCredential('alibabaCloudApi', credentialWith(role));
	expect(result).toBe('Error');
	expect(redirecting.asked).toHaveLength(1);
	expect(elsewhere.asked).toEqual([]);
});

test('every signed request says that it follows none', () => {
	const keys = { accessKeyId: 'id', accessKeySecret: 'test-secret' };
	for (const disableFollowRedirect of [undefined, false, true]) {
		const signed = signHttpRequest(
			{ url: 'https://cams.example.com/', disableFollowRedirect },
			keys,
		);
		expect(signed.disableFollowRedirect).toBe(true);
	}
});

test.each(['evilaliyuncs.com', 'aliyuncs.com.example.com', 'aliyuncs.comm', 'myaliyuncs.com'])(
	'a file on %s, which only looks like an allowed host, is not fetched',
	async (host) => {
		const asked: unknown[] = [];
		const helpers: MediaHelpers = {
			httpRequest: async (options) => {
				asked.push(options.url);
				return await Promise.reject(new Error('asked'));
			},
			prepareBinaryData: async () => await Promise.reject(new Error('asked')),
		};
		const media = { url: `https://${host}/photo.jpg` };
		const [[item] = []] = await attachMedia(
			[[{ json: { event: 'inbound', type: 'image', media } }]],
			{ maxBytes: 1, types: [], hosts: ['aliyuncs.com'], forMs: 1_000 },
			helpers,
		);
		expect(asked).toEqual([]);
		expect(item?.json.mediaError).toMatch(`The file is on ${host}, which is not`);
	},
);
