import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { INodeExecutionData, NodeApiError } from 'n8n-workflow';

import { runWorkflow } from '../../../../harness';
import { makeCertificate, startTlsFront } from '../../../../harness/tlsFront';
import { singleNodeFile } from '../../../../harness/workflow';
import type { Fault } from '../../../../simulator/faults';
import { byId, CHANNEL, MEI, SEND } from '../../fields/parameters';
import { callsOf, run, simulator, useSimulator } from '../../workbench';

useSimulator();

const UPLOAD = {
	resource: 'media',
	operation: 'upload',
	channel: byId(CHANNEL),
	mediaSource: 'binary',
};

const file = (mimeType: string, text = 'hello'): INodeExecutionData => ({
	json: {},
	binary: { data: { data: Buffer.from(text).toString('base64'), mimeType, fileName: 'a.bin' } },
});

const answers = (fault: Pick<Fault, 'kind'> & Partial<Fault>) =>
	simulator.control.fault({ service: 'oss', action: 'PutObject', ...fault });

const uploads = (): number[] =>
	simulator.requests.filter(({ action }) => action === 'PutObject').map(({ status }) => status);

test.each([
	['image/jpg', 'image/jpeg'],
	['IMAGE/PNG', 'image/png'],
	['audio/x-m4a', 'audio/mp4'],
	['audio/ogg; codecs=opus', 'audio/ogg; codecs=opus'],
	['audio/opus; codecs="opus"', 'audio/ogg; codecs="opus"'],
	['audio/ogg;  codecs="a b"', 'audio/ogg'],
	['multipart/form-data; boundary=x', 'application/octet-stream'],
	['Überweisung', 'application/octet-stream'],
])('a file of type %s is served to the channel as %s', async (mimeType, served) => {
	const { error } = await run(UPLOAD, [file(mimeType)]);
	expect(error).toBeUndefined();
	const [stored] = simulator.world.storage.objects.values();
	expect(stored?.contentType).toBe(served);
});

test('a page in place of the storage stores nothing, so no message with its link is sent', async () => {
	simulator.control.reply({ user: MEI, text: 'Hello?' });
	answers({ kind: 'html', status: 200, times: null });
	const parameters = { ...SEND, text: undefined, messageType: 'image', mediaSource: 'binary' };
	const { error } = await run(parameters, [file('image/png')]);
	expect(error).toMatchObject({
		message: 'Something else answered in place of the media storage (a.bin)',
		description: expect.stringContaining('aliyuncs.com'),
		context: { code: 'Local.NotJson', retryable: false, outcome: 'refused' },
	});
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test.each([403, 407, 413])('so does a page of status %s', async (status) => {
	answers({ kind: 'html', status, times: null });
	const { error } = await run(UPLOAD, [file('image/png')]);
	expect(error?.message).toMatch(/^Something else answered in place of the media storage/);
	expect((error as NodeApiError).httpCode).toBe(String(status));
});

test('an answer with a request ID is one of the storage, with a code or without', async () => {
	answers({ kind: 'status', status: 400, code: '', times: null });
	const { error } = await run(UPLOAD, [file('image/png')]);
	expect(error?.message).toBe('The media storage of the channel rejected the file (a.bin)');
	expect(error?.context.requestId).toMatch(/^\w+$/);
});

test('a file that was too slow is sent again', async () => {
	answers({ kind: 'status', status: 400, code: 'RequestTimeout' });
	const { error } = await run(UPLOAD, [file('image/png')]);
	expect(error).toBeUndefined();
	expect(uploads()).toEqual([400, 200]);

	answers({ kind: 'status', status: 400, code: 'RequestTimeout', times: null });
	const slow = await run(UPLOAD, [file('image/png')]);
	expect(slow.error).toMatchObject({
		message: 'The file did not reach the media storage in time (a.bin)',
		context: { retryable: true },
	});
});

test('a wrong clock is no reason to leave out who may read the files', async () => {
	answers({ kind: 'status', status: 403, code: 'RequestTimeTooSkewed' });
	const parameters = { ...UPLOAD, options: { maxConcurrency: 1 } };
	const { nodes, connections } = singleNodeFile({ type: 'chatApp', parameters });
	const goesOn = nodes.map((node) => ({ ...node, onError: 'continueRegularOutput' }));
	const finished = await runWorkflow(
		{ nodes: goesOn, connections },
		{
			credentials: { alibabaCloudApi: simulator.credential },
			input: [file('image/png'), file('image/png', 'other')],
		},
	);
	expect(uploads()).toEqual([403, 200]);
	const [, { url } = { url: '' }] = finished.jsonOf('Node');
	expect((await fetch(String(url))).status).toBe(200);
});

test('a certificate that nobody trusts is told as such', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'storage-'));
	makeCertificate(folder);
	const { storage } = simulator.world;
	const { endpoint } = storage;
	const front = await startTlsFront(endpoint, folder);
	try {
		storage.endpoint = front.url;
		const { error } = await run(UPLOAD, [file('image/png')]);
		expect(error).toMatchObject({
			message: 'The certificate of the media storage is not trusted (a.bin)',
			description: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
			context: { code: 'Local.CertificateNotTrusted', retryable: false, outcome: 'refused' },
		});
	} finally {
		storage.endpoint = endpoint;
		await front.close();
		rmSync(folder, { recursive: true });
	}
});
