import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IExecuteFunctions } from 'n8n-workflow';

import { ExecutionCancelled } from '../../../../../nodes/alibabaCloud/errors/executionCancelled';
import { downloadFile } from '../../../../../nodes/alibabaCloud/files/download';
import { downloadBudget } from '../../../../../nodes/alibabaCloud/files/byteBudget';
import { withSsrfProtection } from '../../../../harness/ssrfProtection';
import { makeCertificate, startTlsFront } from '../../../../harness/tlsFront';
import { byId, CHANNEL } from '../../fields/parameters';
import { run, simulator, useSimulator } from '../../workbench';

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
	'/photo.png': (response) =>
		void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('png'),
	'/page.pdf': (response) =>
		void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
	'/page.html': (response) =>
		void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Hi</html>'),
	'/photo.jpg': (response) => void response.writeHead(302, { location: '/page.html' }).end(),
	// As servers write a path that they never encoded.
	'/moved': (response) =>
		void response.writeHead(302, { location: Buffer.from('/größe.png').toString('latin1') }).end(),
	'/gr%C3%B6%C3%9Fe.png': (response) =>
		void response.writeHead(200, { 'content-type': 'image/png' }).end('png'),
	'/untyped': (response) =>
		void response.end(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
	'/text': (response) => void response.end('x'),
	'/1873300112230002': (response) =>
		void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'),
	'/attached': (response) =>
		void response
			.writeHead(200, {
				'content-type': 'application/xhtml+xml',
				'content-disposition': 'attachment; filename="offer.xhtml"',
			})
			.end('<html>'),
	'/empty.pdf': (response) =>
		void response.writeHead(200, { 'content-type': 'application/pdf' }).end(),
	'/nothing': (response) => void response.writeHead(204).end(),
	'/busy': (response) => void response.writeHead(503).end(),
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
	['/photo.png', {}, 'photo.png', 'image/png'],
	['/named', {}, '你;.pdf', 'application/pdf'],
	['/moved', {}, 'größe.png', 'image/png'],
	['/untyped', {}, 'untyped.png', 'image/png'],
	['/untyped', { fileName: 'logo' }, 'logo.png', 'image/png'],
	['/text', {}, 'text', 'text/plain'],
])('%s with %j is called %s', async (path, options, fileName, mimeType) => {
	const finished = await download(path, options);
	expect(finished.jsonOf('Node')[0]).toMatchObject({ fileName, mimeType });
	expect(finished.itemsOf('Node')[0]?.binary?.data?.fileName).toBe(fileName);
});

test.each([
	['/page.pdf', {}, ': page.pdf'],
	['/photo.jpg', {}, ': photo.jpg'],
	['/1873300112230002', {}, ': 1873300112230002'],
	['/page.pdf', { fileName: 'contract.pdf' }, ': page.pdf'],
])('a page in place of a file is no file: %s with %j', async (path, options, called) => {
	const { error } = await download(path, options);
	expect(error).toMatchObject({
		message: `'URL' leads to a web page, not to a file${called}`,
		description: expect.stringContaining("ends in .html in the option 'File Name'"),
	});
});

test.each([
	['/page.html', {}, 'page.html'],
	['/page.html', { fileName: 'offer' }, 'offer.html'],
	['/1873300112230002', { fileName: 'offer.html' }, 'offer.html'],
	['/attached', {}, 'offer.xhtml'],
])('a page that is called one is a file: %s with %j', async (path, options, fileName) => {
	const finished = await download(path, options);
	expect(finished.jsonOf('Node')[0]).toMatchObject({ fileName });
});

test.each(['/empty.pdf', '/nothing'])('a file without content is no file: %s', async (path) => {
	const { error } = await download(path);
	expect(error).toMatchObject({
		message: "'URL' leads to an empty file",
		description: expect.stringContaining('ask the sender to send it again'),
	});
});

const upload = { operation: 'upload', channel: byId(CHANNEL), mediaSource: 'link' };

test('a link to bytes of no stated type is uploaded as what its name says', async () => {
	const link = `${origin}/photo.png`;
	const finished = await download('', {}, { ...upload, link, mediaType: 'image' });
	expect(finished.jsonOf('Node')[0]).toMatchObject({
		fileName: 'photo.png',
		mimeType: 'image/png',
	});
});

test.each([
	['/page.pdf', 'auto', 'page.pdf'],
	['/page.pdf', 'document', 'page.pdf'],
	['/page.html', 'image', 'page.html'],
	['/photo.jpg', 'auto', 'page.html'],
])('a page in place of a file is not uploaded: %s as %s', async (path, mediaType, fileName) => {
	const { error } = await download('', {}, { ...upload, link: origin + path, mediaType });
	expect(error).toMatchObject({
		message: `'Link' leads to a web page, not to a file: ${fileName}`,
		description: expect.stringContaining('the direct download link'),
	});
	expect(simulator.world.storage.objects.size).toBe(0);
});

test('a page that is called one is a document', async () => {
	const finished = await download('', {}, { ...upload, link: `${origin}/page.html` });
	expect(finished.jsonOf('Node')[0]).toMatchObject({ mimeType: 'text/html' });
});

test.each([{}, { ...upload, link: true }])(
	'a server that has a problem is not taken for an expired link: %j',
	async (others) => {
		const link = `${origin}/busy`;
		const { error } = await download('/busy', {}, 'link' in others ? { ...others, link } : {});
		expect(error?.description).toBe(
			'The server of the file answered with HTTP 503. Run the workflow again later.',
		);
	},
);

test.each([
	['certificate has expired', 'CERT_HAS_EXPIRED'],
	["Hostname/IP does not match certificate's altnames", 'ERR_TLS_CERT_ALTNAME_INVALID'],
])('what is wrong with a certificate is told: %s', async (text, code) => {
	const functions = {
		getNode: () => ({ name: 'Node' }),
		helpers: {
			httpRequest: async () => await Promise.reject(Object.assign(new Error(text), { code })),
		},
	} as unknown as IExecuteFunctions;
	const file = downloadFile({ functions, signal: undefined }, 0, 'https://a.example/a', 9, 'URL');
	await expect(file).rejects.toMatchObject({
		message: 'Could not download the file from a.example',
		description: expect.stringMatching(
			`^The certificate of the host is not trusted\\. .*NODE_EXTRA_CA_CERTS.*"${text}"`,
		),
		context: { code: 'Local.CertificateNotTrusted', retryable: false },
	});
});

test('the words about a certificate that nobody trusts are those of Node.js', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'download-'));
	makeCertificate(folder);
	const front = await startTlsFront(origin, folder);
	try {
		const { error } = await download('', {}, { url: `${front.url}/photo.png` });
		expect(error?.description).toContain('The connection ended with: "self-signed certificate".');
	} finally {
		await front.close();
		rmSync(folder, { recursive: true });
	}
});

test.each([{}, { ...upload, link: true }])(
	"what n8n's SSRF protection blocks is told as such: %j",
	async (others) => {
		const link = `${origin}/photo.png`;
		const { error } = await withSsrfProtection(
			async () => await download('/photo.png', {}, 'link' in others ? { ...others, link } : {}),
		);
		expect(error).toMatchObject({
			message: expect.stringMatching(/^Could not download the file from 127\.0\.0\.1:\d+/),
			description: expect.stringMatching(
				/^n8n's SSRF protection blocks the address\. .*N8N_SSRF_ALLOWED_HOSTNAMES/,
			),
			context: { code: 'Local.BlockedByN8n', retryable: false },
		});
	},
);

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
