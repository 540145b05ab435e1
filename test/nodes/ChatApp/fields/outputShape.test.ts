import type { IDataObject } from 'n8n-workflow';

import { ChatApp } from '../../../../nodes/ChatApp/ChatApp.node';
import { runNode } from '../../../harness';
import { results, simulator, useSimulator } from '../workbench';
import { byId, CHANNEL, ORDER_UPDATE } from './parameters';

useSimulator();

const TOOL = 'n8n-nodes-alibabacloud-chatapp.chatAppTool';
const CHANNELS = { resource: 'channel', operation: 'getAll' };
const TEMPLATE = {
	...{ resource: 'template', operation: 'get', channelType: 'whatsapp' },
	...{ channel: byId(CHANNEL), template: byId(ORDER_UPDATE), language: byId('en') },
};
const NUMBERS = { resource: 'phoneNumber', operation: 'sync', channel: byId(CHANNEL) };

/** The node as n8n makes a tool of it: its name ends with `Tool`. */
function tool(): ChatApp {
	const node = new ChatApp();
	node.description = { ...node.description, name: 'chatAppTool' };
	return node;
}

async function asTool(parameters: object): Promise<IDataObject[]> {
	const run = await runNode(
		{ type: TOOL, parameters },
		{
			credentials: { alibabaCloudApi: simulator.credential },
			nodeTypes: { [TOOL]: tool() },
		},
	);
	if (run.error) throw run.error;
	return run.jsonOf('Node');
}

const selecting = (outputFields: string) => ({ output: 'selected', outputFields });
const namesOf = ([row = {}]: readonly IDataObject[]): string[] => Object.keys(row);
const withoutIds = (rows: readonly IDataObject[]): IDataObject[] =>
	rows.map(({ requestId: _requestId, ...row }) => row);

test('a tool returns what the node returns, until somebody chooses', async () => {
	expect(withoutIds(await asTool(CHANNELS))).toEqual(withoutIds(await results(CHANNELS)));
	const raw = await results({ ...CHANNELS, simplify: false });
	expect(namesOf(raw).length).toBeGreaterThan(namesOf(await results(CHANNELS)).length);
	expect(withoutIds(await asTool({ ...CHANNELS, output: 'raw' }))).toEqual(withoutIds(raw));
	// As stored by those who turned Simplify off.
	expect(withoutIds(await asTool({ ...CHANNELS, simplify: false }))).toEqual(withoutIds(raw));
});

test('the chosen fields come in the order in which they were entered', async () => {
	const rows = await asTool({ ...CHANNELS, ...selecting('state, channelId;channelType') });
	expect(rows.length).toBeGreaterThan(1);
	for (const row of rows) expect(Object.keys(row)).toEqual(['state', 'channelId', 'channelType']);
	expect(rows[0]).toMatchObject({ channelId: CHANNEL });
});

test('fields of the simplified and of the raw response can be chosen together', async () => {
	const [template] = await asTool({ ...TEMPLATE, ...selecting('text, variables, components') });
	expect(template).toEqual({
		text: expect.stringContaining('$(order)'),
		variables: ['order', 'name', 'date', 'track'],
		components: expect.anything(),
	});
	const [number] = await asTool({ ...NUMBERS, ...selecting('phoneNumber,nextStep') });
	expect(namesOf([number ?? {}])).toEqual(['phoneNumber', 'nextStep']);
});

test.each([
	["={{ '' }}", /^'Fields' is empty$/],
	[' , ', /^'Fields' is empty$/],
	['channelId, color, size', /does not have: color, size$/],
	['toString', /does not have: toString$/],
])('the fields "%s" are refused with those that there are', async (fields, message) => {
	await expect(asTool({ ...CHANNELS, ...selecting(fields) })).rejects.toMatchObject({
		message: expect.stringMatching(message),
		description: expect.stringMatching(/^Enter some of channelId, instanceName, .*custSpaceId/),
	});
});

test('an empty list is no reason to refuse a field, as nothing tells what there is', async () => {
	const none = { ...CHANNELS, filters: { instanceName: 'Nobody' }, ...selecting('color') };
	expect(await asTool(none)).toEqual([]);
});

test('outside of tools the choice is neither shown nor read', async () => {
	const chosen = { ...CHANNELS, ...selecting('state') };
	expect(withoutIds(await results(chosen))).toEqual(withoutIds(await results(CHANNELS)));
});
