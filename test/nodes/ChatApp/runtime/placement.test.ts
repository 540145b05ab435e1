import {
	byId,
	CHANNEL,
	mapped,
	MEI,
	ORDER_UPDATE,
	SEND,
	SEND_TEMPLATE,
	SENDER,
} from '../fields/parameters';
import { addTemplate, results, run, simulator, useSimulator } from '../workbench';
import { STRUCTURES } from '../../../fixtures/templateStructures';

/* A service that looks for parameters only where the newest official SDK puts them. */
useSimulator({ behavior: { placement: 'sdk' } });

const placesOf = (action: string) =>
	simulator.requests
		.filter((request) => request.action === action)
		.map(({ placement, code }) => [[...new Set(Object.values(placement))].join(), code]);

test.each([
	['numbers', { resource: 'phoneNumber', operation: 'getAll', channel: byId(CHANNEL) }],
	[
		'templates',
		{ resource: 'template', operation: 'getAll', channel: byId(CHANNEL), returnAll: true },
	],
	[
		'one template',
		{
			...{ resource: 'template', operation: 'get', channel: byId(CHANNEL) },
			...{ channelType: 'whatsapp', template: byId(ORDER_UPDATE), language: byId('en') },
		},
	],
])('%s are found there as well', async (_what, parameters) => {
	expect((await results(parameters)).length).toBeGreaterThan(0);
	expect(simulator.requests.at(-1)).toMatchObject({ code: 'OK' });
});

test('a send goes out once, after one refusal that came before it', async () => {
	simulator.control.reply({ user: MEI, to: SENDER, text: 'Hi' });
	const input = [{}, {}, {}];
	const sent = await results({ ...SEND, options: { maxConcurrency: 1 } }, input);
	expect(sent.map(({ messageId }) => messageId)).toEqual(input.map(() => expect.any(String)));
	expect(placesOf('SendChatappMessage')).toEqual([
		['body', expect.stringMatching(/^Missing/)],
		...input.map(() => ['query', 'OK']),
	]);
	const out = simulator.control.state().messages.filter(({ direction }) => direction === 'out');
	expect(out).toHaveLength(3);
});

test('a template goes out when it is known to be no authentication template', async () => {
	const [sent] = await results(SEND_TEMPLATE);
	expect(sent).toMatchObject({ messageId: expect.any(String) });
});

test('a one-time code never stands in an address', async () => {
	const otp = STRUCTURES.find(({ category }) => category === 'AUTHENTICATION');
	if (!otp) throw new Error('There is no authentication template');
	const finished = await run(addTemplate(otp));
	expect(finished.error?.message).toMatch(/is missing/);
	expect(placesOf('SendChatappMessage')).toEqual([['body', expect.stringMatching(/^Missing/)]]);
});

test('a template whose category nobody read stays in the body', async () => {
	const finished = await run({
		...{ resource: 'apiCall', operation: 'call', additionalParameters: '{}' },
		apiAction: { __rl: true, mode: 'name', value: 'SendChatappMessage' },
		parameters: mapped({
			...{ ChannelType: 'whatsapp', Type: 'template', TemplateCode: ORDER_UPDATE, Language: 'en' },
			...{ From: SENDER, To: MEI, CustSpaceId: CHANNEL },
		}),
	});
	expect(finished.status).toBe('error');
	expect(placesOf('SendChatappMessage')).toEqual([['body', expect.stringMatching(/^Missing/)]]);
});

test('what the user chose is final', async () => {
	const finished = await run({
		...{ resource: 'apiCall', operation: 'call', additionalParameters: '{}' },
		apiAction: { __rl: true, mode: 'name', value: 'SendChatappMessage' },
		parameters: mapped({
			...{
				ChannelType: 'whatsapp',
				Type: 'message',
				MessageType: 'text',
				Content: '{"text":"Hi"}',
			},
			...{ From: SENDER, To: MEI, CustSpaceId: CHANNEL },
		}),
		options: { placement: 'body' },
	});
	expect(finished.status).toBe('error');
	expect(placesOf('SendChatappMessage')).toEqual([['body', expect.stringMatching(/^Missing/)]]);
});
