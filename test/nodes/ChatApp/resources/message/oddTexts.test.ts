import type { IDataObject } from 'n8n-workflow';

import { MEI, SEND } from '../../fields/parameters';
import { callsOf, run, simulator, useSimulator } from '../../workbench';

useSimulator();

beforeEach(() => simulator.control.reply({ user: MEI, text: 'Hi' }));

const BUTTONS = { ...SEND, messageType: 'interactive', interactiveType: 'button' };
const IMAGE = {
	...{ ...SEND, messageType: 'image', mediaSource: 'link' },
	link: 'https://example.com/a.jpg',
};
const titled = (title: string, id = ''): IDataObject => ({ button: [{ title, id }] });

test.each([
	['={{ Number($json.none) }}', "'Text' is not text: NaN"],
	['={{ 1 / 0 }}', "'Text' is not text: Infinity"],
	['={{ "\\u200b\\u2060" }}', "'Text' is empty"],
	['={{ "\\u2800" }}', "'Text' is empty"],
])('the text %s is not sent', async (text, message) => {
	const { error } = await run({ ...SEND, text });
	expect(error?.message).toContain(message);
	expect(callsOf('SendChatappMessage')).toHaveLength(0);
});

test.each<[string, object, string]>([
	[
		'body',
		{ ...BUTTONS, bodyText: '={{ 0 / 0 }}', buttons: titled('Yes') },
		"'Body' is not text: NaN",
	],
	[
		'title of a button',
		{ ...BUTTONS, bodyText: 'Well?', buttons: titled('={{ 0 / 0 }}', 'yes') },
		"'Button Text' is not text in entry 1: NaN",
	],
	[
		'ID of a button',
		{ ...BUTTONS, bodyText: 'Well?', buttons: titled('Yes', '={{ 0 / 0 }}') },
		"'Button ID' is not text in entry 1: NaN",
	],
	['caption', { ...IMAGE, caption: '={{ 0 / 0 }}' }, "'Caption' is not text: NaN"],
	[
		'invisible body',
		{ ...BUTTONS, bodyText: '={{ "\\u200b" }}', buttons: titled('Yes') },
		"'Body' is empty",
	],
])('a message is not sent for its %s', async (_name, parameters, message) => {
	const { error } = await run(parameters);
	expect(error?.message).toContain(message);
	expect(callsOf('SendChatappMessage')).toHaveLength(0);
});

test.each([
	['={{ 0.1 + 0.2 }}', '0.3'],
	['={{ 1e21 }}', '1000000000000000000000'],
	['={{ 12345678901234567890n }}', '12345678901234567890'],
	['={{ 42 }}', '42'],
])('the number %s is sent as a person writes it', async (text, sent) => {
	const { error } = await run({ ...SEND, text });
	expect(error).toBeUndefined();
	expect(JSON.parse(callsOf('SendChatappMessage')[0]?.Content ?? '')).toEqual({ text: sent });
});
