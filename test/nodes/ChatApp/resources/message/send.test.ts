import type { IDataObject } from 'n8n-workflow';

import { interactiveCases } from './types/interactive.cases';
import { otherChannelCases } from './types/otherChannels.cases';
import { refusedCases } from './types/refused.cases';
import { whatsappCases } from './types/whatsapp.cases';
import { byId, CHANNEL, MEI, SEND, SEND_TEMPLATE, VIBER_CHANNEL } from '../../fields/parameters';
import { callsOf, results, run, simulator, useSimulator } from '../../workbench';

useSimulator();

const OTHERS = {
	messenger: { custSpaceId: 'cams-page', from: '1029384756', to: 'psid-1' },
	instagram: { custSpaceId: 'cams-insta', from: '5647382910', to: 'igsid-1' },
	telegram: { custSpaceId: 'cams-tele', from: '777000111', to: 'chat-1' },
} as const;

beforeEach(() => {
	const { channels } = simulator.world;
	const [channel] = channels.channels;
	const [number] = channels.numbers;
	if (!channel || !number) throw new Error('The seed is empty');
	for (const [channelType, { custSpaceId, from, to }] of Object.entries(OTHERS)) {
		const type = channelType as keyof typeof OTHERS;
		channels.channels.push({ ...channel, custSpaceId, channelType: type });
		channels.numbers.push({ ...number, number: from, custSpaceId });
		simulator.control.reply({ user: to, to: from, text: 'Hello?' });
	}
	simulator.control.reply({ user: MEI, text: 'Hello?' });
});

function on(channelType: string): IDataObject {
	const other = OTHERS[channelType as keyof typeof OTHERS] as
		| (typeof OTHERS)[keyof typeof OTHERS]
		| undefined;
	if (other) {
		return { channelType, channel: byId(other.custSpaceId), from: byId(other.from), to: other.to };
	}
	return channelType === 'viber'
		? { channelType, channel: byId(VIBER_CHANNEL), from: byId('23919') }
		: { channelType, channel: byId(CHANNEL) };
}

const parametersFor = (channel: string, messageType: string, own: IDataObject): IDataObject => ({
	...SEND,
	text: undefined,
	...on(channel),
	messageType,
	...own,
});

test.each([...whatsappCases, ...interactiveCases, ...otherChannelCases])(
	'%s %s %j',
	async (channel, type, own, content) => {
		const [sent] = await results(parametersFor(channel, type, own));
		expect(sent).toMatchObject({ messageId: expect.any(String), channelType: channel });
		const [call] = callsOf('SendChatappMessage');
		expect(call).toMatchObject({ Type: 'message', MessageType: type, ChannelType: channel });
		expect(call?.Content).toBe(content === undefined ? undefined : JSON.stringify(content));
	},
);

test('a text goes out within the window', async () => {
	const [sent] = await results({
		...SEND,
		text: 'Hi 😀 https://example.com',
		options: { previewUrl: true },
	});
	expect(sent).toMatchObject({ messageId: expect.any(String), to: MEI });
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		Type: 'message',
		MessageType: 'text',
		Content: '{"text":"Hi 😀 https://example.com","previewUrl":true}',
	});
});

test('Viber is told the class of the message', async () => {
	await results({
		...SEND,
		channelType: 'viber',
		channel: byId(VIBER_CHANNEL),
		from: byId('23919'),
		label: 'promotion',
	});
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		ChannelType: 'viber',
		From: '23919',
		Label: 'promotion',
	});
});

test('any other type goes out by its name with the content as it is', async () => {
	await results(
		parametersFor('messenger', 'custom', {
			customMessageType: 'quickReply',
			contentJson: '{"text":"Size?","id":12345678901234567890}',
		}),
	);
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		MessageType: 'quickReply',
		Content: '{"text":"Size?","id":"12345678901234567890"}',
	});
});

test('the options reach the call', async () => {
	await results({
		...parametersFor('viber', 'text', { text: 'Hi' }),
		label: 'promotion',
		options: {
			contextMessageId: 'm-1',
			taskId: 't-1',
			tag: 'sale',
			trackingData: 'x-1',
			ttl: 600,
			smsFallback: {
				fallback: { id: 'S01', content: 'Sale today', duration: 120, rule: 'sentFailed' },
			},
		},
	});
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		ContextMessageId: 'm-1',
		TaskId: 't-1',
		Label: 'promotion',
		Tag: 'sale',
		TrackingData: 'x-1',
		Ttl: '600',
		FallBackId: 'S01',
		FallBackContent: 'Sale today',
		FallBackDuration: '120',
		FallBackRule: 'sentFailed',
	});
});

test('a template can be told the same', async () => {
	await results({
		...SEND_TEMPLATE,
		options: { smsFallback: { fallback: { id: 'S01', content: 'Your order ships' } } },
	});
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		Type: 'template',
		FallBackId: 'S01',
		FallBackContent: 'Your order ships',
		FallBackRule: 'undelivered',
	});
});

test('nothing is said about options that are not set', async () => {
	await results(SEND);
	expect(Object.keys(callsOf('SendChatappMessage')[0] ?? {}).sort()).toEqual(
		['ChannelType', 'Content', 'CustSpaceId', 'From', 'MessageType', 'To', 'Type'].sort(),
	);
});

test('a group is addressed by its ID', async () => {
	await run({
		...SEND,
		to: 'group-77-a',
		options: { recipientType: 'group' },
	});
	expect(callsOf('SendChatappMessage')[0]).toMatchObject({
		To: 'group-77-a',
		RecipientType: 'group',
	});
});

test.each(refusedCases)(
	'%s, case %#: refused before anything is called',
	async (type, own, message) => {
		const finished = await run(parametersFor('whatsapp', type, own));
		expect(finished.error?.message).toContain(message);
		expect(finished.error?.description).toMatch(/\.$/);
		expect(simulator.requests).toHaveLength(0);
	},
);

test('a time to live that Viber does not take is refused', async () => {
	const finished = await run({
		...parametersFor('viber', 'text', { text: 'Hi' }),
		options: { ttl: '={{ 10 }}' },
	});
	expect(finished.error?.message).toContain(
		"'Time to Live' is out of range: 10 seconds, must be between 30 and 1209600",
	);
	expect(simulator.requests).toHaveLength(0);
});
