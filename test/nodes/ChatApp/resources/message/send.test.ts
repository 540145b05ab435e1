import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { send as sendOperation } from '../../../../../nodes/ChatApp/resources/message/send.operation';
import { interactiveCases } from './types/interactive.cases';
import { otherChannelCases } from './types/otherChannels.cases';
import { refusedCases } from './types/refused.cases';
import { whatsappCases } from './types/whatsapp.cases';
import {
	byId,
	CHANNEL,
	MEI,
	SEND,
	SEND_TEMPLATE,
	SENDER,
	VIBER_CHANNEL,
} from '../../fields/parameters';
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

test('a sender that is stored as text is read like one that was entered', async () => {
	const { custSpaceId, from, to } = OTHERS.messenger;
	const form = { ...SEND, channelType: 'messenger', channel: byId(custSpaceId), to };
	await run({ ...form, from });
	await run({ ...form, from: { __rl: true, mode: 'list', value: from } });
	expect(callsOf('SendChatappMessage').map(({ From }) => From)).toEqual([from, from]);
});

test('nobody writes to the own number', async () => {
	const finished = await run({ ...SEND, to: `+${SENDER}` });
	expect(finished.error?.message).toBe(
		`'To' is the number that the message is sent from: +${SENDER}`,
	);
	expect(finished.error?.description).toContain("Enter the recipient's number");
	expect(simulator.requests).toHaveLength(0);
});

/** The properties of a form as the editor shows them for a channel. */
function shownOn(channelType: string): INodeProperties[] {
	return sendOperation.properties.filter(({ displayOptions }) => {
		const only = displayOptions?.show?.channelType;
		return only === undefined || only.includes(channelType);
	});
}

test.each([
	['whatsapp', 'list', 'e.g. +65 9123 4567', /Send Template/, /JPEG or PNG, up to 5 MB/],
	['viber', 'id', 'e.g. +65 9123 4567', null, /^An image$/],
	['messenger', 'id', 'e.g. 4842160912529463', /no templates/, /^An image: up to 25 MB$/],
	['instagram', 'id', 'e.g. 6189052817722431', /no templates/, /JPEG or PNG, up to 8 MB$/],
	['telegram', 'id', 'e.g. 598273461', /does not document/, /^An image$/],
])('the form of %s is its own', (channelType, mode, to, notice, image) => {
	const shown = shownOn(channelType);
	const named = (name: string) => shown.filter((property) => property.name === name);
	expect(named('from')).toEqual([
		expect.objectContaining({ type: 'resourceLocator', default: { mode, value: '' } }),
	]);
	expect(named('from')[0]?.modes?.[0]?.name).toBe(mode);
	expect(named('to')).toEqual([expect.objectContaining({ placeholder: to, required: true })]);
	const notices = shown.filter(({ type }) => type === 'notice');
	expect(notices).toHaveLength(notice === null ? 0 : 1);
	if (notice) expect(notices[0]?.displayName).toMatch(notice);
	const [types] = named('messageType');
	const options = (types?.options ?? []) as Array<{ value: string; description: string }>;
	expect(options.find(({ value }) => value === 'image')?.description).toMatch(image);
	const others = ['WhatsApp', 'Viber', 'Messenger', 'Instagram', 'Telegram'].filter(
		(name) => name.toLowerCase() !== channelType,
	);
	const texts = options.map(({ description }) => description).join(' ');
	for (const other of others) expect(texts).not.toContain(other);
});
