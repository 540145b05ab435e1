import { toMilliseconds } from '../../../nodes/ChatApp/timestamps';

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
])('%s in %s is %s', (value, timezone, expected) => {
	expect(read(value, timezone)).toBe(expected);
});

test.each(['yesterday', '2026-13-45', {}, ''])('%j is no date', (value) => {
	expect(() => read(value)).toThrow("'Sent After' is not a date");
});
