import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IExecuteFunctions } from 'n8n-workflow';

import { ExecutionCancelled } from '../../../../../nodes/alibabaCloud/errors/executionCancelled';
import { downloadFile } from '../../../../../nodes/alibabaCloud/files/download';
import { downloadBudget } from '../../../../../nodes/alibabaCloud/files/byteBudget';
import { byId, CHANNEL } from '../../fields/parameters';
import { run, useSimulator } from '../../workbench';

useSimulator();

let server: Server;
let origin = '';
const open = new Set<ServerResponse>();

const ANSWERS: Record<string, (response: ServerResponse) => void> = {
	'/drip': (response) => {
		response.writeHead(200, { 'content-type': 'image/png' });
		const timer = setInterval(() => response.write('x'), 50);
		response.on('close', () => clearInterval(timer));
	},
	'/cut': (response) => {
		response.writeHead(200, { 'content-length': 100 }).write('half');
		setTimeout(() => response.destroy(), 20);
	},
	'/unannounced': (response) => {
		response.writeHead(200, { 'content-type': 'image/png' });
		for (let part = 0; part < 8; part++) response.write(Buffer.alloc(1_000_000));
		response.end();
	},
	'/voice': (response) =>
		void response.writeHead(200, { 'content-type': 'audio/ogg; codecs=opus' }).end('voice'),
	'/odd': (response) => void response.writeHead(200, { 'content-type': 'constructor' }).end('x'),
	'/named': (response) =>
		void response
			.writeHead(200, { 'content-disposition': "attachment; filename*=UTF-8''%E4%BD%A0%3B.pdf" })
			.end('pdf'),
};

beforeAll(async () => {
	server = createServer((request, response) => {
		open.add(response);
		response.on('close', () => open.delete(response));
		const answer = ANSWERS[request.url ?? ''];
		if (answer) answer(response);
		else response.writeHead(404).end();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});
afterEach(async () => {
	// Nothing stays reserved, and no connection open.
	const all = await downloadBudget.reserve(downloadBudget.size, downloadBudget.size);
	all?.release();
	// A connection that stays open makes this wait until the test runs out of time.
	while (open.size > 0) await new Promise((resolve) => setTimeout(resolve, 10));
});

const download = async (path: string, options: object = {}, others: object = {}) =>
	await run({ resource: 'media', operation: 'download', url: origin + path, options, ...others });

test.each([
	['on the Settings tab', {}, { timeout: 1 }],
	['in the options of an older workflow', { timeout: 1 }, {}],
	['of the link of an upload', {}, { timeout: 1, operation: 'upload' }],
])('Timeout %s is a total: a file that drips ends', async (_where, options, others) => {
	const link = { channel: byId(CHANNEL), mediaSource: 'link', link: `${origin}/drip` };
	const { error } = await download('/drip', options, { ...link, ...others });
	expect(error?.message).toMatch(/^The file did not arrive from 127\.0\.0\.1:\d+ within 1 seconds/);
	expect(error?.description).toContain("Raise 'Timeout' on the Settings tab of the node");
	expect(error?.context).toMatchObject({ code: 'Local.Timeout', retryable: true });
});

test('a connection lost in the middle of a file says so, with advice', async () => {
	const { error } = await download('/cut');
	expect(error?.message).toMatch(
		/^The connection to 127\.0\.0\.1:\d+ was lost during the download/,
	);
	expect(error?.description).toContain("turn on 'Retry On Fail'");
	expect(error?.context).toMatchObject({ code: 'Local.ConnectionLost', retryable: true });
});

test('a file without an announced size stops at the limit', async () => {
	const { error } = await download('/unannounced', { maxSize: 1 });
	expect(error?.message).toContain('too large');
	expect(error?.description).toBe("Raise the option 'Max Size', or use a smaller file.");
});

test.each([
	['/voice', {}, 'voice.ogg', 'audio/ogg'],
	['/voice', { fileName: 'hello' }, 'hello.ogg', 'audio/ogg'],
	['/odd', {}, 'odd', 'constructor'],
	['/named', {}, '你;.pdf', 'application/pdf'],
])('%s with %j is called %s', async (path, options, fileName, mimeType) => {
	const finished = await download(path, options);
	expect(finished.jsonOf('Node')[0]).toMatchObject({ fileName, mimeType });
});

test.each([
	['https://10.0.0.5/a', "'URL' leads to a private network"],
	['https://0/a', "'URL' leads to a private network"],
	['https://example.com/a', "'URL' leads to example.com, which is not one of the hosts"],
])('%s is held to the hosts that are named', async (url, message) => {
	const { error } = await download('', { mediaHosts: 'aliyuncs.com' }, { url });
	expect(error?.message).toContain(message);
	expect(error?.description).toContain("'Download Only From Hosts'");
});

test('a stop by the user is no failure', async () => {
	const stop = new AbortController();
	const functions = {
		getNode: () => ({ name: 'Node' }),
		getCredentials: async () => await Promise.resolve({}),
		helpers: {
			httpRequest: async () => {
				const body = {
					destroy: () => undefined,
					async *[Symbol.asyncIterator]() {
						yield Buffer.from('x');
						stop.abort();
						await Promise.reject(new Error('aborted'));
					},
				};
				return await Promise.resolve({ statusCode: 200, headers: {}, body });
			},
		},
	} as unknown as IExecuteFunctions;
	const file = downloadFile({ functions, signal: stop.signal }, 0, 'https://a.example/a', 9, 'URL');
	await expect(file).rejects.toBeInstanceOf(ExecutionCancelled);
});
