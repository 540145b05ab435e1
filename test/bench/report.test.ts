import type { Row } from './measure';
import { isMet, judged, lines, ratioOf } from './report';

const row: Row = { what: 'a call', measured: 30, unit: 'ms' };
const against: Row = { ...row, rival: { name: 'theirs', measured: 60 } };

it.each<[string, Row, boolean]>([
	['no target', row, true],
	['at most, reached', { ...row, target: 30 }, true],
	['at most, missed', { ...row, target: 29 }, false],
	['at least, reached', { ...row, target: 30, atLeast: true }, true],
	['at least, missed', { ...row, target: 31, atLeast: true }, false],
	['a ratio, reached', { ...against, target: 0.5, targetOf: 'ratio' }, true],
	['a ratio, missed', { ...against, target: 0.4, targetOf: 'ratio' }, false],
	['a ratio without a rival', { ...row, target: 100, targetOf: 'ratio' }, false],
	['nothing measured', { ...row, measured: Number.NaN, target: 100 }, false],
])('judges a target: %s', (_, judgedRow, met) => {
	expect(isMet(judgedRow)).toBe(met);
});

it('returns the ratio to the rival of the same run', () => {
	expect(ratioOf(against)).toBe(0.5);
	expect(ratioOf(row)).toBeUndefined();
});

it('writes out for programs what follows from the figures', () => {
	const rows = [{ ...against, target: 40 }, row];
	expect(judged([{ title: 'Client', rows }])).toEqual([
		{ title: 'Client', rows: [{ ...against, target: 40, ratio: 0.5, met: true }, row] },
	]);
});

it('shows a line for people', () => {
	const rows: Row[] = [
		{ ...against, target: 0.4, targetOf: 'ratio' },
		{ ...row, measured: 12345.6, target: 500, atLeast: true },
	];
	expect(lines([{ title: 'Client', rows }])).toEqual([
		['Client', 'a call', '30 ms', 'theirs: 60 ms', '0.5', 'ratio at most 0.4', 'no'],
		['Client', 'a call', '12,346 ms', '', '', 'at least 500 ms', 'yes'],
	]);
});
