import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { attachMedia, type MediaHelpers } from '../../nodes/notifications/media';
import { downloadFile } from '../../nodes/alibabaCloud/files/download';
import { runNode } from '../harness';
import { startSimulator, type Simulator } from '../simulator';

jest.setTimeout(60_000);

const MEGABYTE = 1024 * 1024;
const CHUNK = Buffer.alloc(256 * 1024);

let simulator: Simulator;
let server: Server;
let origin = '';
/** Bytes that left before the reader went away. */
let written = 0;

/** Sends chunks as long as anybody reads. */
function pour(response: ServerResponse, most: number): void {
	written = 0;
	const write = (): void => {
		if (response.destroyed || written >= most) return void response.end();
		written += CHUNK.length;
		response.write(CHUNK, () => setImmediate(write));
	};
	write();
}

beforeAll(async () => {
	simulator = await startSimulator({ page: false });
	server = createServer((request, response) => {
		const announced = request.url === '/announced.png' ? { 'content-length': 64 * MEGABYTE } : {};
		response.writeHead(200, { 'content-type': 'image/png', ...announced });
		pour(response, 64 * MEGABYTE);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await simulator.close();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

test.each(['/chunks.png', '/announced.png'])(
	'Media > Download stops a file that is too large, without reading all of it: %s',
	async (path) => {
		const parameters = {
			resource: 'media',
			operation: 'download',
			url: `${origin}${path}`,
			options: { maxSize: 1 },
		};
		const credentials = { alibabaCloudApi: simulator.credential };
		const finished = await runNode({ type: 'chatApp', parameters }, { credentials });
		expect(finished.error?.message).toMatch(/too large/);
		expect(written).toBeLessThan(32 * MEGABYTE);
	},
);

test('a file that is announced as too large is not read at all', async () => {
	let read = 0;
	const body = {
		async *[Symbol.asyncIterator]() {
			read++;
			yield await Promise.resolve(Buffer.from('x'));
		},
		destroy: () => undefined,
	};
	const functions = {
		getNode: () => ({ name: 'Node' }),
		getCredentials: async () => await Promise.resolve({}),
		helpers: {
			httpRequest: async () =>
				await Promise.resolve({
					statusCode: 200,
					headers: { 'content-length': String(2 * MEGABYTE) },
					body,
				}),
		},
	} as unknown as IExecuteFunctions;
	const context = { functions, signal: undefined };
	await expect(downloadFile(context, 0, 'https://example.com/a', MEGABYTE, 'URL')).rejects.toThrow(
		/too large/,
	);
	expect(read).toBe(0);
});

test('no redirection of a server in a private network leads to the machine of n8n', async () => {
	const asked: unknown[] = [];
	const functions = {
		getNode: () => ({ name: 'Node' }),
		getCredentials: async () => await Promise.resolve({}),
		helpers: {
			httpRequest: async ({ url }: IHttpRequestOptions) => {
				asked.push(new URL(url).host);
				const body = Object.assign([Buffer.from('file')], { destroy: () => undefined });
				const headers = { location: 'http://127.0.0.1:5678/rest/settings' };
				return await Promise.resolve({ statusCode: 302, headers, body });
			},
		},
	} as unknown as IExecuteFunctions;
	const context = { functions, signal: undefined };
	await expect(downloadFile(context, 0, 'https://10.0.0.5/a', MEGABYTE, 'URL')).rejects.toThrow();
	expect(asked).not.toContain('127.0.0.1:5678');
});

test('the files of one push together are bounded, however small each is', async () => {
	const size = 30 * MEGABYTE;
	const file = Buffer.alloc(size);
	const helpers: MediaHelpers = {
		httpRequest: async () =>
			await Promise.resolve({
				statusCode: 200,
				headers: { 'content-length': String(size) },
				body: Object.assign([file], { destroy: () => undefined }),
			}),
		prepareBinaryData: async () => await Promise.resolve({ data: '', mimeType: 'image/png' }),
	};
	const items = Array.from({ length: 12 }, () => ({
		json: { event: 'inbound', type: 'image', media: { url: 'https://example.com/a.png' } },
	}));
	const [given = []] = await attachMedia(
		[items],
		{ maxBytes: 2 * size, types: [], hosts: [], forMs: 60_000 },
		helpers,
	);
	const taken = given.filter(({ binary }) => binary !== undefined);
	expect(taken.length).toBeGreaterThan(0);
	expect(taken.length).toBeLessThanOrEqual(4);
	for (const { binary, json } of given) {
		if (binary === undefined) expect(json.mediaError).toEqual(expect.any(String));
	}
});
