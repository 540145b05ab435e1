import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';

import { runNode, type WorkflowRun } from '../../../../harness';
import { temporaryLink } from '../../../../simulator/oss';
import { byId, CHANNEL, MEI, SEND } from '../../fields/parameters';
import { callsOf, run, simulator, useSimulator } from '../../workbench';

let now = Date.now();

useSimulator({ clock: () => now });
beforeEach(() => {
	now = Date.now();
	simulator.control.reply({ user: MEI, text: 'Hello?' });
});

interface TestFile {
	readonly data: Buffer;
	readonly mimeType: string;
	readonly fileName: string;
}

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
	'base64',
);
const picture: TestFile = { data: PNG, mimeType: 'image/png', fileName: 'Löwe & Bär.PNG' };
const bytes = (size: number): Buffer => Buffer.alloc(size, 1);

const UPLOAD = {
	resource: 'media',
	operation: 'upload',
	channel: byId(CHANNEL),
	mediaSource: 'binary',
};
const SEND_FILE = { ...SEND, text: undefined, messageType: 'image', mediaSource: 'binary' };
const DOWNLOAD = { resource: 'media', operation: 'download' };

/** Runs the node on items that have a file in the field 'data'. */
async function withFiles(parameters: object, ...files: TestFile[]): Promise<WorkflowRun> {
	const input = files.map(
		(file): INodeExecutionData => ({
			json: {},
			binary: { data: { ...file, data: file.data.toString('base64') } },
		}),
	);
	const credentials = { alibabaCloudApi: simulator.credential };
	return await runNode({ type: 'chatApp', parameters }, { credentials, input });
}

async function items(parameters: object, ...files: TestFile[]): Promise<IDataObject[]> {
	const finished = await withFiles(parameters, ...files);
	if (finished.error) throw finished.error;
	return finished.jsonOf('Node');
}

const storedKeys = (): string[] => [...simulator.world.storage.objects.keys()];
const uploads = () => simulator.requests.filter(({ action }) => action === 'PutObject');

describe('media.upload', () => {
	test('stores the file and returns a link that anybody can open', async () => {
		const [result] = await items(UPLOAD, picture);
		expect(result).toEqual({
			url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[\x21-\x7e]+-Lo-we-Ba-r\.png$/),
			fileName: 'Löwe & Bär.PNG',
			mimeType: 'image/png',
			size: PNG.length,
			lifetime: 'unknown',
		});
		const answer = await fetch(String(result?.url));
		expect(answer.headers.get('content-type')).toBe('image/png');
		expect(Buffer.from(await answer.arrayBuffer())).toEqual(PNG);
		expect(storedKeys()[0]).toMatch(new RegExp(`^1234567890123456/${CHANNEL}/`));
	});

	test('asks for the right to upload once a run and stores the same file once', async () => {
		const other = { ...picture, data: Buffer.concat([PNG, PNG]) };
		const urls = (await items(UPLOAD, picture, picture, other, picture)).map(({ url }) => url);
		expect(new Set(urls).size).toBe(2);
		expect(urls[0]).toBe(urls[3]);
		expect(callsOf('GetChatappUploadAuthorization')).toEqual([{ CustSpaceId: CHANNEL }]);
		expect(uploads()).toHaveLength(2);
	});

	test('says nothing about readers where the storage refuses to be told', async () => {
		simulator.control.behave({ uploadAcl: 'refused' });
		const other = { ...picture, data: Buffer.concat([PNG, PNG]) };
		const results = await items({ ...UPLOAD, options: { maxConcurrency: 1 } }, picture, other);
		expect(uploads().map(({ status }) => status)).toEqual([403, 200, 200]);
		expect((await fetch(String(results[0]?.url))).status).toBe(200);
	});

	test('renews keys that the storage no longer knows', async () => {
		simulator.control.fault({
			service: 'oss',
			action: 'PutObject',
			kind: 'status',
			status: 403,
			code: 'SecurityTokenExpired',
		});
		expect(await items(UPLOAD, picture)).toHaveLength(1);
		expect(callsOf('GetChatappUploadAuthorization')).toHaveLength(2);
	});

	test.each(['reset', 'status'] as const)(
		'repeats an upload that failed in passing: %s',
		async (kind) => {
			simulator.control.fault({ service: 'oss', action: 'PutObject', kind });
			expect(await items(UPLOAD, picture)).toHaveLength(1);
			expect(uploads()).toHaveLength(2);
		},
	);

	test('explains a refusal with the code of the storage', async () => {
		simulator.control.fault({
			...{ service: 'oss', action: 'PutObject', kind: 'status', status: 403 },
			code: 'AccessDenied',
			times: null,
		});
		const { error } = await withFiles(UPLOAD, picture);
		expect(error?.message).toContain('The media storage of the channel refused the file');
		expect((error as unknown as NodeApiError).context.data).toEqual({
			code: 'AccessDenied',
			httpStatus: 403,
			requestId: expect.stringMatching(/^\w+$/),
		});
		expect(uploads()).toHaveLength(2);
	});

	test('takes 20 MB and any kind of file', async () => {
		const form = {
			data: bytes(20 * 1024 * 1024),
			mimeType: 'application/x-www-form-urlencoded',
			fileName: 'answers',
		};
		const [result] = await items(UPLOAD, form);
		const stored = simulator.world.storage.objects.get(storedKeys()[0] ?? '');
		expect(stored?.data.equals(form.data)).toBe(true);
		expect(result).toMatchObject({ size: form.data.length });
	});

	test('copies a file of the web', async () => {
		const [first] = await items(UPLOAD, picture);
		const finished = await run({ ...UPLOAD, mediaSource: 'link', link: first?.url });
		expect(finished.jsonOf('Node')[0]).toMatchObject({ mimeType: 'image/png', size: PNG.length });
		expect(storedKeys()).toHaveLength(2);
	});

	test('does not ask twice for a right that it does not get', async () => {
		const { error } = await withFiles({ ...UPLOAD, channel: byId('cams-none') }, picture, picture);
		expect((error as unknown as NodeApiError).context.data).toMatchObject({
			action: 'GetChatappUploadAuthorization',
		});
		expect(callsOf('GetChatappUploadAuthorization')).toHaveLength(1);
	});
});

describe('files of messages', () => {
	test('a file of the item is uploaded and its link sent', async () => {
		const [sent] = await items({ ...SEND_FILE, caption: 'Your parcel' }, picture);
		expect(callsOf('SendChatappMessage')[0]?.Content).toBe(
			JSON.stringify({ link: sent?.mediaUrl, caption: 'Your parcel' }),
		);
		expect((await fetch(String(sent?.mediaUrl))).status).toBe(200);
	});

	test('a document keeps its name', async () => {
		const file = { data: bytes(9), mimeType: 'application/pdf', fileName: 'Rechnung Mai.pdf' };
		await items({ ...SEND_FILE, messageType: 'document' }, file);
		const content = JSON.parse(callsOf('SendChatappMessage')[0]?.Content ?? '');
		expect(content).toMatchObject({ fileName: 'Rechnung Mai.pdf' });
	});

	test.each([
		['application/pdf', 'file.pdf'],
		['application/x-nobody-knows', 'file.bin'],
	])('a document without a name gets the ending of its type: %s', async (mimeType, fileName) => {
		const data = bytes(9).toString('base64');
		const item = { json: {}, binary: { data: { data, mimeType } } };
		await run({ ...SEND_FILE, messageType: 'document' }, [item]);
		const content = JSON.parse(callsOf('SendChatappMessage')[0]?.Content ?? '{}');
		expect(content).toMatchObject({ fileName });
	});

	test('a header of an interactive message can be a file', async () => {
		const [sent] = await items(
			{
				...SEND_FILE,
				messageType: 'interactive',
				interactiveType: 'button',
				headerType: 'image',
				bodyText: 'Right?',
				buttons: { button: [{ title: 'Yes' }] },
			},
			picture,
		);
		expect(JSON.parse(callsOf('SendChatappMessage')[0]?.Content ?? '')).toMatchObject({
			header: { type: 'image', image: { link: sent?.mediaUrl } },
		});
	});

	test.each([
		[
			'image',
			bytes(5 * 1024 * 1024 + 1),
			'image/jpeg',
			'has 5.01 MB, and the limit is 5 MB (WhatsApp image)',
		],
		['image', bytes(10), 'image/gif', 'a.bin is image/gif'],
		['audio', bytes(10), 'audio/flac', 'a.bin is audio/flac'],
		[
			'sticker',
			bytes(100 * 1024 + 1),
			'image/webp',
			'the limit is 100 KB (sticker without animation)',
		],
		['video', bytes(0), 'video/mp4', "'data' is an empty file"],
	])(
		'%s of %o as %s is refused before it is uploaded',
		async (messageType, data, mimeType, why) => {
			const file = { data, mimeType, fileName: 'a.bin' };
			const { error } = await withFiles({ ...SEND_FILE, messageType }, file);
			expect(error?.message).toContain(why);
			expect(simulator.requests).toHaveLength(0);
		},
	);

	test('nothing is uploaded for a message that cannot be sent', async () => {
		const { error } = await withFiles({ ...SEND_FILE, caption: 'x'.repeat(1025) }, picture);
		expect(error?.message).toContain("'Caption' is too long");
		expect(simulator.requests).toHaveLength(0);
	});

	test('a field without a file is named, with the fields that have one', async () => {
		const { error } = await withFiles({ ...SEND_FILE, binaryPropertyName: 'photo' }, picture);
		expect(error).toMatchObject({
			message: expect.stringContaining(
				"The input item has no file in 'Input Data Field Name': photo",
			),
			description: 'The input item has files in: data. Enter one of these names.',
		});
		const none = await run(SEND_FILE);
		expect(none.error?.description).toContain('The input item has no files.');
	});
});

describe('media.download', () => {
	async function store(): Promise<{ url: string; key: string }> {
		const [result] = await items(UPLOAD, picture);
		simulator.requests.length = 0;
		return { url: String(result?.url), key: storedKeys()[0] ?? '' };
	}

	test('returns the file with its name and type', async () => {
		const { url } = await store();
		const finished = await run({
			...DOWNLOAD,
			url,
			outputPropertyName: 'photo',
			options: { fileName: 'photo.png' },
		});
		const [item] = finished.itemsOf('Node');
		expect(item?.json).toEqual({
			...{ fileName: 'photo.png', mimeType: 'image/png', size: PNG.length, url, renewed: false },
		});
		expect(item?.binary?.photo).toMatchObject({ fileName: 'photo.png', mimeType: 'image/png' });
		expect(item?.pairedItem).toEqual({ item: 0 });
	});

	test('renews a link that has ended', async () => {
		const { key } = await store();
		const ended = temporaryLink(simulator.world.storage, key, now - 1000);
		const finished = await run({ ...DOWNLOAD, url: ended });
		expect(finished.jsonOf('Node')[0]).toMatchObject({ size: PNG.length, renewed: true });
		expect(callsOf('GeneratePresignedUrl')).toEqual([{ FilePath: key }]);

		const strict = await run({
			...DOWNLOAD,
			url: ended,
			options: { renewLink: false },
		});
		expect(strict.error?.message).toContain("Could not download the file from 'URL'");
		expect(strict.error?.description).toContain('seven days');
	});

	test('stops at the largest size', async () => {
		const file = { ...picture, data: bytes(1024 * 1024 + 1) };
		const [{ url } = { url: '' }] = await items(UPLOAD, file);
		const options = { maxSize: 1 };
		const finished = await run({ ...DOWNLOAD, url, options });
		expect(finished.error?.message).toContain('too large: at least 1048577 bytes, at most 1048576');
	});

	test.each(['http://example.com/a.png', 'file:///etc/passwd', 'ftp://example.com/a', 'a.png'])(
		'%s is not fetched',
		async (url) => {
			const finished = await run({ ...DOWNLOAD, url });
			expect(finished.error?.message).toContain("'URL' is not a URL to download from");
		},
	);

	test('a host that does not answer is named', async () => {
		const finished = await run({ ...DOWNLOAD, url: 'http://127.0.0.1:9/a.png' });
		expect(finished.error?.message).toContain('Could not download the file from 127.0.0.1:9');
	});
});
