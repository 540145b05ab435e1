import { createRequire } from 'node:module';

import { BinaryDataService } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { STRUCTURES, type Structure } from '../../../fixtures/templateStructures';
import { runWorkflow } from '../../../harness';
import { singleNodeFile } from '../../../harness/workflow';
import { addTemplate, callsOf, run, simulator, useSimulator } from '../workbench';
import { byId, CHANNEL, mapped, MEI, SEND, SENDER } from './parameters';

useSimulator();
beforeEach(() => simulator.control.reply({ user: MEI, text: 'Hello?' }));

const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
const FILE = { data: PNG, mimeType: 'image/png', fileName: 'a.png' };

const UPLOAD = {
	resource: 'media',
	operation: 'upload',
	channel: byId(CHANNEL),
	mediaSource: 'binary',
};
const IMAGE = { ...SEND, text: undefined, messageType: 'image', mediaSource: 'binary' };

/** An item with a file as a Code node may have made it. */
const itemWith = (file: object, json: IDataObject = {}): INodeExecutionData =>
	({ json, binary: { data: file } }) as unknown as INodeExecutionData;

const stored = () => [...simulator.world.storage.objects.values()];

test.each<[string, object, object]>([
	[
		'a file without a type',
		{ data: PNG, fileName: 'a.png' },
		{ fileName: 'a.png', mimeType: 'image/png' },
	],
	[
		'bytes of no stated type',
		{ ...FILE, mimeType: 'application/octet-stream' },
		{ fileName: 'a.png', mimeType: 'image/png' },
	],
	['a number as its name', { ...FILE, fileName: 12345 }, { fileName: '12345.png' }],
	[
		'neither name nor type',
		{ data: PNG },
		{ fileName: 'file.bin', mimeType: 'application/octet-stream' },
	],
])('%s is sent as what it is', async (_what, file, expected) => {
	const finished = await run(UPLOAD, [itemWith(file)]);
	expect(finished.error).toBeUndefined();
	expect(finished.jsonOf('Node')[0]).toMatchObject(expected);
	expect(stored()[0]?.data.toString('base64')).toBe(PNG);
});

test('a field that holds no file says so, with the item', async () => {
	const { error } = await run(IMAGE, [itemWith(FILE), itemWith({ mimeType: 'image/png' })]);
	expect(error).toMatchObject({
		message: expect.stringContaining("The field 'data' of the input item holds no file"),
		description: expect.stringContaining("the node 'Convert to File'"),
		context: { itemIndex: 1 },
	});
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test('an expression can return the file itself', async () => {
	const name = '={{ $input.item.binary.data }}';
	const finished = await run({ ...IMAGE, binaryPropertyName: name }, [itemWith(FILE)]);
	expect(finished.error).toBeUndefined();
	expect(stored()[0]).toMatchObject({ contentType: 'image/png' });
	expect(callsOf('SendChatappMessage')).toHaveLength(1);
});

test('a limit of such a file names the field', async () => {
	const file = { ...FILE, data: Buffer.alloc(5 * 1024 * 1024 + 1).toString('base64') };
	const { error } = await run({ ...IMAGE, binaryPropertyName: '={{ $input.item.binary.data }}' }, [
		itemWith(file),
	]);
	expect(error?.message).toContain("'Input Data Field Name' has a file that is too large: a.png");
});

test.each([
	['JSON', '={{ $json.row }}'],
	// n8n leaves the bytes out of this one where it keeps them in memory.
	['a file without its bytes', '={{ $binary.data }}'],
])('an expression that returns %s is asked for a name', async (_what, binaryPropertyName) => {
	const input = [itemWith(FILE, { row: { data: 'aGk=', price: 3 } })];
	const { error } = await run({ ...IMAGE, binaryPropertyName }, input);
	expect(error).toMatchObject({
		message: "'Input Data Field Name' is an object without a file",
		description: expect.stringContaining('Enter the name of the field that holds the file'),
	});
});

test('the header of a template and a picture can be such a file', async () => {
	const structure = STRUCTURES.find(({ name }) => name.includes('variable')) as Structure;
	const template = { ...addTemplate(structure), variables: mapped({ name: 'Ada' }) };
	const options = { headerMediaField: '={{ $input.item.binary.data }}' };
	const sent = await run({ ...template, options }, [itemWith(FILE)]);
	expect(sent.error).toBeUndefined();
	expect(stored()).toHaveLength(1);

	const profile = await run(
		{
			...{ resource: 'phoneNumber', operation: 'updateProfile', channel: byId(CHANNEL) },
			...{
				phoneNumber: byId(SENDER),
				updateFields: { pictureFieldName: '={{ $input.item.binary.data }}' },
			},
		},
		[itemWith(FILE)],
	);
	expect(profile.error).toBeUndefined();
	expect(stored()).toHaveLength(2);
});

describe("with the workflow's files in the JSON", () => {
	const inJson = async (parameters: object, settings: object = { binaryMode: 'combined' }) =>
		await runWorkflow(
			{ ...singleNodeFile({ type: 'chatApp', parameters }), settings },
			{
				credentials: { alibabaCloudApi: simulator.credential },
				input: [{ json: { _files: { data: FILE } } }],
			},
		);

	test.each(['_files.data', '={{ $json._files.data }}'])('%s finds one', async (name) => {
		const finished = await inJson({ ...IMAGE, binaryPropertyName: name });
		expect(finished.error).toBeUndefined();
		expect(stored()).toHaveLength(1);
	});

	test('the names are told', async () => {
		const { error } = await inJson(IMAGE);
		expect(error?.description).toContain('The input item has files in: _files.data.');
	});

	test('JSON of that name is no file in other workflows', async () => {
		const { error } = await inJson({ ...IMAGE, binaryPropertyName: '_files.data' }, {});
		expect(error?.description).toContain('The input item has no files.');
	});
});

test('a file for many people that n8n keeps outside of memory is read once', async () => {
	const read: string[] = [];
	const { Container } = createRequire(require.resolve('n8n-core'))('@n8n/di') as {
		Container: { get(type: unknown): BinaryDataService };
	};
	Container.get(BinaryDataService).setManager('s3', {
		getAsBuffer: async (id: string) => {
			read.push(id);
			return await Promise.resolve(Buffer.from(`file ${id}`));
		},
		getMetadata: async (id: string) => await Promise.resolve({ fileSize: `file ${id}`.length }),
	} as never);
	const kept = (id: string, fileName = 'a.png') =>
		itemWith({ ...FILE, data: 's3', id: `s3:${id}`, fileName });
	const input = [kept('1'), kept('1'), kept('2'), kept('1'), kept('1', 'b.png')];
	const structure = STRUCTURES.find(({ name }) => name.includes('variable')) as Structure;
	const template = { ...addTemplate(structure), variables: mapped({ name: 'Ada' }) };

	for (const [parameters, options] of [
		[IMAGE, {}],
		[template, { headerMediaField: 'data' }],
	] as const) {
		read.length = 0;
		simulator.world.storage.objects.clear();
		const finished = await run(
			{ ...parameters, options: { ...options, maxConcurrency: 1 } },
			input,
		);
		expect(finished.error).toBeUndefined();
		expect(read).toEqual(['1', '2', '1']);
		expect(stored().map(({ data }) => String(data))).toEqual(['file 1', 'file 2', 'file 1']);
	}
	expect(callsOf('SendChatappMessage')).toHaveLength(10);
});
