import type { IDataObject } from 'n8n-workflow';

import { deliveryOfRow } from '../../../../../nodes/ChatApp/waiting/messageRow';
import { answerOf, runUntilWaiting } from '../../../../harness/resume';
import { byId, MEI, ORDER_UPDATE, SEND, SEND_TEMPLATE } from '../../fields/parameters';
import { callsOf, run, simulator, useSimulator } from '../../workbench';
import {
	AGENT_INPUT,
	askFile,
	asInlineTool,
	failedStatus,
	hand,
	inbound,
	type Asked,
} from './sendAndWait/asking';

useSimulator({ delivery: { sentMs: 0, deliveredMs: 0, readMs: null } });
beforeEach(() => void simulator.control.reply({ user: MEI, text: 'Hello?' }));

const LONG = { values: { amount: 2, unit: 'hours' } };
const SHORT = { values: { amount: 2, unit: 'seconds' } };

/** Sends and waits for a receipt. */
async function waiting(
	options: object,
	node: object = {},
	parameters: object = SEND,
): Promise<Asked> {
	const file = askFile({ ...parameters, message: undefined, options }, node);
	const credentials = { alibabaCloudApi: simulator.credential as never };
	const started = await runUntilWaiting(file, { credentials });
	const taskId = callsOf('SendChatappMessage').at(-1)?.TaskId ?? '';
	return { run: started, choices: [], question: taskId.split('/')[0] ?? '' };
}

const status = (value: string): IDataObject => failedStatus({ status: value, error: null });

test('a receipt continues the execution, an earlier one does not', async () => {
	const asked = await waiting({ continueWhen: 'delivered', waitAtMost: LONG, taskId: 'order-7' });
	expect(callsOf('SendChatappMessage').at(-1)?.TaskId).toMatch(/^n8n1\..*\/order-7$/);
	const left = (asked.run.run.waitTill as Date).getTime() - Date.now();
	expect(Math.round(left / 60_000)).toBe(120);
	for (const item of [status('sent'), inbound({ text: 'ok' }), status('subscribed')]) {
		expect(answerOf(await hand(asked, asked.question, item)).chatApp).toBe('refused');
	}
	const response = await hand(asked, asked.question, status('read'));
	const next = await asked.run.resume(response.workflowData ?? []);
	expect(next.jsonOf('After')).toEqual([
		{
			messageId: expect.any(String) as string,
			...{ to: MEI, from: '6531589000', channelId: 'cams-8d2kq7h1pz', channelType: 'whatsapp' },
			requestId: expect.any(String) as string,
			outcome: 'read',
			delivery: { status: 'read', at: '2026-11-27T10:00:00.000Z', error: null },
		},
	]);
});

test('receipts that come at the same moment continue it once', async () => {
	const asked = await waiting({ continueWhen: 'delivered', waitAtMost: LONG });
	const all = await Promise.all(
		['delivered', 'read', 'read'].map(
			async (value) => await hand(asked, asked.question, status(value)),
		),
	);
	expect(all.map((one) => answerOf(one).chatApp)).toEqual(['resumed', 'refused', 'refused']);
	expect(all.filter(({ workflowData }) => workflowData)).toHaveLength(1);
	expect(all.slice(1).map((one) => answerOf(one).ended)).toEqual([true, true]);
});

/** What stands for the signature in a reference, as n8n compares it. */
const signatureOf = (reference: string): string =>
	Buffer.from(reference.split('.')[3] ?? '', 'base64url').toString('hex');

test('the reference has what n8n asks for: here the token of the execution', async () => {
	const asked = await waiting({ continueWhen: 'delivered', waitAtMost: LONG });
	const { resumeToken } = asked.run.stored() as { resumeToken?: string };
	expect(resumeToken).toMatch(/^[0-9a-f]{64}$/);
	expect(signatureOf(asked.question)).toBe(resumeToken);
});

test('a failure continues it with the code explained, by the error output if there is one', async () => {
	const options = { continueWhen: 'read', waitAtMost: LONG };
	for (const [node, output] of [
		[{}, 'After'],
		[{ onError: 'continueErrorOutput' }, 'Failed'],
	] as const) {
		const asked = await waiting(options, node, { ...SEND_TEMPLATE, template: byId(ORDER_UPDATE) });
		const response = await hand(asked, asked.question, failedStatus());
		const next = await asked.run.resume(response.workflowData ?? []);
		const [json] = next.jsonOf(output);
		const result = output === 'Failed' ? json?.error : json;
		expect(result).toMatchObject({
			outcome: 'failed',
			delivery: { status: 'failed', error: { code: '131026', advice: 'Try SMS.' } },
			rendered: { text: expect.any(String) as string },
		});
	}
});

test('without a receipt the message goes on as timed out', async () => {
	const asked = await waiting({ continueWhen: 'read', waitAtMost: LONG });
	expect(asked.run.jsonOf('Ask')).toMatchObject([{ outcome: 'waiting', delivery: null }]);
	const next = await asked.run.timeOut();
	expect(next.jsonOf('After')).toMatchObject([
		{ messageId: expect.any(String), outcome: 'timeout', delivery: null },
	]);
});

test('an agent that runs the node itself cannot wait long, but for a minute', async () => {
	const options = { continueWhen: 'delivered', waitAtMost: LONG };
	const refused = await asInlineTool({ ...SEND, message: undefined, options });
	expect(refused.result?.error).toMatchObject({
		message: 'The node cannot wait while an agent runs it itself',
		description: expect.stringContaining("'Continue When'") as string,
	});
	expect(callsOf('SendChatappMessage')).toEqual([]);
	const short = { ...options, waitAtMost: SHORT };
	const sent = await asInlineTool({ ...SEND, message: undefined, options: short });
	expect(sent.result).toMatchObject({ outcome: 'delivered' });
	for (const { waitTill, agentInput } of [refused, sent]) {
		expect({ waitTill, agentInput }).toEqual({ waitTill: undefined, agentInput: AGENT_INPUT });
	}
});

test('the retry of an execution that was stopped while it waited sends nothing', async () => {
	const options = { continueWhen: 'delivered', waitAtMost: LONG };
	const { run: started } = await waiting(options);
	const [item] = started.entry.data.main?.[0] ?? [];
	const stopped = structuredClone(item) as never as { json: object; chatAppWaiting: IDataObject };
	stopped.chatAppWaiting.execution = '999';
	const again = async (more: object) =>
		await runUntilWaiting(
			askFile({ ...SEND, message: undefined, options: { ...options, ...more } }),
			{
				credentials: { alibabaCloudApi: simulator.credential as never },
				input: [stopped as never],
			},
		);
	await expect(again({})).rejects.toMatchObject({
		message: 'The message was sent by another execution, so it was not sent again',
	});
	expect(callsOf('SendChatappMessage')).toHaveLength(1);
	await again({ resendUnknown: true });
	expect(callsOf('SendChatappMessage')).toHaveLength(2);
});

describe('a short wait reads the message list', () => {
	test('until the message is there', async () => {
		const options = { continueWhen: 'delivered', waitAtMost: SHORT, taskId: 'mine' };
		const finished = await run({ ...SEND, options });
		expect(finished.jsonOf('Node')).toMatchObject([
			{ outcome: 'delivered', delivery: { status: 'delivered', at: null, error: null } },
		]);
		expect(callsOf('SendChatappMessage')).toMatchObject([{ TaskId: 'mine' }]);
	});

	test('until the time is over, and says what it saw last', async () => {
		const finished = await run({ ...SEND, options: { continueWhen: 'read', waitAtMost: SHORT } });
		expect(finished.jsonOf('Node')).toMatchObject([
			{ outcome: 'timeout', delivery: { status: 'delivered' } },
		]);
		expect(callsOf('SendChatappMessage')).toHaveLength(1);
	});

	test('and a list that cannot be read fails nothing that was sent', async () => {
		const fault = { service: 'cams', action: 'ListChatappMessage', kind: 'status' } as const;
		simulator.control.fault({ ...fault, times: null });
		const finished = await run({ ...SEND, options: { continueWhen: 'read', waitAtMost: SHORT } });
		simulator.control.clearFaults();
		expect(finished.jsonOf('Node')).toMatchObject([{ outcome: 'timeout', delivery: null }]);
		expect(callsOf('SendChatappMessage')).toHaveLength(1);
	});

	test('and is not sent again by a retry that sees the time run out', async () => {
		const node = { onError: 'continueErrorOutput', retryOnFail: true, waitBetweenTries: 0 };
		const options = { continueWhen: 'read', waitAtMost: SHORT };
		const file = askFile({ ...SEND, message: undefined, options }, node);
		const { runWorkflow } = await import('../../../../harness');
		const credentials = { alibabaCloudApi: simulator.credential as never };
		const finished = await runWorkflow(file, { credentials });
		expect(finished.jsonOf('After')).toMatchObject([{ outcome: 'timeout' }]);
		expect(callsOf('SendChatappMessage')).toHaveLength(1);
	});
});

test.each<[object, RegExp]>([
	[{ continueWhen: 'soon' }, /'Continue When' is not known: soon/],
	[
		{ continueWhen: 'read', waitAtMost: { values: { amount: 0, unit: 'hours' } } },
		/'Wait at Most' is not at least/,
	],
	[
		{ continueWhen: 'read', waitAtMost: { values: { amount: 999999999, unit: 'days' } } },
		/'Wait at Most' is more than ten years: 999999999 days/,
	],
	[{ continueWhen: 'read', waitAtMost: LONG, taskId: 'x'.repeat(200) }, /'Task ID' is too long/],
])('%j is refused before anything is sent', async (options, says) => {
	const { error } = await run({ ...SEND, options });
	expect(error?.message).toMatch(says);
	expect(callsOf('SendChatappMessage')).toEqual([]);
});

test('several items cannot be waited for, and need not wait', async () => {
	const { error } = await run({ ...SEND, options: { continueWhen: 'read' } }, [{}, {}]);
	expect(error?.message).toBe('The node can wait for one item only, but has 2');
	const finished = await run({ ...SEND, options: { continueWhen: 'accepted' } }, [{}, {}]);
	expect(finished.jsonOf('Node')).toHaveLength(2);
	expect(finished.jsonOf('Node')[0]).not.toHaveProperty('outcome');
});

test.each([
	[{ MessageStatus: 'success', ClientReadStatus: 'unread', ClientAcceptStatusName: '' }, 'sent'],
	[{ MessageStatus: 'SUCCESS', ClientAcceptStatusName: 'Delivered' }, 'delivered'],
	[{ MessageStatusName: 'Delivered' }, 'delivered'],
	[{ MessageStatus: 'success', ClientReadStatusName: 'Read' }, 'read'],
	[{ MessageStatus: 'fail', FailReason: '131026 Undeliverable' }, 'failed'],
	[{ MessageStatusName: 'Undelivered' }, 'failed'],
	[{ MessageStatus: 'success', ClientAcceptStatusName: 'Not delivered' }, 'sent'],
	[{ MessageStatusName: 'Not yet delivered' }, null],
	[{ MessageStatusName: 'Delivered', ClientReadStatusName: 'Not yet read' }, 'delivered'],
	[{ MessageStatus: 'not_sent' }, null],
	[{ MessageStatus: 'unsuccessful' }, null],
	[{ MessageStatus: 'sending' }, null],
	[{ MessageStatus: 7, ClientReadStatus: {} }, null],
	[{}, null],
])('a row that says %j means %s', (row, expected) => {
	expect(deliveryOfRow(row as IDataObject)?.status ?? null).toBe(expected);
});

test('a row of a failure explains its code', () => {
	const error = deliveryOfRow({ MessageStatus: 'fail', FailReason: '(131026) No' })?.error;
	expect(error).toMatchObject({ code: '131026', action: 'otherChannel' });
});
