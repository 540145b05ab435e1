import fc from 'fast-check';

import { assertRules } from '../../../../nodes/ChatApp/messages/rule';
import { offerEnd, readUtcDate } from '../../../../nodes/ChatApp/templates/moment';
import { toMilliseconds } from '../../../../nodes/alibabaCloud/input/dates';

const read = (value: unknown, timezone = 'Asia/Singapore'): string =>
	new Date(toMilliseconds(value, timezone, 'Sent After')).toISOString();

test.each([
	['2026-01-31T09:30:00', 'Asia/Singapore', '2026-01-31T01:30:00.000Z'],
	['2026-01-31 09:30', 'Asia/Singapore', '2026-01-31T01:30:00.000Z'],
	['2026-01-31', 'Asia/Singapore', '2026-01-30T16:00:00.000Z'],
	['2026-07-01T12:00:00', 'America/New_York', '2026-07-01T16:00:00.000Z'],
	['2026-01-01T12:00:00', 'America/New_York', '2026-01-01T17:00:00.000Z'],
	['2026-03-29T01:30:00', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
	['2026-03-29T03:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
	['2026-01-31T09:30:00Z', 'America/New_York', '2026-01-31T09:30:00.000Z'],
	['2026-01-31T09:30:00+02:00', 'America/New_York', '2026-01-31T07:30:00.000Z'],
	[Date.UTC(2026, 0, 31), 'America/New_York', '2026-01-31T00:00:00.000Z'],
	[1769851800, 'America/New_York', '2026-01-31T09:30:00.000Z'],
	['1769851800', 'America/New_York', '2026-01-31T09:30:00.000Z'],
	['1769851800000', 'America/New_York', '2026-01-31T09:30:00.000Z'],
	[new Date(Date.UTC(2026, 0, 31)), 'America/New_York', '2026-01-31T00:00:00.000Z'],
	['2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z'],
	['2026-01-31T09:30:00.123456+0530', 'UTC', '2026-01-31T04:00:00.123Z'],
	['2026/1/31 9:30', 'Asia/Singapore', '2026-01-31T01:30:00.000Z'],
	['Sat, 31 Jan 2026 09:30:00 GMT', 'Asia/Singapore', '2026-01-31T09:30:00.000Z'],
	['Sat Jan 31 2026 09:30:00 GMT+0200 (Eastern)', 'UTC', '2026-01-31T07:30:00.000Z'],
	['January 31, 2026 1:30 PM', 'Asia/Singapore', '2026-01-31T05:30:00.000Z'],
	['Jan 31, 2026 12:05 AM', 'UTC', '2026-01-31T00:05:00.000Z'],
])('%s in %s is %s', (value, timezone, expected) => {
	expect(read(value, timezone)).toBe(expected);
});

test.each([
	...['yesterday', '2026-13-45', {}, '', null, undefined, true, NaN, new Date(NaN), []],
	// Days and times that no calendar has, which JavaScript carries over.
	...['2026-02-31', '2026-02-31T10:00:00', '2026-02-31T10:00:00Z', '2027-02-29', '31 Feb 2026'],
	...['2026-04-31T00:00', '2026-01-31T24:30', '2026-01-31T10:60', '2026-01-31T10:00+25:00'],
	...['Jan 31, 2026 13:00 PM', '0 Jan 2026', 'Mayor 3 2026'],
	// Not to be told apart, or no moment: which is the day, serial numbers of sheets, microseconds.
	...['1/2/2026', 46053.4, '46053', 0, -1, 1769851800000000, '20260131', '9'.repeat(4000)],
])('%j is no date', (value) => {
	expect(() => read(value)).toThrow("'Sent After' is not a date");
});

test('every moment is read back, however it is written', () => {
	const range = { min: new Date('1973-04-01Z'), max: new Date('2199-01-01Z'), noInvalidDate: true };
	fc.assert(
		fc.property(fc.date(range), (date) => {
			const seconds = Math.floor(date.getTime() / 1000);
			const whole = new Date(seconds * 1000);
			const iso = date.toISOString();
			for (const same of [iso, date, date.getTime(), String(date.getTime()), iso.slice(0, -1)]) {
				expect(toMilliseconds(same, 'UTC', 'At')).toBe(date.getTime());
			}
			for (const same of [seconds, String(seconds), whole.toUTCString(), whole.toString()]) {
				expect(toMilliseconds(same, 'Asia/Tokyo', 'At')).toBe(whole.getTime());
			}
		}),
	);
});

test('the end of an offer and the dates of contacts follow the same calendar', () => {
	expect(offerEnd('1769851800', 'end', readUtcDate, undefined)).toBe('1769851800000');
	expect(offerEnd('2026-01-31 09:30', 'end', readUtcDate, undefined)).toBe('1769851800000');
	expect(() => offerEnd('2026-02-31', 'end', readUtcDate, undefined)).toThrow('is not a date');
	const rules = [{ path: '', field: 'Birthday', form: 'date' }] as const;
	expect(() => assertRules('2024-02-29', rules)).not.toThrow();
	expect(() => assertRules('2026-02-31', rules)).toThrow("'Birthday' is not a date");
});
