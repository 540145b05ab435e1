import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import type { WorkflowRun } from '../../../../../harness';
import { resumeLoaded, startLoaded } from '../../../../../harness/runWorkflow';
import { loadWorkflow } from '../../../../../harness/workflow';
import { MEI, SENDER } from '../../../fields/parameters';
import { run, simulator, useSimulator } from '../../../workbench';
import { answered, ask, ASK, askFile, DOUBLE, inbound, sends } from './asking';

useSimulator();
beforeEach(() => void simulator.control.reply({ user: MEI, text: 'Hello?' }));

async function runTwice(): Promise<{ nodeTypes: Record<string, INodeType> }> {
	const { ChatApp } = await import('../../../../../../nodes/ChatApp/ChatApp.node');
	const twice = new ChatApp();
	const { execute } = twice;
	twice.execute = async function (this: IExecuteFunctions) {
		await execute.call(this);
		return await execute.call(this);
	};
	return { nodeTypes: { 'n8n-nodes-alibabacloud-chatapp.chatApp': twice } };
}

describe('tries', () => {
	test('an open question has no field by which n8n 1.x would run the node again', async () => {
		const { run: waiting } = await ask(DOUBLE);
		expect(waiting.jsonOf('Ask')[0]).not.toHaveProperty('error');
		const next = await waiting.timeOut();
		expect(next.jsonOf('After')).toMatchObject([{ outcome: 'noAnswer', error: null }]);
		const left = await run({ ...ASK, options: { skipRecipients: [`+${MEI}`] } });
		expect(left.jsonOf('Node')[0]).not.toHaveProperty('error');
	});

	test('a question that waits is not asked again when n8n runs the node again', async () => {
		const asked = await ask(
			{ ...DOUBLE, to: '={{ $json.phone }}' },
			{
				...(await runTwice()),
				input: [{ phone: `+${MEI}` }],
			},
		);
		expect(sends()).toHaveLength(1);
		expect(asked.run.jsonOf('Ask')).toMatchObject([{ outcome: 'waiting' }]);
		const next = await answered(asked, asked.choices[0] ?? '', inbound());
		expect(next.jsonOf('After')).toMatchObject([{ outcome: 'answered', approved: true }]);
	});

	test('a question with a lost response is not asked again, and says so', async () => {
		simulator.control.fault({ service: 'cams', action: 'SendChatappMessage', kind: 'truncate' });
		const node = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const failed = ask(DOUBLE, { node });
		await expect(failed).rejects.toMatchObject({
			message: 'It is not known whether this message was sent, so it was not sent again',
		});
		expect(sends()).toHaveLength(1);
	});

	test('a question that was refused is asked again with the same references', async () => {
		simulator.control.window({ user: MEI, to: SENDER, openForMs: 0 });
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
		await expect(ask(DOUBLE, { node })).rejects.toMatchObject({ name: 'NodeApiError' });
		const [first, second] = sends();
		expect(first?.TaskId).toMatch(/^n8n1\./);
		expect(second?.TaskId).toBe(first?.TaskId);
	});

	/** The item that an execution waited with, which was stopped then. */
	async function stoppedItem(): Promise<INodeExecutionData> {
		const { run: waiting } = await ask(DOUBLE);
		const [item] = waiting.entry.data.main?.[0] ?? [];
		const stopped = structuredClone(item) as never as { json: object; chatAppWaiting: IDataObject };
		stopped.chatAppWaiting.execution = '999';
		return stopped as never;
	}

	test.each([`+${MEI}`, '={{ $json.phone }}'])(
		'the retry of an execution that was stopped while it waited asks nothing: %s',
		async (to) => {
			await expect(ask({ ...DOUBLE, to }, { input: [await stoppedItem()] })).rejects.toMatchObject({
				message: 'The question was sent by another execution, so it was not sent again',
				description: expect.stringContaining("'Resend If Outcome Is Unknown'") as string,
			});
			expect(sends()).toHaveLength(1);
		},
	);

	test('and asks again where that is wanted', async () => {
		const options = { resendUnknown: true };
		const asked = await ask({ ...DOUBLE, options }, { input: [await stoppedItem()] });
		expect(sends()).toHaveLength(2);
		const next = await answered(asked, asked.choices[0] ?? '', inbound());
		expect(next.jsonOf('After')).toMatchObject([{ outcome: 'answered', approved: true }]);
	});

	/** Runs the node, and then what it failed with as the execution that "Retry" starts. */
	async function retried(parameters: object, nodeTypes = {}): Promise<WorkflowRun> {
		const credentials = { alibabaCloudApi: simulator.credential as never };
		const loaded = await loadWorkflow(askFile(parameters), { credentials, nodeTypes });
		loaded.additionalData.executionId = '100';
		const failed = await startLoaded(loaded, {});
		expect(failed.status).toBe('error');
		const data = structuredClone(failed.run.data);
		delete data.resultData.error;
		data.resultData.runData = {};
		const again = await loadWorkflow(askFile(parameters), { credentials });
		again.additionalData.executionId = '101';
		return await resumeLoaded(again, data);
	}

	test('the retry of a question that was refused asks as itself, and can ask again', async () => {
		const fault = { service: 'cams', action: 'SendChatappMessage', kind: 'status' } as const;
		simulator.control.fault({ ...fault, status: 400, code: 'InvalidParameter', times: 1 });
		const waiting = await retried(DOUBLE);
		expect(waiting.status).toBe('waiting');
		const taskId = sends().at(-1)?.TaskId as string;
		expect(taskId.split('.')[1]).toBe('101');
		const [entry] = waiting.run.data.executionData?.nodeExecutionStack ?? [];
		const [item] = entry?.data.main?.[0] ?? [];
		const loaded = await loadWorkflow(askFile(DOUBLE), {
			credentials: { alibabaCloudApi: simulator.credential as never },
		});
		loaded.additionalData.executionId = '101';
		const reminder = await startLoaded(loaded, { input: [structuredClone(item) as never] });
		expect(reminder.status).toBe('waiting');
	});

	test('the retry of a question that was accepted and not waited for fails', async () => {
		const { ChatApp } = await import('../../../../../../nodes/ChatApp/ChatApp.node');
		const stopping = new ChatApp();
		const { execute } = stopping;
		stopping.execute = async function (this: IExecuteFunctions) {
			this.putExecutionToWait = async () => await Promise.reject(new Error('stopped'));
			return await execute.call(this);
		};
		const { error } = await retried(DOUBLE, {
			'n8n-nodes-alibabacloud-chatapp.chatApp': stopping,
		});
		expect(error?.message).toBe(
			'The question was sent by another execution, so it was not sent again',
		);
		expect(sends()).toHaveLength(1);
	});
});
