import type { IDataObject } from 'n8n-workflow';

import {
	isWindowCode,
	windowOf,
	windowWithoutLog,
	type AskedLog,
} from '../../../../nodes/ChatApp/messages/window';

const NOW = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;
const ASKED: AskedLog = { channelType: 'whatsapp', user: '6591230001', pageSize: 3, now: NOW };

const row = (hoursAgo: number, changes: IDataObject = {}): IDataObject => ({
	...{ EventAction: 'UP', UserNumber: '6591230001' },
	SendTime: new Date(NOW - hoursAgo * HOUR).toISOString(),
	...changes,
});

it('is open for 24 hours after the last message, in whatever order they are listed', () => {
	const open = { window: 'open', openUntil: NOW + 23 * HOUR, lastMessageAt: NOW - HOUR };
	expect(windowOf([row(5), row(1)], ASKED)).toEqual(open);
	expect(windowOf([row(1), row(5)], ASKED)).toEqual(open);
});

it.each<[string, IDataObject[]]>([
	['no message', []],
	['messages that are too old', [row(24)]],
	['messages of others, where the condition was overlooked', [row(1, { UserNumber: '651' })]],
	['messages of the business', [row(1, { EventAction: 'DOWN' })]],
])('is closed with %s', (_name, rows) => {
	expect(windowOf(rows, ASKED)).toMatchObject({ window: 'closed', openUntil: null });
});

it.each<[string, IDataObject[], Partial<AskedLog>]>([
	['a time without a zone', [row(1, { SendTime: '2026-11-27 11:00:00' })], {}],
	['no time', [row(1, { SendTime: undefined })], {}],
	['a time far ahead', [row(-20)], {}],
	['a page full of others', [1, 2, 3].map((_) => row(1, { UserNumber: '651' })), {}],
	...['525512345678', '5215512345678', '541123456789', '5491123456789', '551187654321'].map(
		(user): [string, IDataObject[], Partial<AskedLog>] => [
			`nothing for ${user}, which has another form`,
			[],
			{ user },
		],
	),
	['an ID that the log may not know', [], { user: 'SG.13491208655302741918' }],
])('is unknown with %s', (_name, rows, changes) => {
	expect(windowOf(rows, { ...ASKED, ...changes })).toEqual({
		...{ window: 'unknown', openUntil: null, lastMessageAt: null },
	});
});

it.each(['1795777200000', 1_795_777_200_000, '1795777200', '2026-11-27T19:00:00+08:00'])(
	'reads the time %p',
	(SendTime) => {
		expect(windowOf([row(0, { SendTime })], ASKED)).toMatchObject({ lastMessageAt: NOW - HOUR });
	},
);

it('has no end on Viber, which has no window', () => {
	expect(windowOf([row(30)], { ...ASKED, channelType: 'viber' })).toEqual({
		...{ window: 'open', openUntil: null, lastMessageAt: NOW - 30 * HOUR },
	});
});

it.each([
	['instagram', 'unknown'],
	['messenger', 'unknown'],
	['telegram', 'open'],
] as const)('is %s: %s where no log tells', (channelType, window) => {
	expect(windowWithoutLog(channelType)).toEqual({ window, openUntil: null, lastMessageAt: null });
});

it('tells the refusals for a closed window from all others', () => {
	for (const code of ['SessionWindowExpired', '131047', 131047, 'Chatapp.SessionWindowExpired']) {
		expect(isWindowCode(code)).toBe(true);
	}
	for (const code of ['SessionWindow', '131026', '', null, undefined, {}]) {
		expect(isWindowCode(code)).toBe(false);
	}
});

it.each([
	['525512345678', '5215512345678'],
	['5491123456789', '541123456789'],
	['5511987654321', '551187654321'],
])('knows %s as %s', (user, UserNumber) => {
	expect(windowOf([row(1, { UserNumber })], { ...ASKED, user })).toMatchObject({ window: 'open' });
	expect(windowOf([row(30, { UserNumber })], { ...ASKED, user })).toMatchObject({
		window: 'closed',
	});
});

it.each(['551133334444', '447911123456'])('is closed with no message of %s', (user) => {
	expect(windowOf([], { ...ASKED, user })).toMatchObject({ window: 'closed' });
});
