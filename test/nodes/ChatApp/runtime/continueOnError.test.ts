import type { IDataObject } from 'n8n-workflow';

import { runWorkflow } from '../../../harness';
import { byId, mapped, SEND, SEND_TEMPLATE, WELCOME } from '../fields/parameters';
import { callsOf, simulator, useSimulator } from '../workbench';

/*
 * n8n hands all input items on, by the output of what worked, when a node that continues on errors
 * throws: the workflow would take messages for sent that were not.
 */

useSimulator();

const TEXT = { ...SEND, to: '={{ $json.phone }}' };
const WELCOME_ONE = { ...SEND_TEMPLATE, to: '={{ $json.phone }}', template: byId(WELCOME) };
const EACH: Array<[string, object, string]> = [
	['Send', TEXT, 'SendChatappMessage'],
	['Send Template', { ...WELCOME_ONE, variables: mapped({}) }, 'SendChatappMessage'],
	[
		'Send Bulk',
		{ ...WELCOME_ONE, variables: mapped({}), operation: 'sendBulk' },
		'SendChatappMassMessage',
	],
];

const PEOPLE: IDataObject[] = [0, 1, 2].map((n) => ({ phone: `+659123000${n}`, n }));
beforeEach(() => {
	for (const { phone } of PEOPLE)
		simulator.control.reply({ user: String(phone).slice(1), text: 'Hi' });
});

const noOp = (name: string): object => ({
	...{ id: name, name, type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [0, 0] },
	parameters: {},
});
const to = (...outputs: string[]) => ({
	main: outputs.map((node) => [{ node, type: 'main', index: 0 }]),
});

/** What the nodes after the two outputs get; 'Orders' did not run. */
async function outputsOf(
	parameters: object,
	onError: string,
): Promise<{ sent: IDataObject[]; failed: IDataObject[] }> {
	const node = {
		...{ id: 'node', name: 'Node', type: 'n8n-nodes-alibabacloud-chatapp.chatApp' },
		...{ typeVersion: 1, position: [0, 0], parameters, onError },
	};
	const file = {
		nodes: [noOp('Start'), node, ...['Sent', 'Failed', 'Orders'].map(noOp)],
		connections: { Start: to('Node'), Node: to('Sent', 'Failed') },
	};
	const credentials = { alibabaCloudApi: simulator.credential };
	const run = await runWorkflow(file, { credentials, input: PEOPLE, startAt: 'Start' });
	expect(run.error).toBeUndefined();
	const sent = run.jsonOf('Sent');
	const errors = sent.filter(({ error }) => error);
	return onError === 'continueErrorOutput'
		? { sent, failed: run.jsonOf('Failed') }
		: { sent: sent.filter(({ error }) => !error), failed: errors };
}

const OUTPUTS = ['continueRegularOutput', 'continueErrorOutput'];

describe.each(EACH)('%s', (_name, parameters, action) => {
	test.each(OUTPUTS)('an option that fails for every item fails each, %s', async (onError) => {
		const options = { taskId: "={{ $('Orders').item.json.orderId }}" };
		const { sent, failed } = await outputsOf({ ...parameters, options }, onError);
		expect(sent).toEqual([]);
		expect(failed).toHaveLength(3);
		for (const one of failed) expect(one).toMatchObject({ error: { message: expect.any(String) } });
		expect(callsOf(action)).toEqual([]);
	});

	test.each(OUTPUTS)('one that fails for the first item fails that alone, %s', async (onError) => {
		const taskId = "={{ $json.n === 0 ? $('Orders').item.json.orderId : 'a' }}";
		const { sent, failed } = await outputsOf({ ...parameters, options: { taskId } }, onError);
		expect(sent.map((one) => one.to)).toEqual(['6591230001', '6591230002']);
		expect(failed).toHaveLength(1);
	});
});

test.each(OUTPUTS)('an operation that does not exist fails every item, %s', async (onError) => {
	const { sent, failed } = await outputsOf({ ...TEXT, operation: 'sendNew' }, onError);
	expect(sent).toEqual([]);
	expect(failed.map(({ error }) => JSON.stringify(error))).toEqual(
		Array(3).fill(expect.stringContaining("The operation 'sendNew' of 'message' does not exist")),
	);
});

test('a setting in the options counts although another option fails', async () => {
	const taskId = "={{ $json.n === 0 ? $('Orders').item.json.orderId : 'a' }}";
	simulator.control.fault({
		...{ service: 'cams', action: 'SendChatappMessage', kind: 'delay', delayMs: 50, times: null },
	});
	const started = Date.now();
	const options = { taskId, maxConcurrency: 1 };
	await outputsOf({ ...TEXT, options }, 'continueRegularOutput');
	expect(Date.now() - started).toBeGreaterThanOrEqual(100);
});
