import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { readTaskId, toResumePath } from '../../../../../nodes/notifications/items/reference';
import { askedHere } from '../../../../../nodes/notifications/waiting/askedHere';
import type { Structure } from '../../../../fixtures/templateStructures';
import { answerOf } from '../../../../harness/resume';
import type { WorkflowRun } from '../../../../harness';
import { resumeLoaded, startLoaded } from '../../../../harness/runWorkflow';
import { loadWorkflow } from '../../../../harness/workflow';
import { byId, mapped, MEI, ORDER_UPDATE, SENDER, VIBER_CHANNEL } from '../../fields/parameters';
import {
	ADDED,
	addTemplate,
	callsOf,
	results,
	run,
	simulator,
	useSimulator,
} from '../../workbench';
import {
	AGENT_INPUT,
	answered,
	ask,
	ASK,
	askFile,
	asInlineTool,
	DAYS,
	DOUBLE,
	failedStatus,
	hand,
	inbound,
} from './asking';

useSimulator();
beforeEach(() => void simulator.control.reply({ user: MEI, text: 'Hello?' }));

const STRANGER = { address: '+6591230009', key: '6591230009', phone: '6591230009' };
const sends = (): IDataObject[] => callsOf('SendChatappMessage') as unknown as IDataObject[];
const templateOf = (...labels: string[]): IDataObject => {
	addTemplate({
		...{ category: 'UTILITY', example: {}, values: {} },
		components: [
			{ Type: 'BODY', Text: 'May we ship?' },
			...(labels.length > 0
				? [{ Type: 'BUTTONS', Buttons: labels.map((Text) => ({ Type: 'QUICK_REPLY', Text })) }]
				: []),
		],
	} as unknown as Structure);
	return { template: byId(ADDED), language: byId('en') };
};

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
		const { ChatApp } = await import('../../../../../nodes/ChatApp/ChatApp.node');
		const { run: waiting } = await ask(
			{ message: 'x'.repeat(2000) },
			{ node: { type }, nodeTypes: { [type]: new ChatApp() } },
		);
		expect(String((waiting.jsonOf('Ask')[0]?.question as IDataObject).text)).toMatch(
			/x\n\[Shortened: [\d,]+ more characters\]$/,
		);
	});
});

describe('the answer', () => {
	test('continues the execution with who said what', async () => {
		const asked = await ask(DOUBLE);
		const next = await answered(asked, asked.choices[1] ?? '', inbound({ text: 'Decline' }));
		expect(next.status).toBe('success');
		expect(next.itemsOf('After')).toEqual([
			{
				json: {
					...{ outcome: 'answered', approved: false, text: 'Decline', chatInput: null },
					choice: { index: 1, label: 'Decline', value: 'disapprove' },
					...{ type: 'reply', media: null, location: null, messageId: 'in-1', error: null },
					from: expect.objectContaining({ phone: MEI, name: 'Mei' }) as object,
					answeredAt: '2026-11-27T10:00:00.000Z',
					respondedAt: expect.stringMatching(/^\d{4}-.*Z$/) as string,
					attempts: [],
					question: {
						...{
							text: 'Ship order 7?',
							kind: 'approval',
							to: MEI,
							from: SENDER,
							sentAs: 'message',
						},
						keys: [expect.stringMatching(/^[0-9a-f]{12}$/) as string],
						messageId: expect.any(String) as string,
						requestId: expect.any(String) as string,
						askedAt: expect.any(String) as string,
						...{ channelType: 'whatsapp', channelId: 'cams-8d2kq7h1pz' },
						choices: [
							{ label: 'Approve', value: 'approve' },
							{ label: 'Decline', value: 'disapprove' },
						],
					},
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('in words about an approval is given to an agent', async () => {
		const asked = await ask(DOUBLE);
		const item = inbound({ type: 'text', text: 'Not so much, offer 20' });
		const next = await answered(asked, asked.question, item);
		expect(next.jsonOf('After')).toMatchObject([
			{ outcome: 'answered', approved: false, chatInput: 'Not so much, offer 20', choice: null },
		]);
	});

	test('that is a label counts as that choice, other text only where it is wanted', async () => {
		const asked = await ask(DAYS);
		const other = await hand(asked, asked.question, inbound({ type: 'text', text: 'Sunday' }));
		expect(answerOf(other)).toEqual({ chatApp: 'refused', reason: 'not one of the choices' });
		const next = await answered(asked, asked.question, inbound({ type: 'text', text: ' wed' }));
		expect(next.jsonOf('After')).toMatchObject([{ choice: { index: 2, value: 'Wed-9' } }]);
	});

	test('counts once, whatever comes at the same moment', async () => {
		const asked = await ask(DOUBLE);
		const [yes = '', no = ''] = asked.choices;
		const all = await Promise.all(
			[yes, no, yes, no].map(async (one) => await hand(asked, one, inbound())),
		);
		expect(all.map((one) => answerOf(one).chatApp)).toEqual([
			...['resumed', 'refused', 'refused', 'refused'],
		]);
		expect(all.filter(({ workflowData }) => workflowData)).toHaveLength(1);
		// The triggers mark those as late.
		expect(all.slice(1).map((one) => answerOf(one).ended)).toEqual([true, true, true]);
	});

	test.each<[string, (question: string) => string, object, string, boolean]>([
		[
			'of an earlier question',
			(one) => one.replace(/-[0-9a-f]{12}$/, `-${'0'.repeat(12)}`),
			{},
			'POST',
			true,
		],
		['of somebody else', (one) => one, { from: STRANGER }, 'POST', false],
		['by GET', (one) => one, {}, 'GET', false],
		['of no item', (one) => one, { event: 'audit' }, 'POST', false],
		['of the business itself', (one) => one, { isEcho: true }, 'POST', false],
	])('%s is refused, and the execution waits', async (_name, change, item, method, ended) => {
		const asked = await ask(DOUBLE);
		const response = await hand(asked, change(asked.choices[0] ?? ''), inbound(item), method);
		expect(answerOf(response)).toMatchObject({ chatApp: 'refused' });
		expect(answerOf(response).ended ?? false).toBe(ended);
		expect(response.workflowData).toBeUndefined();
	});

	test('of others is told in the result, and they are told once', async () => {
		const asked = await ask({ ...DOUBLE, options: { replyToOthers: 'Only Mei can answer.' } });
		simulator.control.reply({ user: STRANGER.phone, text: 'Hi' });
		for (const text of ['me', 'me too']) {
			await hand(asked, asked.question, inbound({ type: 'text', text, from: STRANGER }));
		}
		expect(sends().slice(1)).toMatchObject([
			{ To: STRANGER.phone, Content: '{"text":"Only Mei can answer."}' },
		]);
		const next = await answered(asked, asked.choices[0] ?? '', inbound());
		expect(next.jsonOf('After')).toMatchObject([
			{ attempts: [{ text: 'me', from: { phone: STRANGER.phone } }, { text: 'me too' }] },
		]);
	});

	test('in a group counts from its approvers', async () => {
		simulator.control.window({ user: 'group-1', to: SENDER, openForMs: 60_000 });
		const asked = await ask({
			...{ ...DOUBLE, to: 'group-1' },
			options: { recipientType: 'group', approvers: `+65 9123 0001` },
		});
		expect(callsOf('SendChatappMessage').at(-1)).toMatchObject({
			...{
				RecipientType: 'group',
				Content: '{"text":"Ship order 7?\\n\\n1. Approve\\n2. Decline"}',
			},
		});
		const said = { type: 'text', text: '2', groupId: 'group-1' };
		const other = await hand(asked, asked.question, inbound({ ...said, from: STRANGER }));
		expect(answerOf(other).reason).toBe('may not answer');
		const next = await answered(asked, asked.question, inbound(said));
		expect(next.jsonOf('After')).toMatchObject([{ approved: false, choice: { index: 1 } }]);
	});

	test('is followed by the closing message', async () => {
		const asked = await ask({ options: { closingMessage: 'Thank you, it ships.' } });
		await answered(asked, asked.choices[0] ?? '', inbound());
		expect(sends().at(-1)).toMatchObject({ To: MEI, Content: '{"text":"Thank you, it ships."}' });
	});

	test('is followed by the closing message though the service was busy for a moment', async () => {
		const asked = await ask({ options: { closingMessage: 'Thank you, it ships.' } });
		const send = { service: 'cams', action: 'SendChatappMessage' } as const;
		simulator.control.fault({ ...send, kind: 'throttle', times: 1 });
		await answered(asked, asked.choices[0] ?? '', inbound());
		const toMei = simulator.world.messages.all.filter(({ direction }) => direction === 'out');
		expect(toMei.map(({ content }) => content).slice(1)).toEqual([
			'{"text":"Thank you, it ships."}',
		]);
	});

	test('is followed by a closing message of the class that Viber wants', async () => {
		const asked = await ask({
			...{ ...DOUBLE, channelType: 'viber', channel: byId(VIBER_CHANNEL), from: byId('23919') },
			options: { closingMessage: 'Thank you', label: 'promotion' },
		});
		const next = await answered(asked, asked.question, inbound({ type: 'text', text: '1️⃣' }));
		expect(next.jsonOf('After')).toMatchObject([{ approved: true, choice: { index: 0 } }]);
		expect(sends()).toMatchObject([
			{ Label: 'promotion' },
			{ Label: 'promotion', Content: '{"text":"Thank you"}' },
		]);
		const statuses = simulator.requests.filter(({ action }) => action === 'SendChatappMessage');
		expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
	});

	test('that is a file comes with the file, or with the reason why not', async () => {
		const { storage } = simulator.world;
		storage.objects.set('a.png', {
			data: Buffer.from('PNG'),
			contentType: 'image/png',
			isPublic: true,
		});
		const parameters = {
			responseType: 'freeText',
			options: { downloadMedia: true, mediaHosts: '127.0.0.1' },
		};
		const media = { url: storage.urlOf('a.png'), mimeType: 'image/png', fileName: 'a.png' };
		const item = inbound({ type: 'image', text: null, media });
		const asked = await ask(parameters);
		const next = await answered(asked, asked.question, item);
		expect(next.itemsOf('After')).toMatchObject([
			{
				json: { outcome: 'answered', text: null, media: { url: media.url }, mediaError: null },
				binary: { data: { fileName: 'a.png', mimeType: 'image/png' } },
			},
		]);
		const again = await ask(parameters);
		const gone = { ...media, url: storage.urlOf('gone.png') };
		const without = await answered(again, again.question, { ...item, media: gone });
		expect(without.jsonOf('After')).toMatchObject([
			{ outcome: 'answered', mediaError: expect.any(String) },
		]);
	});

	test('to an earlier question counts where this one reminds of it', async () => {
		const first = await ask(DOUBLE);
		const { keys } = first.run.jsonOf('Ask')[0]?.question as { keys: string[] };
		const second = await ask({
			...{ ...DOUBLE, message: 'Reminder: ship order 7?' },
			options: { earlierQuestions: keys },
		});
		const next = await answered(second, first.choices[0] ?? '', inbound());
		expect(next.jsonOf('After')).toMatchObject([
			{ approved: true, question: { keys: [...keys, expect.any(String)] } },
		]);
	});
});

describe('without an answer', () => {
	test('the item of the question goes on when the time is over, clean', async () => {
		const { run: waiting } = await ask(DOUBLE, { input: [{ order: 7 }] });
		const next = await waiting.timeOut();
		expect(next.status).toBe('success');
		expect(next.jsonOf('After')).toMatchObject([
			{ outcome: 'noAnswer', approved: false, choice: null, respondedAt: null, attempts: null },
		]);
		expect(JSON.stringify(next.jsonOf('After'))).not.toMatch(/order":|nonce|signature/);
	});

	test('and with an error output, it leaves there', async () => {
		const { run: waiting } = await ask(DOUBLE, { node: { onError: 'continueErrorOutput' } });
		const next = await waiting.timeOut();
		expect(next.ran('After')).toBe(false);
		expect(next.jsonOf('Failed')).toMatchObject([
			{ error: { message: 'Nobody answered in time', outcome: 'noAnswer', question: { to: MEI } } },
		]);
	});

	test('a question that was not delivered ends with the code explained', async () => {
		const asked = await ask(DOUBLE);
		const next = await answered(asked, asked.question, failedStatus());
		expect(next.jsonOf('After')).toMatchObject([
			{ outcome: 'notDelivered', approved: false, error: { code: '131026', advice: 'Try SMS.' } },
		]);
		const other = await ask(DOUBLE, { node: { onError: 'continueErrorOutput' } });
		const failed = await answered(other, other.question, failedStatus());
		expect(failed.jsonOf('Failed')).toMatchObject([
			{ error: { description: 'Try SMS.', outcome: 'notDelivered', question: { to: MEI } } },
		]);
	});

	test('somebody who opts out ends the question, and the trigger is told', async () => {
		const asked = await ask(DOUBLE);
		const item = inbound({ type: 'text', text: 'STOP', optOut: true });
		const response = await hand(asked, asked.question, item);
		expect(answerOf(response)).toEqual({ chatApp: 'resumed', optedOut: true });
		const next = await asked.run.resume(response.workflowData ?? []);
		expect(next.jsonOf('After')).toMatchObject([
			{ outcome: 'optedOut', approved: false, from: { phone: MEI } },
		]);
		const offered = await ask({ responseType: 'choice', choices: { choice: [{ label: 'Stop' }] } });
		expect(answerOf(await hand(offered, offered.question, item))).toEqual({
			...{ chatApp: 'resumed', optedOut: false },
		});
	});
});

describe('a closed window', () => {
	beforeEach(() => void simulator.control.window({ user: MEI, to: SENDER, openForMs: 0 }));

	test('fails as a message', async () => {
		const { error } = await run(ASK);
		expect(error?.message).toContain('24 hours');
	});

	test('sends the template once, with the references as payloads', async () => {
		const parameters = { ...DOUBLE, sendAs: 'automatic', ...templateOf('Decline', 'Approve') };
		const { run: waiting } = await ask(parameters);
		expect(sends().map(({ Type }) => Type)).toEqual(['message', 'template']);
		const payloads = JSON.parse(String(sends()[1]?.Payload)) as string[];
		const asked = { run: waiting, choices: payloads, question: '' };
		const next = await answered(asked, payloads[1] ?? '', inbound());
		expect(next.jsonOf('After')).toMatchObject([
			{
				approved: true,
				question: { sentAs: 'template', text: expect.stringContaining('May we ship?') },
			},
		]);
	});

	test.each(['template', 'automatic'])(
		'asks nothing by %s whose variables are empty, where that is wanted',
		async (sendAs) => {
			const skipped = await results({
				...{ ...ASK, ...DOUBLE, sendAs, template: byId(ORDER_UPDATE), language: byId('en') },
				variables: mapped({ order: 'A-1', name: '', date: 'Monday', track: 'A1' }),
				options: { emptyValues: 'skip' },
			});
			expect(skipped).toMatchObject([
				{
					...{ outcome: 'skipped', skipped: true, state: 'skipped', approved: false },
					...{ reason: "No value for 'name'", question: { messageId: null, text: ASK.message } },
				},
			]);
			expect(sends()).toEqual([]);
		},
	);

	test('of somebody who wrote of late sends no template', async () => {
		simulator.control.reply({ user: MEI, text: 'Hello again' });
		await ask({ ...DOUBLE, sendAs: 'automatic', ...templateOf('Yes', 'No') });
		expect(sends().map(({ Type }) => Type)).toEqual(['message']);
	});

	test('is no matter for a template, whose buttons stand for the choices in their order', async () => {
		const asked = await ask({ ...DOUBLE, sendAs: 'template', ...templateOf('Ja', 'Nein') });
		expect(sends()).toHaveLength(1);
		const next = await answered(asked, asked.question, inbound({ type: 'text', text: 'nein' }));
		expect(next.jsonOf('After')).toMatchObject([{ approved: false, choice: { index: 1 } }]);
	});

	test.each([
		[['Yes'], /has 1 quick reply buttons, but the question has 2 choices/],
		[['Ja', 'Approve'], /are in another order than the choices: Ja, Approve/],
	])('and a template with %j is refused before anything is sent', async (labels, says) => {
		const { error } = await run({
			...ASK,
			...DOUBLE,
			sendAs: 'automatic',
			...templateOf(...labels),
		});
		expect(error?.message).toMatch(says);
		expect(sends()).toEqual([]);
	});
});

/** A node that n8n runs twice in one pass: "Retry On Fail" of n8n 1.x loops over one stack entry. */
async function runTwice(): Promise<{ nodeTypes: Record<string, INodeType> }> {
	const { ChatApp } = await import('../../../../../nodes/ChatApp/ChatApp.node');
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
		const { ChatApp } = await import('../../../../../nodes/ChatApp/ChatApp.node');
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
