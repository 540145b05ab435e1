import type { IDataObject } from 'n8n-workflow';

import { byId, mapped, MEI, ORDER_UPDATE, SEND, WELCOME } from '../../fields/parameters';
import { callsOf, results, run, simulator, useSimulator } from '../../workbench';

useSimulator();

const WITH_TEMPLATE = {
	...SEND,
	whenWindowClosed: 'sendTemplate',
	template: byId(WELCOME),
	language: byId('en'),
	variables: mapped({}),
};
const ORDER = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' };

const typesSent = (): unknown[] => callsOf('SendChatappMessage').map(({ Type }) => Type);
const out = (): number =>
	simulator.world.messages.all.filter(({ direction }) => direction === 'out').length;

/** The log cannot be read, so that only the refusal tells. */
const closeLog = (): void => {
	simulator.control.fault({
		...{ service: 'cams', action: 'ListChatappMessage', kind: 'status', status: 403, times: 100 },
		code: 'NoPermission',
	});
};

test('by default a closed window is an error, and nothing more is called', async () => {
	const { error } = await run(SEND);
	expect(error?.message).toContain('24 hours');
	expect(typesSent()).toEqual(['message']);
	expect(simulator.requests).toHaveLength(1);
});

test('a message goes out as it is while the window is open', async () => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	const [sent] = await results(WITH_TEMPLATE);
	expect(sent).toMatchObject({
		sentAs: 'message',
		windowOpen: true,
		messageId: expect.any(String),
	});
	expect(typesSent()).toEqual(['message']);
});

test('the template goes out when the log has no message of the person', async () => {
	const [sent] = await results(WITH_TEMPLATE);
	expect(sent).toMatchObject({
		...{ sentAs: 'template', windowOpen: false, messageId: expect.any(String), to: MEI },
		rendered: { body: expect.any(String) },
	});
	expect(typesSent()).toEqual(['template']);
});

test('a refusal for the window sends the template once, and teaches the run', async () => {
	closeLog();
	const sent = await results(WITH_TEMPLATE, [{}, {}, {}]);
	expect(sent).toMatchObject([
		{ sentAs: 'template', windowOpen: false },
		{ sentAs: 'template', windowOpen: false },
		{ sentAs: 'template', windowOpen: false },
	]);
	expect(typesSent()).toEqual(['message', 'template', 'template', 'template']);
	expect(callsOf('ListChatappMessage')).toHaveLength(1);
});

test('the log is asked once for each person', async () => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	const input = [MEI, MEI, '6591230002', MEI, '6591230002'].map((to) => ({ to }));
	const sent = await results({ ...WITH_TEMPLATE, to: '=+{{ $json.to }}' }, input);
	expect(sent.map(({ sentAs }) => sentAs)).toEqual(
		['message', 'message', 'template', 'message', 'template'], // prettier-ignore
	);
	expect(callsOf('ListChatappMessage')).toHaveLength(2);
});

test('any other refusal is a failure, and no template follows', async () => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	simulator.control.fault({
		...{ service: 'cams', action: 'SendChatappMessage', kind: 'status', status: 400 },
		code: 'InvalidParameter.ContentError',
	});
	expect((await run(WITH_TEMPLATE)).error).toBeDefined();
	expect(typesSent()).toEqual(['message']);
});

test('an unknown outcome is no refusal', async () => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	simulator.control.fault({ service: 'cams', action: 'SendChatappMessage', kind: 'truncate' });
	expect((await run(WITH_TEMPLATE)).error).toBeDefined();
	expect(out()).toBe(1);
	expect(typesSent()).toEqual(['message']);
});

test('the text can be the value of a variable', async () => {
	const variables = mapped({ ...ORDER, name: '={{ $parameter.text }}' });
	const text = '=Hello {{ $json.name }}';
	const parameters = { ...WITH_TEMPLATE, template: byId(ORDER_UPDATE), variables, text };
	await results(parameters, [{ name: 'Mei' }]);
	const [call] = callsOf('SendChatappMessage');
	expect(JSON.parse(call?.TemplateParams ?? '{}')).toMatchObject({ name: 'Hello Mei' });
});

test('a template that cannot be filled stops all, before anything is sent', async () => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	const parameters = {
		...{ ...WITH_TEMPLATE, template: byId(ORDER_UPDATE) },
		variables: mapped({ ...ORDER, name: '={{ $json.name }}' }),
	};
	const { error } = await run(parameters, [{ name: 'Mei' }, { name: '' }]);
	expect(error?.message).toContain('name');
	expect(typesSent()).toEqual([]);
	const { error: unknown } = await run({ ...WITH_TEMPLATE, template: byId('1119000000000009999') });
	expect(unknown).toBeDefined();
	expect(typesSent()).toEqual([]);
});

test('the limits of templates hold for it', async () => {
	const options: IDataObject = { allowedTemplates: 'other' };
	const { error } = await run({ ...WITH_TEMPLATE, options });
	expect(error?.message).toContain('not an allowed template');
	expect(typesSent()).toEqual([]);
});

test('a person whom an empty variable leaves out gets neither form', async () => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	const [left] = await results({
		...{ ...WITH_TEMPLATE, template: byId(ORDER_UPDATE) },
		variables: mapped({ ...ORDER, name: '' }),
		options: { emptyValues: 'skip' },
	});
	expect(left).toMatchObject({ skipped: true, messageId: null });
	expect(typesSent()).toEqual([]);
});

test('other channels send as ever', async () => {
	const viber = { channelType: 'viber', channel: byId('cams-viber4u9t2x'), from: byId('23919') };
	const [sent] = await results({ ...WITH_TEMPLATE, ...viber });
	expect(sent).toMatchObject({ messageId: expect.any(String), channelType: 'viber' });
	expect(callsOf('ListChatappMessage')).toEqual([]);
});
