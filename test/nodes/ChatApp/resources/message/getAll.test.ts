import type { IDataObject } from 'n8n-workflow';

import { messagePeriod } from '../../../../../nodes/ChatApp/resources/message/messagePeriod';
import { collectByCursor, collectPages } from '../../../../../nodes/alibabaCloud/lists/pages';
import { byId, CHANNEL, SEND_TEMPLATE, SENDER } from '../../fields/parameters';
import { callsOf, results, run, simulator, useSimulator } from '../../workbench';

const LIST = {
	...{ resource: 'message', operation: 'getAll', channelType: 'whatsapp' },
	...{ channel: byId(CHANNEL), businessNumber: byId(SENDER) },
};
const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 1);

useSimulator();

test('the period is always named: the last 30 days without a filter', async () => {
	const before = Date.now();
	await results({ ...LIST, filters: {} });
	const [{ StartTime, EndTime } = {}] = callsOf('ListChatappMessage');
	expect(Number(EndTime)).toBeGreaterThanOrEqual(before);
	expect(Number(EndTime) - Number(StartTime)).toBe(30 * DAY);
});

test.each<[from: number | undefined, until: number | undefined, start: number, end: number]>([
	[undefined, NOW - DAY, NOW - 31 * DAY, NOW - DAY],
	[NOW - 60 * DAY, NOW - DAY, NOW - 60 * DAY, NOW - DAY],
	[NOW - 60 * DAY, undefined, NOW - 60 * DAY, NOW + 900_000],
	[NOW - 90 * DAY, undefined, NOW - 90 * DAY, NOW],
])('from %p until %p', (from, until, start, end) => {
	expect(messagePeriod(from, until, NOW)).toEqual({ start, end });
});

test.each([
	[
		{ startTime: '2026-01-01', endTime: '2026-05-01' },
		'The period is 120 days long, but the maximum is 90',
	],
	[{ startTime: '2026-02-02', endTime: '2026-02-01' }, "'Sent Before' is not after 'Sent After'"],
	[{ startTime: '2199-01-01' }, "'Sent After' is in the future"],
	[{ startTime: '2026-02-31' }, "'Sent After' is not a date"],
])('%j is refused before the call', async (filters, message) => {
	expect((await run({ ...LIST, filters })).error?.message).toContain(message);
	expect(callsOf('ListChatappMessage')).toEqual([]);
});

test.each([
	['+65 9123 0001', '6591230001'],
	['(65) 9123-0001', '6591230001'],
	['SG.1349120865530274191', 'SG.1349120865530274191'],
	['EAacmeGroup1', 'EAacmeGroup1'],
	['120363041@g.us', '120363041@g.us'],
])('messages of %s are those of %s', async (userNumber, UserNumber) => {
	await results({ ...LIST, filters: { userNumber } });
	expect(callsOf('ListChatappMessage')).toMatchObject([{ UserNumber }]);
});

test.each(['+6531589000', '+65 3158-9000', '0065 3158 9000'])(
	'the number of the business can be written as %s',
	async (number) => {
		await results({ ...LIST, businessNumber: byId(`={{ "${number}" }}`) });
		expect(callsOf('ListChatappMessage')[0]).toMatchObject({ BusinessNumber: SENDER });
	},
);

test.each(['tel:+6591230001', '+65 9123 0001 ext. 5'])(
	'%s is no other person',
	async (userNumber) => {
		const { error } = await run({ ...LIST, filters: { userNumber } });
		expect(error?.message).toContain("'User Number' is not a valid phone number");
	},
);

test('the simplified item shows what was delivered and read', async () => {
	const [sent] = await results(SEND_TEMPLATE);
	const row = async (): Promise<IDataObject | undefined> => (await results(LIST))[0];
	const id = String(sent?.messageId);
	simulator.control.deliver({ messageId: id });
	expect(await row()).toMatchObject({
		...{ messageStatus: 'success', messageStatusName: 'Delivered' },
		...{ clientAcceptStatusName: 'Delivered', clientReadStatus: 'unread' },
		clientReadStatusName: 'Unread',
	});
	simulator.control.read({ messageId: id });
	expect(await row()).toMatchObject({ clientReadStatus: 'read', clientReadStatusName: 'Read' });
});

test('one message is found by its ID, on whichever page it is', async () => {
	const [first] = await results(SEND_TEMPLATE);
	for (let more = 0; more < 55; more++) {
		simulator.control.reply({ user: '6591230001', text: `${more}` });
	}
	const messageId = String(first?.messageId);
	expect(await results({ ...LIST, limit: 1, filters: { messageId } })).toMatchObject([
		{ messageId },
	]);
	expect(callsOf('ListChatappMessage')).toHaveLength(2);
	expect(await results({ ...LIST, filters: { messageId: 'none' } })).toEqual([]);
});

test('rows that are not wanted count neither for the limit nor as the end', async () => {
	const rows = Array.from({ length: 30 }, (_, index) => ({ index }));
	const isWanted = ({ index }: { index: number }): boolean => index >= 20;
	const page = (from: number) => rows.slice(from, from + 10);
	const wanted = { isWanted, size: 10 };
	const byNumber = async (index: number) =>
		await Promise.resolve({ rows: page((index - 1) * 10), total: null });
	expect(await collectPages(byNumber, 3, wanted)).toEqual(rows.slice(20, 23));
	const byCursor = async (cursor: string | null) =>
		await Promise.resolve({ rows: page(Number(cursor)), next: String(Number(cursor) + 10) });
	expect(await collectByCursor(byCursor, 3, wanted)).toEqual(rows.slice(20, 23));
});

test.each(['abc', 2.5, 0, -1, '', '={{ $json.none }}', '={{ null }}', '1e400'])(
	"'Limit' %j is refused",
	async (limit) => {
		const finished = await run({ ...LIST, limit });
		expect(finished.error?.message).toContain("'Limit' is not a whole number greater than 0");
		expect(callsOf('ListChatappMessage')).toEqual([]);
	},
);

test("'Limit' may be digits", async () => {
	await results({ ...LIST, limit: '={{ "7" }}' });
	expect(callsOf('ListChatappMessage')[0]?.Page).toBe('{"Index":1,"Size":7}');
});
