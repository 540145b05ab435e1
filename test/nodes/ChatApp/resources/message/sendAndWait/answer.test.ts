import { WebhookContext } from 'n8n-core';

import { answerOf } from '../../../../../harness/resume';
import { byId, MEI, SENDER, VIBER_CHANNEL } from '../../../fields/parameters';
import { callsOf, simulator, useSimulator } from '../../../workbench';
import { answered, ask, DAYS, DOUBLE, failedStatus, hand, inbound, sends } from './asking';

useSimulator();
beforeEach(() => void simulator.control.reply({ user: MEI, text: 'Hello?' }));

const STRANGER = { address: '+6591230009', key: '6591230009', phone: '6591230009' };

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
			[yes, no, yes, no].map(
				async (one, index) => await hand(asked, one, inbound({ eventKey: `in:${index}` })),
			),
		);
		expect(all.map((one) => answerOf(one).chatApp)).toEqual([
			...['resumed', 'refused', 'refused', 'refused'],
		]);
		expect(all.filter(({ workflowData }) => workflowData)).toHaveLength(1);
		// The triggers mark those as late.
		expect(all.slice(1).map((one) => answerOf(one).ended)).toEqual([true, true, true]);
	});

	test('that is handed over once more is known, and continues nothing again', async () => {
		const asked = await ask(DOUBLE);
		const tap = inbound({ eventKey: 'in:repeated' });
		const [first, again] = [
			await hand(asked, asked.choices[0] ?? '', tap),
			await hand(asked, asked.choices[0] ?? '', tap),
		];

		expect(first.workflowData).toHaveLength(1);
		expect(answerOf(again)).toEqual(answerOf(first));
		expect(answerOf(again)).toEqual({ chatApp: 'resumed' });
		expect(again).not.toHaveProperty('workflowData');
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
		// Without a reply to others nobody is written to.
		expect(sends()).toHaveLength(1);
	});

	test('is told to n8n, which counts approvals, and so is who may not answer', async () => {
		const told = jest.spyOn(WebhookContext.prototype, 'logHitlResponse').mockReturnValue();
		for (const [index, approved] of [true, false].entries()) {
			const asked = await ask(DOUBLE);
			await hand(asked, asked.question, inbound({ type: 'text', text: 'me', from: STRANGER }));
			await hand(asked, asked.choices[index] ?? '', inbound());
			expect(told.mock.calls.splice(0)).toEqual([
				[{ approved: false, authorized: false }],
				[{ approved, authorized: true }],
			]);
		}
	});

	test('of an item that waits for nothing is refused as late', async () => {
		const asked = await ask(DOUBLE);
		const [item] = asked.run.entry.data.main?.[0] ?? [];
		delete (item as { chatAppWaiting?: unknown }).chatAppWaiting;
		const response = await hand(asked, asked.choices[0] ?? '', inbound());
		expect(answerOf(response)).toMatchObject({ chatApp: 'refused', ended: true });
		expect(response.workflowData).toBeUndefined();
	});

	test('of others is told in the result, and they are told once', async () => {
		const asked = await ask({ ...DOUBLE, options: { replyToOthers: 'Only Mei can answer.' } });
		simulator.control.reply({ user: STRANGER.phone, text: 'Hi' });
		for (const text of ['me', 'me too', 'me too']) {
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
