import { call } from '../conformance/clients';
import {
	ACME,
	ARIF,
	BUTTONS,
	inbound,
	LIST,
	LONG_ID,
	MEI,
	send,
	sendContent,
	simulator,
	TEMPLATE,
	TO_MEI,
	usePhone,
} from './phoneBench';

usePhone();

describe('a tap', () => {
	it('on a quick reply returns its payload back, as it was sent', async () => {
		const id = await send({ ...TEMPLATE, Payload: JSON.stringify(['w1.~a/b+c==', 'STOP_1']) });
		expect(simulator.control.buttonsOf(id)).toMatchObject([
			{ index: 0, kind: 'quickReply', title: 'Talk to us', id: 'w1.~a/b+c==' },
			{ index: 1, kind: 'quickReply', title: 'Stop updates', id: 'STOP_1' },
		]);
		const tap = simulator.control.tap(id, 'Talk to us');
		expect(await inbound()).toMatchObject({
			...{ MessageId: tap.id, Type: 'REPLY', From: MEI, To: ACME, NoticeType: 'inbound' },
			Message: { payload: 'w1.~a/b+c==', text: 'Talk to us' },
			Context: { from: ACME, id },
		});
	});

	it('on a quick reply without payload returns its label', async () => {
		simulator.control.tap(await send(TEMPLATE), 1);
		expect((await inbound()).Message).toEqual({ payload: 'Stop updates', text: 'Stop updates' });
	});

	it('on the quick reply of a recipient of a mass send returns that one’s payload', async () => {
		const { Type: _type, TemplateParams, ...shared } = TEMPLATE;
		const SenderList = [MEI, ARIF].map((To) => ({
			...{ To, Payload: [`TALK ${To}`, `STOP ${To}`] },
			TemplateParams: JSON.parse(TemplateParams) as unknown,
		}));
		const { To: _to, ...from } = TO_MEI;
		await call(simulator, 'cams', 'SendChatappMassMessage', {
			body: { ...from, ...shared, SenderList: JSON.stringify(SenderList) },
		});
		const toArif = simulator.control.state().messages.find(({ user }) => user === ARIF);
		simulator.control.tap(String(toArif?.id), 'Stop updates');
		expect(await inbound()).toMatchObject({ From: ARIF, Message: { payload: `STOP ${ARIF}` } });
	});

	it.each([
		['wrapped', 'INTERACTIVE', { interactive: { type: 'button_reply', button_reply: 'chosen' } }],
		['bare', 'INTERACTIVE', { type: 'button_reply', button_reply: 'chosen' }],
		['flat', 'INTERACTIVE', { type: 'button_reply', id: LONG_ID, title: 'Approve' }],
		['reply', 'REPLY', { payload: LONG_ID, text: 'Approve' }],
	] as const)('on a button gives its ID back: %s', async (interactiveReplies, Type, layout) => {
		simulator.control.behave({ interactiveReplies });
		simulator.control.tap(await sendContent(BUTTONS), 'Approve');
		const chosen = JSON.stringify({ id: LONG_ID, title: 'Approve' });
		const Message: unknown = JSON.parse(JSON.stringify(layout).replace('"chosen"', chosen));
		expect(await inbound()).toMatchObject({ Type, Message });
	});

	it('on a row of a list returns its ID back, by position or ID where titles are alike', async () => {
		const id = await sendContent(LIST);
		expect(simulator.control.buttonsOf(id)).toMatchObject([
			{ kind: 'row', title: '9:00', id: 'mo 9', section: 'Monday', description: 'With Ada' },
			{ kind: 'row', title: '9:00', id: 'tu 9', section: 'Tuesday', description: null },
		]);
		const list = (list_reply: object) => ({
			...{ Type: 'INTERACTIVE', Context: { from: ACME, id } },
			Message: { interactive: { type: 'list_reply', list_reply } },
		});
		simulator.control.tap(id, 0);
		expect(await inbound()).toMatchObject(
			list({ id: 'mo 9', title: '9:00', description: 'With Ada' }),
		);
		simulator.control.tap(id, 'tu 9');
		expect(await inbound()).toMatchObject(list({ id: 'tu 9', title: '9:00' }));
	});

	it('on a quick reply can come in the layout that one reader expects', async () => {
		simulator.control.behave({ templateReplies: 'button' });
		simulator.control.tap(await send({ ...TEMPLATE, Payload: '["TALK","STOP"]' }), 0);
		expect(await inbound()).toMatchObject({
			...{ Type: 'INTERACTIVE', Message: { button: { text: 'Talk to us', payload: 'TALK' } } },
		});
	});

	it('can come from somebody else, and without Context', async () => {
		const id = await sendContent(BUTTONS);
		simulator.control.tap(id, 1, { user: ARIF, quoted: false, fromUserId: 'MY.1' });
		const entry = await inbound();
		expect(entry).toMatchObject({ From: ARIF, Name: 'Arif', FromUserId: 'MY.1' });
		expect(entry).not.toHaveProperty('Context');
	});

	it('in a group names the group and who tapped', async () => {
		const id = await sendContent(BUTTONS, { To: 'group-1', RecipientType: 'group' });
		expect(() => simulator.control.tap(id, 0)).toThrow('which user of the group');
		simulator.control.tap(id, 0, { user: ARIF });
		expect(await inbound()).toMatchObject({ From: ARIF, GroupId: 'group-1' });
	});

	it('is refused where nobody could tap', async () => {
		const id = await sendContent(BUTTONS);
		expect(() => simulator.control.tap(id, 'Maybe')).toThrow('but "Approve", "Decline"');
		expect(() => simulator.control.tap(id, 2)).toThrow('There is no "2" to tap');
		expect(() => simulator.control.tap('x', 0)).toThrow('There is no message x');
		const answer = simulator.control.tap(id, 0);
		expect(() => simulator.control.tap(answer.id, 0)).toThrow('received message');
		simulator.control.fail({ messageId: id, code: '131026' });
		expect(() => simulator.control.tap(id, 0)).toThrow('never came');
	});

	it('works over HTTP', async () => {
		const id = await sendContent(BUTTONS);
		const post = async (name: string, body: object) =>
			(await (
				await fetch(`${simulator.endpoints.control}/control/${name}`, {
					method: 'POST',
					body: JSON.stringify(body),
				})
			).json()) as unknown;
		expect(await post('buttonsOf', { messageId: id })).toHaveLength(2);
		expect(await post('tap', { messageId: id, choice: 'Decline' })).toMatchObject({
			...{ direction: 'in', contextMessageId: id },
		});
		expect(await post('tap', { messageId: id, choice: 'Maybe' })).toMatchObject({
			error: expect.stringContaining('Maybe'),
		});
	});
});

describe('a quote', () => {
	it('of the business names the business, of the own message the user', async () => {
		const mine = simulator.control.reply({ user: MEI, text: 'One' });
		await inbound();
		const theirs = await sendContent(BUTTONS);
		for (const [contextMessageId, from] of [
			[theirs, ACME],
			[mine.id, MEI],
			['unknown', ACME],
		] as const) {
			simulator.control.reply({ user: MEI, text: 'Two', contextMessageId });
			expect((await inbound()).Context).toEqual({ from, id: contextMessageId });
		}
	});
});
