import type { IDataObject } from 'n8n-workflow';

import { readTaskId, toResumePath } from '../../../../../../nodes/notifications/items/reference';
import { askedHere } from '../../../../../../nodes/notifications/waiting/askedHere';
import { MEI } from '../../../fields/parameters';
import { callsOf, run, simulator, useSimulator } from '../../../workbench';
import { AGENT_INPUT, answered, ask, ASK, asInlineTool, DOUBLE, inbound, sends } from './asking';

useSimulator();
beforeEach(() => void simulator.control.reply({ user: MEI, text: 'Hello?' }));

describe('the question', () => {
	test('has a reference of n8n behind each button and in the task ID', async () => {
		const {
			run: waiting,
			choices,
			question,
		} = await ask({
			...DOUBLE,
			options: { taskId: 'order-7' },
		});
		const [call] = callsOf('SendChatappMessage');
		expect(JSON.parse(call?.Content ?? '')).toMatchObject({
			type: 'button',
			body: { text: 'Ship order 7?' },
			action: { buttons: [{ reply: { title: 'Approve' } }, { reply: { title: 'Decline' } }] },
		});
		expect(readTaskId(call?.TaskId ?? '')).toEqual({ reference: question, own: 'order-7' });
		for (const reference of [...choices, question]) {
			expect(reference.length).toBeLessThanOrEqual(100);
			const url = new URL(`http://n8n${toResumePath(reference)}`);
			expect(url.searchParams.get('signature')).toMatch(/^[0-9a-f]{64}$/);
		}
		expect(new Set([...choices, question]).size).toBe(3);
		expect(waiting.entry.metadata).toBeUndefined();
	});

	test('waits without a limit unless there is one', async () => {
		const { run: waiting } = await ask();
		expect(waiting.run.waitTill).toEqual(new Date('3000-01-01T00:00:00.000Z'));
		expect(waiting.jsonOf('Ask')).toMatchObject([{ outcome: 'waiting', approved: false }]);
		const values = { limitType: 'afterTimeInterval', resumeAmount: 10, resumeUnit: 'minutes' };
		const limited = await ask({ options: { limitWaitTime: { values } } });
		const left = (limited.run.run.waitTill as Date).getTime() - Date.now();
		expect(Math.round(left / 60_000)).toBe(10);
	});

	test('is known to the triggers of this process', async () => {
		const before = askedHere.size;
		await ask();
		expect(askedHere.size).toBe(before + 1);
	});

	test('is asked in a list when there are many choices, from data as well', async () => {
		const { run: waiting, choices } = await ask(
			{ responseType: 'choice', choicesMode: 'data', choicesData: '={{ $json.days }}' },
			{ input: [{ days: ['Mon', { label: 'Tue', value: 2 }, 'Wed', 'Thu'] }] },
		);
		expect(choices).toHaveLength(4);
		const next = await answered(
			{ run: waiting, choices, question: '' },
			choices[1] ?? '',
			inbound(),
		);
		expect(next.jsonOf('After')).toMatchObject([
			{ choice: { index: 1, label: 'Tue', value: 2 }, text: 'Tue', approved: null },
		]);
	});

	test.each<[string, object, RegExp]>([
		[
			'a long label',
			{ approvalOptions: { values: { approveLabel: 'x'.repeat(21) } } },
			/'Approve Button Label' is too long/,
		],
		['no choices', { responseType: 'choice' }, /'Choices' has no entries/],
		[
			'the same choice twice in incoming data',
			{ responseType: 'choice', choicesMode: 'data', choicesData: ['Mon', 'mon'] },
			/'Label 2 in Choices \(Array\)' is used twice/,
		],
		[
			'too many choices in incoming data',
			{
				responseType: 'choice',
				choicesMode: 'data',
				choicesData: Array.from({ length: 11 }, (_, index) => `Day ${index}`),
			},
			/'Choices \(Array\)' has too many entries: 11/,
		],
		['a long text', { message: 'x'.repeat(1025) }, /'Message' is too long/],
		[
			'a long task ID',
			{ options: { taskId: 'x'.repeat(200) } },
			/'Task ID' is too long: 200 .* maximum 1\d\d/,
		],
		['nobody who may answer', { options: { approvers: '' } }, /'Approvers' is empty/],
		[
			'somebody who may not answer',
			{ options: { approvers: '+65 9123 0002' } },
			/'To' is not one of the 'Approvers'/,
		],
		['a strange key', { options: { earlierQuestions: 'abc' } }, /'Also Answers' is not the key/],
		[
			'a question with other choices',
			{ options: { earlierQuestions: 'a'.repeat(12) } },
			/'Also Answers' have other/,
		],
		[
			'a wait that is too short',
			{ options: { limitWaitTime: { values: { resumeAmount: 0.1, resumeUnit: 'minutes' } } } },
			/'Limit Wait Time' is not at least/,
		],
		[
			'a long closing message',
			{ options: { closingMessage: 'x'.repeat(4097) } },
			/'Closing Message' is too long: 4097 characters, maximum 4096/,
		],
		[
			'a long reply to others',
			{ options: { replyToOthers: 'x'.repeat(4097) } },
			/'Reply to Others' is too long: 4097 characters, maximum 4096/,
		],
		[
			'a wait beyond all dates',
			{ options: { limitWaitTime: { values: { resumeAmount: 999999999, resumeUnit: 'days' } } } },
			/'Limit Wait Time' is more than ten years: 999999999 days/,
		],
		[
			'a wait until a distant time',
			{
				options: {
					limitWaitTime: {
						values: { limitType: 'atSpecifiedTime', maxDateAndTime: '9999-12-31T00:00:00Z' },
					},
				},
			},
			/The time in 'Limit Wait Time' is more than ten years away/,
		],
	])('%s is refused before anything is sent', async (_name, parameters, says) => {
		const { error } = await run({ ...ASK, ...parameters });
		expect(error?.message).toMatch(says);
		expect(sends()).toEqual([]);
	});

	test('is asked for one item at a time', async () => {
		const { error } = await run(ASK, [{}, {}]);
		expect(error?.message).toBe('The node can wait for one item only, but has 2');
		expect(error?.description).toContain("'Loop Over Items'");
		expect(sends()).toEqual([]);
	});

	test('is not sent to somebody on the list of those to leave out', async () => {
		const { jsonOf } = await run({ ...ASK, options: { skipRecipients: [`+${MEI}`] } });
		expect(jsonOf('Node')).toMatchObject([
			{ outcome: 'optedOut', state: 'skipped', approved: false, question: { messageId: null } },
		]);
		expect(sends()).toEqual([]);
	});

	test('is not asked by an agent that runs the node itself, whose own input it would take', async () => {
		const { result, waitTill, agentInput } = await asInlineTool(DOUBLE);
		expect(result?.error).toMatchObject({
			message: 'The node cannot wait while an agent runs it itself',
			description: expect.stringContaining('human review step') as string,
		});
		expect({ waitTill, agentInput }).toEqual({ waitTill: undefined, agentInput: AGENT_INPUT });
		expect(sends()).toEqual([]);
	});

	test('is cut in human review, where nobody can shorten it', async () => {
		const type = 'n8n-nodes-alibabacloud-chatapp.chatAppHitlTool';
		const { ChatApp } = await import('../../../../../../nodes/ChatApp/ChatApp.node');
		const { run: waiting } = await ask(
			{ message: 'x'.repeat(2000) },
			{ node: { type }, nodeTypes: { [type]: new ChatApp() } },
		);
		expect(String((waiting.jsonOf('Ask')[0]?.question as IDataObject).text)).toMatch(
			/x\n\[Shortened: [\d,]+ more characters\]$/,
		);
	});
});
