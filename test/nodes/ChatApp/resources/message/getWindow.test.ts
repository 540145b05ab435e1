import { byId, CHANNEL, MEI, SENDER, VIBER_CHANNEL } from '../../fields/parameters';
import { callsOf, results, run, simulator, useSimulator } from '../../workbench';

useSimulator();

const HOUR = 3_600_000;
const GET_WINDOW = {
	...{ resource: 'message', operation: 'getWindow', channelType: 'whatsapp' },
	...{ channel: byId(CHANNEL), from: byId(`+${SENDER}`), to: `+${MEI}` },
};

/** Moves the messages of the log into the past. */
const age = (byMs: number): void => {
	for (const message of simulator.world.messages.all) message.createdAt -= byMs;
};

it('is open after the person wrote, by one read of the log', async () => {
	simulator.control.reply({ user: MEI, text: 'Hi' });
	age(HOUR);
	const createdAt = simulator.world.messages.all.at(-1)?.createdAt ?? 0;
	expect(await results(GET_WINDOW)).toEqual([
		{
			...{ window: 'open', open: true, to: MEI, from: SENDER },
			openUntil: new Date(createdAt + 24 * HOUR).toISOString(),
			lastMessageAt: new Date(createdAt).toISOString(),
			...{ channelId: CHANNEL, channelType: 'whatsapp', requestId: expect.any(String) },
		},
	]);
	expect(simulator.requests).toHaveLength(1);
	expect(callsOf('ListChatappMessage')).toEqual([
		expect.objectContaining({ EventAction: 'UP', UserNumber: MEI, BusinessNumber: SENDER }),
	]);
});

it('is closed a day later, and when the person never wrote', async () => {
	const closed = { window: 'closed', open: false, openUntil: null, lastMessageAt: null };
	expect(await results(GET_WINDOW)).toMatchObject([closed]);
	simulator.control.reply({ user: MEI, text: 'Hi' });
	age(24 * HOUR);
	expect(await results(GET_WINDOW)).toMatchObject([closed]);
});

it('is not opened by what others wrote, or the business', async () => {
	simulator.control.reply({ user: '6591230009', text: 'Hi' });
	expect(await results(GET_WINDOW)).toMatchObject([{ window: 'closed' }]);
});

it('is unknown for somebody known by an ID, unless a message is listed', async () => {
	const to = 'SG.13491208655302741918';
	expect(await results({ ...GET_WINDOW, to })).toMatchObject([{ window: 'unknown', open: null }]);
});

it.each([
	['5215512345678', '+52 55 1234 5678'],
	['525512345678', '+52 1 55 1234 5678'],
	['5491123456789', '+54 11 2345 6789'],
	['551187654321', '+55 11 98765-4321'],
])('is unknown when %s wrote and %s is asked for, the same person', async (user, to) => {
	simulator.control.reply({ user, text: 'Hi' });
	expect(await results({ ...GET_WINDOW, to })).toMatchObject([{ window: 'unknown', open: null }]);
});

it.each(['messenger', 'instagram'])('is unknown on %s, and asks nothing', async (channelType) => {
	const unknown = { window: 'unknown', open: null, openUntil: null, lastMessageAt: null };
	expect(await results({ ...GET_WINDOW, channelType, to: 'psid-1' })).toMatchObject([unknown]);
	expect(simulator.requests).toHaveLength(0);
});

it('is open without end on Viber and Telegram', async () => {
	const viber = { channelType: 'viber', channel: byId(VIBER_CHANNEL), from: byId('23919') };
	const open = { window: 'open', open: true, openUntil: null };
	expect(await results({ ...GET_WINDOW, ...viber })).toMatchObject([open]);
	expect(await results({ ...GET_WINDOW, channelType: 'telegram', to: '1' })).toMatchObject([open]);
});

it('fails when the log cannot be read', async () => {
	simulator.control.fault({
		...{ service: 'cams', action: 'ListChatappMessage', kind: 'status', status: 403 },
		code: 'NoPermission',
	});
	expect((await run(GET_WINDOW)).error?.message).toContain('permission');
});

it('names a number that is none', async () => {
	const { error } = await run({ ...GET_WINDOW, to: 'Mei' });
	expect(error?.message).toContain("'To'");
});
