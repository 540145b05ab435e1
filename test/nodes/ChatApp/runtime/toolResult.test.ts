import type { IDataObject, IExecuteFunctions, INode } from 'n8n-workflow';

import { isTool, toToolResult } from '../../../../nodes/ChatApp/runtime/toolResult';
import { ChatApp } from '../../../../nodes/ChatApp/ChatApp.node';
import { runNode } from '../../../harness';
import { SEND_TEMPLATE } from '../fields/parameters';
import { results, simulator, useSimulator } from '../workbench';

useSimulator();

const TOOL = 'n8n-nodes-alibabacloud-chatapp.chatAppTool';

/** Runs the node under the type that n8n gives to tools. */
async function asTool(parameters: object): Promise<IDataObject> {
	const run = await runNode(
		{ type: TOOL, parameters },
		{
			credentials: { alibabaCloudApi: simulator.credential },
			nodeTypes: { [TOOL]: new ChatApp() },
		},
	);
	if (run.error) throw run.error;
	return run.jsonOf('Node')[0] ?? {};
}

const size = (result: IDataObject): number => JSON.stringify(result).length;

test('a template that was sent as a tool takes half of the characters', async () => {
	const [whole = {}] = await results(SEND_TEMPLATE);
	const result = await asTool(SEND_TEMPLATE);
	expect(result).toEqual({
		...{ messageId: expect.any(String), to: whole.to, from: whole.from },
		...{ channelId: whole.channelId, channelType: 'whatsapp', requestId: expect.any(String) },
		rendered: { text: (whole.rendered as IDataObject).text },
	});
	expect(size(result)).toBeLessThanOrEqual(size(whole) / 2);
	expect(size(result)).toBeLessThanOrEqual(450);
});

test('so does a bulk send', async () => {
	const bulk = await asTool({ ...SEND_TEMPLATE, operation: 'sendBulk' });
	expect(bulk).toMatchObject({ groupMessageId: expect.any(String), state: 'accepted' });
	expect(bulk).not.toHaveProperty('adjustedVariables');
});

test('what was asked for is told whole', async () => {
	const preview = { ...SEND_TEMPLATE, resource: 'template', operation: 'preview' };
	expect(await asTool(preview)).toEqual((await results(preview))[0]);
});

test('an adjusted variable is told, and why nothing was sent', () => {
	const adjusted = {
		messageId: 'm',
		adjustedVariables: ['name'],
		rendered: { text: 'Hi', body: 'Hi' },
	};
	expect(toToolResult(adjusted)).toEqual({ ...adjusted, rendered: { text: 'Hi' } });
	const skipped = { skipped: true, reason: 'No value', messageId: null, to: '65' };
	expect(toToolResult(skipped)).toEqual({ skipped: true, reason: 'No value', to: '65' });
	const error = { error: { message: 'Refused', code: null } };
	expect(toToolResult(error)).toEqual(error);
});

test.each([
	['n8n-nodes-alibabacloud-chatapp.chatAppTool', undefined, true],
	['n8n-nodes-alibabacloud-chatapp.chatApp', true, true],
	['n8n-nodes-alibabacloud-chatapp.chatApp', false, false],
	['n8n-nodes-alibabacloud-chatapp.chatApp', undefined, false],
])('a node of type %s is a tool where n8n says %p: %p', (type, told, expected) => {
	const functions = {
		getNode: () => ({ type }) as INode,
		...(told === undefined ? {} : { isToolExecution: () => told }),
	} as Pick<IExecuteFunctions, 'getNode'>;
	expect(isTool(functions)).toBe(expected);
});
