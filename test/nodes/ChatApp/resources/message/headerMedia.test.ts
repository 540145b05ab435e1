import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { STRUCTURES, type Structure } from '../../../../fixtures/templateStructures';
import { mapped } from '../../fields/parameters';
import { addTemplate, callsOf, run, simulator, useSimulator, withFile } from '../../workbench';

useSimulator();

const jpeg = (data: string | Buffer) => withFile(data, 'image/jpeg');
const send = async (
	structure: Structure,
	files: INodeExecutionData[],
	values: IDataObject = { name: 'Ada' },
) => {
	const parameters = { ...addTemplate(structure), variables: mapped(values) };
	const options = { headerMediaField: 'data' };
	return await run({ ...parameters, options }, files);
};

test('a file is uploaded once and becomes the URL of the header', async () => {
	const structure = STRUCTURES.find(({ name }) => name.includes('variable')) as Structure;
	const finished = await send(structure, [jpeg('same'), jpeg('same'), jpeg('other')]);
	expect(finished.error).toBeUndefined();
	const urls = finished
		.jsonOf('Node')
		.map(({ rendered }) => ((rendered as IDataObject).header as IDataObject).url);
	expect(urls[0]).toMatch(/^https?:\/\/.+\.jpg$/);
	expect(urls[1]).toBe(urls[0]);
	expect(urls[2]).not.toBe(urls[0]);
	expect(simulator.requests.filter(({ service }) => service === 'oss')).toHaveLength(2);
});

test('a file is refused for a template with fixed media', async () => {
	const structure = STRUCTURES.find(({ name }) => name.includes('fixed')) as Structure;
	const finished = await send(structure, [jpeg('same')]);
	expect(finished.error?.message).toContain('cannot be replaced');
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test('the variable of the header may be part of other texts', async () => {
	const structure = STRUCTURES.find(({ name }) => name.includes('variable')) as Structure;
	const components = [
		{ Type: 'HEADER', Format: 'IMAGE', Url: '$(picture)?size=1' },
		{ Type: 'BODY', Text: 'See $(picture) and more' },
	];
	const finished = await send({ ...structure, components }, [jpeg('same')], {});
	expect(finished.error).toBeUndefined();
	expect(callsOf('SendChatappMessage')).toHaveLength(1);
});

test.each([
	['whatsapp', 'https://cdn.example.com/$(picture)'],
	['viber', 'https://cdn.example.com/$(picture)'],
	['whatsapp', 'https://cdn.example.com/$(picture)?size=1'],
])('a file is refused where the template begins the link: %s, %s', async (channelType, Url) => {
	const structure = STRUCTURES.find(({ name }) => name.includes('variable')) as Structure;
	const components = [
		{ Type: 'HEADER', Format: 'IMAGE', Url },
		{ Type: 'BODY', Text: 'Hi' },
	];
	const isViber = channelType === 'viber';
	const parameters = {
		...addTemplate({ ...structure, components }, isViber ? { type: 'VIBER' } : {}),
		...{ channelType, variables: mapped({}), options: { headerMediaField: 'data' } },
	};
	const finished = await run(parameters, [jpeg('same')]);
	expect(finished.error?.message).toContain("'picture' is only the end of its link");
	expect(callsOf('GetChatappUploadAuthorization')).toEqual([]);
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test.each([
	['a value is missing', jpeg('same'), {}, "no value for 'name'"],
	['the file is no picture', withFile('same', 'text/plain'), { name: 'Ada' }, 'text/plain'],
	[
		'the file is larger than WhatsApp takes',
		jpeg(Buffer.alloc(5 * 1024 * 1024 + 1)),
		{ name: 'Ada' },
		"'data' has a file that is too large: sale.jpg has 5.01 MB, and the limit is 5 MB (WhatsApp image)",
	],
])('a file is not uploaded when %s', async (_what, given, values, message) => {
	const structure = STRUCTURES.find(({ name }) => name.includes('variable')) as Structure;
	const finished = await send(structure, [given], values);
	expect(finished.error?.message).toContain(message);
	expect(callsOf('GetChatappUploadAuthorization')).toEqual([]);
	expect(simulator.requests.filter(({ service }) => service === 'oss')).toEqual([]);
});
