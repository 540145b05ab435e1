import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { MediaSettings } from '../../../nodes/notifications/media';
import { readMediaSettings } from '../../../nodes/notifications/mediaProperties';
import { activateWorkflow, type ActiveWorkflow } from '../../harness';
import { withSsrfProtection } from '../../harness/ssrfProtection';

let server: Server;
let origin = '';
let seen: Array<{ url: string; headers: NodeJS.Dict<string | string[]> }> = [];

let answered: Promise<void>;

const ANSWERS: Record<string, (response: ServerResponse) => void> = {
	'/photo.jpg': (response) =>
		void response.writeHead(200, { 'content-type': 'image/jpeg' }).end('a photo'),
	'/untyped': (response) =>
		void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('bytes'),
	'/empty': (response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(),
	'/sign-in': (response) =>
		void response
			.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
			.end('<html>Sign in'),
	'/page.html': (response) =>
		void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>A page'),
	'/named': (response) =>
		void response
			.writeHead(200, {
				...{ 'content-type': 'text/html', 'content-disposition': 'attachment; filename="a.htm"' },
			})
			.end('<html>A page'),
	'/expired': (response) => void response.writeHead(403).end('<Error/>'),
	'/broken': (response) => void response.writeHead(500).end(),
	'/moved': (response) => void response.writeHead(302, { location: `${origin}/photo.jpg` }).end(),
	'/file-scheme': (response) =>
		void response.writeHead(301, { location: 'file:///etc/passwd' }).end(),
	'/big': (response) => void response.writeHead(200).end('x'.repeat(1_200_000)),
	'/announced': (response) =>
		void response.writeHead(200, { 'content-length': 1_200_000 }).write('x'),
	'/endless': (response) => {
		response.writeHead(200);
		const write = (): void => {
			if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(write));
		};
		write();
	},
	'/cut': (response) => {
		response.writeHead(200, { 'content-length': 100 }).write('half');
		setTimeout(() => response.destroy(), 20);
	},
	'/slow.jpg': (response) => {
		void answered.then(() => response.writeHead(200).end('late photo'));
	},
};

beforeAll(async () => {
	server = createServer((request, response) => {
		const url = request.url ?? '';
		seen.push({ url, headers: request.headers });
		(ANSWERS[url.split('?')[0] ?? ''] ?? ((missing) => void missing.writeHead(404).end()))(
			response,
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

describe('the HTTP trigger', () => {
	let active: ActiveWorkflow;
	let messages = 0;

	beforeEach(() => {
		seen = [];
	});
	afterEach(async () => await active.deactivate());

	async function items(
		links: ReadonlyArray<unknown>,
		options: object = {},
		type = 'IMAGE',
	): Promise<{ items: INodeExecutionData[] }> {
		active = await activateWorkflow({
			nodes: [
				{
					id: 'trigger',
					name: 'Trigger',
					type: 'n8n-nodes-alibabacloud-chatapp.chatAppTrigger',
					typeVersion: 1,
					position: [0, 0],
					webhookId: 'hook-1',
					parameters: {
						options: { downloadMedia: true, mediaHosts: '127.0.0.1', ...options },
					},
				},
			],
			connections: {},
		});
		let tell = (): void => undefined;
		answered = new Promise((resolve) => (tell = resolve));
		const response = await fetch(active.webhookUrl('Trigger'), {
			method: 'POST',
			body: JSON.stringify(
				links.map((url) => ({
					MessageId: `m${messages++}`,
					Type: type,
					Message: { url, mimeType: 'image/png', caption: 'Look' },
				})),
			),
		});
		tell();
		expect(await response.json()).toEqual({ code: 0, msg: 'ok' });
		return { items: (await active.nextRun()).itemsOf('Trigger') };
	}

	const reasons = (given: readonly INodeExecutionData[]): unknown[] =>
		given.map(({ json }) => json.mediaError);

	it('puts the file into the item and sends nothing but the link', async () => {
		const url = `${origin}/photo.jpg?Signature=abc%2B&Expires=1`;
		const { items: given } = await items([url]);
		const [item] = given;

		expect(item?.binary?.data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'photo.jpg' });
		expect(Buffer.from(item?.binary?.data?.data ?? '', 'base64').toString()).toBe('a photo');
		expect(item?.json).toMatchObject({ mediaError: null, media: { url, caption: 'Look' } });
		expect(seen[0]?.url).toBe('/photo.jpg?Signature=abc%2B&Expires=1');
		expect(Object.keys(seen[0]?.headers ?? {})).not.toContain('authorization');
		expect(Object.keys(seen[0]?.headers ?? {})).not.toContain('cookie');
	});

	it('believes the notification about the type when the server knows none', async () => {
		const { items: given } = await items([`${origin}/untyped`]);
		expect(given[0]?.binary?.data?.mimeType).toBe('image/png');
	});

	it('leaves the link and the reason when there is no file', async () => {
		const links = {
			[`${origin}/empty`]:
				"The server sent an empty file. Use the operation 'Media > Download' with its link",
			[`${origin}/expired`]: 'The link to the file has expired or is not valid (HTTP 403)',
			[`${origin}/missing`]: 'The link to the file has expired or is not valid (HTTP 404)',
			[`${origin}/broken`]: 'The server responded with HTTP 500',
			[`${origin}/moved`]: 'The link to the file leads to another address',
			[`${origin}/file-scheme`]: 'The link to the file leads to another address',
			[`${origin}/big`]: 'The file is larger than 1 MB',
			[`${origin}/announced`]: 'The file is larger than 1 MB',
			[`${origin}/endless`]: 'The file is larger than 1 MB',
			'http://example.com/a.jpg': 'The link to the file does not use HTTPS',
			'file:///etc/passwd': 'The link to the file does not use HTTPS',
			'no link': 'The link to the file is not a URL',
		};
		const { items: given } = await items(Object.keys(links), { mediaMaxMegabytes: 1 });

		expect(reasons(given)).toEqual(Object.values(links));
		expect(given.every(({ binary }) => binary === undefined)).toBe(true);
		expect(given.map(({ json }) => (json.media as IDataObject).url)).toEqual(Object.keys(links));
	});

	it('takes a web page for the file only where something calls it one', async () => {
		const links = ['/sign-in', '/page.html', '/named'].map((path) => `${origin}${path}`);
		const { items: given } = await items(links, {}, 'DOCUMENT');

		expect(reasons(given)).toEqual([
			'The link to the file leads to a web page, not to a file. Open it in a browser to see what it says',
			null,
			null,
		]);
		expect(given.map(({ binary }) => binary?.data?.fileName)).toEqual([
			...[undefined, 'page.html', 'a.htm'],
		]);
		expect(given[0]?.json.media).toMatchObject({ url: links[0] });
	});

	it('survives a connection that breaks, and a message without a link', async () => {
		const { items: given } = await items([`${origin}/cut`, '', 'http://127.0.0.1:9/a']);
		expect(reasons(given)).toEqual([
			expect.stringMatching(/^The file could not be downloaded/),
			'The notification contains no link to the file',
			'The file could not be downloaded (ECONNREFUSED)',
		]);
	});

	it('downloads only what is asked for', async () => {
		const { items: given } = await items([`${origin}/photo.jpg`], { mediaTypes: ['document'] });
		expect(given[0]?.binary).toBeUndefined();
		expect(seen).toEqual([]);
	});

	it('downloads only from the named hosts', async () => {
		const { items: given } = await items(['https://example.com/photo.jpg'], {
			mediaHosts: '*.aliyuncs.com',
		});
		expect(reasons(given)).toEqual([
			"The file is on example.com, which is not listed in 'Download Only From Hosts'",
		]);
		expect(seen).toEqual([]);
	});

	it.each(['', 'aliyuncs.com'])(
		'fetches nothing of its own network by default',
		async (mediaHosts) => {
			const links = [
				`${origin}/photo.jpg`,
				origin.replace('127.0.0.1', 'localhost'),
				origin.replace('127.0.0.1', '2130706433'),
				'https://10.0.0.5/a.jpg',
				'https://100.100.100.200/latest/meta-data/',
				'https://[::ffff:127.0.0.1]/a.jpg',
				'https://redis/a.jpg',
			];
			const { items: given } = await items(links, { mediaHosts });
			expect(reasons(given)).toEqual(
				links.map(
					() =>
						"The link to the file leads to a private network, whose host is not listed in 'Download Only From Hosts'",
				),
			);
			expect(seen).toEqual([]);
		},
	);

	it('does not let the service wait for a slow file', async () => {
		// Its server sends it once the push has been answered.
		const { items: given } = await items([`${origin}/slow.jpg`]);

		expect(Buffer.from(given[0]?.binary?.data?.data ?? '', 'base64').toString()).toBe('late photo');
	});

	it("says what n8n's SSRF protection blocks, and hands the message over", async () => {
		const blocked = await withSsrfProtection(async () => await items([`${origin}/photo.jpg`]));
		expect(reasons(blocked.items)).toEqual([
			"The address of the file is blocked by n8n's SSRF protection. Add its host to N8N_SSRF_ALLOWED_HOSTNAMES, and restart n8n",
		]);
		expect(seen).toEqual([]);
	});

	it('adds nothing to messages without media', async () => {
		const { items: given } = await items(['hello'], {}, 'TEXT');
		expect(given[0]?.json).not.toHaveProperty('mediaError');
	});
});

it.each<[object, Partial<MediaSettings> | null]>([
	[{}, null],
	[{ downloadMedia: false, mediaMaxMegabytes: 3 }, null],
	[{ downloadMedia: true }, { maxBytes: 20 * 1024 * 1024, types: [], hosts: [], forMs: 5 }],
	[{ downloadMedia: true, mediaMaxMegabytes: -1 }, { maxBytes: 20 * 1024 * 1024 }],
	[{ downloadMedia: true, mediaHosts: '.A.com, *.b.com' }, { hosts: ['a.com', 'b.com'] }],
	[{ downloadMedia: true, mediaTypes: ['audio'] }, { types: ['audio', 'voice'] }],
])('reads %j', (options, expected) => {
	const settings = readMediaSettings(options as IDataObject, 5);
	if (expected === null) expect(settings).toBeNull();
	else expect(settings).toMatchObject(expected);
});
