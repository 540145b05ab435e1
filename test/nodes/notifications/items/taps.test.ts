import fc from 'fast-check';

import { readFilters } from '../../../../nodes/notifications/selection/filters';
import { inbound } from './entry';

describe('reactions', () => {
	it.each<[object, string | null]>([
		[{ message_id: 'wamid.TARGET', emoji: '😮' }, '😮'],
		[{ message_id: 'wamid.TARGET' }, null],
		[{ message_id: 'wamid.TARGET', emoji: '' }, null],
		[{ messageId: 'wamid.TARGET', emoji: '😮' }, '😮'],
		[{ MessageId: 'wamid.TARGET', Emoji: '😮' }, '😮'],
		[{ Id: 'wamid.TARGET', Emoji: '😮' }, '😮'],
	])('%j name their target', (Message, text) => {
		expect(inbound({ Type: 'REACTION', Message })).toMatchObject({
			text,
			context: { messageId: 'wamid.TARGET', from: null },
		});
	});

	it('keep who wrote the target, and their own target wins', () => {
		const Context = { id: 'other', from: '+65 3158 9000' };

		expect(inbound({ Type: 'REACTION', Message: { message_id: 't' }, Context }).context).toEqual({
			messageId: 't',
			from: '6531589000',
		});
	});
});

describe('a tap', () => {
	const FLOW = { name: 'flow', body: 'Sent', response_json: '{"flow_token":"tok-77","a":1}' };
	const FILLED = { flow_token: 'tok-77', a: 1 };

	it.each<[string, unknown, object]>([
		['REPLY', { text: 'Yes', payload: 'yes-1' }, { value: 'yes-1', kind: 'button', id: null }],
		['REPLY', { text: 'Yes' }, { value: 'Yes', kind: 'button' }],
		['REPLY', 'Yes', { value: 'Yes', title: 'Yes', kind: 'button' }],
		['REPLY', { reply: { id: 'b1', title: 'Yes' } }, { value: 'b1', kind: 'button', id: 'b1' }],
		['REPLY', { button_reply: { id: 'b1', title: 'Yes' } }, { value: 'b1', kind: 'button' }],
		['BUTTON', { button: { text: 'Yes', payload: 'p' } }, { value: 'p', kind: 'button' }],
		['BUTTON', { type: 'quick_reply', text: 'Yes' }, { value: 'Yes', kind: 'button' }],
		['INTERACTIVE', { list_reply: { id: 'r1', title: 'Yes' } }, { value: 'r1', kind: 'list' }],
		['INTERACTIVE', { type: 'nfm_reply', ...FLOW }, { value: 'flow', kind: 'flow', data: FILLED }],
		['INTERACTIVE', { nfm_reply: FLOW }, { value: 'flow', kind: 'flow', data: FILLED }],
		['NFM_REPLY', FLOW, { value: 'flow', kind: 'flow', title: 'Sent', data: FILLED }],
		['NFM_REPLY', { nfm_reply: FLOW }, { value: 'flow', kind: 'flow', data: FILLED }],
		['LIST_REPLY', { id: 'r1', title: 'Yes' }, { value: 'r1', kind: 'list', id: 'r1' }],
		['BUTTON_REPLY', { button_reply: { id: 'b1', title: 'Yes' } }, { value: 'b1', kind: 'button' }],
		['ListReply', { id: 'r1', title: 'Yes' }, { value: 'r1', kind: 'list', id: 'r1' }],
		['nfmReply', FLOW, { value: 'flow', kind: 'flow', data: FILLED }],
		['FLOW', FLOW, { value: 'flow', kind: 'flow', data: FILLED }],
		['POSTBACK', { title: 'Yes', payload: 'p' }, { value: 'p', kind: 'button', title: 'Yes' }],
		['QUICK_REPLY', { text: 'Yes', payload: 'p' }, { value: 'p', kind: 'button' }],
		['TAP', { list_reply: { id: 'r1', title: 'Yes' } }, { value: 'r1', kind: 'list' }],
	])('of %s %j has one value', (Type, Message, expected) => {
		const item = inbound({ Type, Message });

		expect(item.reply).toMatchObject(expected);
		expect(item.text).toBe(item.reply?.title);
		expect(inbound({ Type, Message: JSON.stringify(Message) }).reply).toEqual(item.reply);
		const reading = readFilters({ messageTypes: ['choice'] });
		expect(reading.ok && reading.passes(item)).toBe(true);
		const byValue = readFilters({ replyIds: item.reply?.value });
		expect(byValue.ok && byValue.passes(item)).toBe(true);
	});

	// https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions
	it.each(['accept', 'reject'])(
		'can be the answer to a call permission request: %s',
		(response) => {
			const answer = { response, expiration_timestamp: '1790000000' };
			const call_permission_reply = answer;
			const wrapped = { type: 'call_permission_reply', call_permission_reply };
			for (const [Type, Message] of [
				['INTERACTIVE', wrapped],
				['INTERACTIVE', { interactive: wrapped }],
				[
					'INTERACTIVE',
					JSON.stringify({ ...wrapped, call_permission_reply: JSON.stringify(answer) }),
				],
				['CALL_PERMISSION_REPLY', wrapped],
				['CALL_PERMISSION_REPLY', answer],
			]) {
				expect(inbound({ Type, Message }).reply).toEqual({
					value: response,
					kind: 'call_permission',
					id: response,
					title: null,
					payload: null,
					data: answer,
					answersQuestion: null,
				});
			}
		},
	);

	it('of a kind that is not known yet has its value and all that came with it', () => {
		const poll_reply = { id: 'p1', title: 'Yes', payload: null, votes: 2 };
		const Message = { type: 'poll_reply', poll_reply };
		expect(inbound({ Type: 'INTERACTIVE', Message })).toMatchObject({
			text: 'Yes',
			reply: { value: 'p1', kind: 'poll', id: 'p1', title: 'Yes', data: poll_reply },
		});
		expect(inbound({ Type: 'INTERACTIVE', Message: { ...Message, id: 'own' } })).toMatchObject({
			reply: { value: 'own' },
		});
	});

	it('is the payload, else the id, else the title', () => {
		const some = fc.option(fc.string({ minLength: 1 }).filter((text) => text === text.trim()));
		fc.assert(
			fc.property(some, some, some, (payload, id, title) => {
				const { reply } = inbound({ Type: 'REPLY', Message: { payload, id, title } });

				expect(reply).toMatchObject({ value: payload ?? id ?? title, payload, id, title });
			}),
		);
	});

	it.each<[string, string, boolean]>([
		['reply', 'REPLY', true],
		['reply', 'BUTTON', true],
		['reply', 'INTERACTIVE', false],
		['interactive', 'INTERACTIVE', true],
		['interactive', 'REPLY', false],
		['choice', 'TEXT', false],
	])('passes the message type %s when it is a %s: %p', (wanted, Type, expected) => {
		const reading = readFilters({ messageTypes: [wanted] });

		expect(reading.ok && reading.passes(inbound({ Type, Message: { text: 'Yes' } }))).toBe(
			expected,
		);
	});
});
