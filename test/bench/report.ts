import type { Row } from './measure';

/** One part of the benchmarks. */
export interface Section {
	readonly title: string;
	readonly rows: readonly Row[];
}

export function isMet({ measured, target, atLeast }: Row): boolean {
	if (target === undefined) return true;
	return atLeast ? measured >= target : measured <= target;
}

/** The table for the README and the terminal. */
export function table(sections: readonly Section[]): string {
	const lines = sections.flatMap(({ title, rows }) =>
		rows.map((row) => [
			title,
			row.what,
			amount(row.measured, row.unit),
			targetOf(row),
			verdict(row),
		]),
	);
	const head = ['Where', 'What', 'Measured', 'Target', 'Met'];
	const widths = head.map((name, column) =>
		Math.max(name.length, ...lines.map((line) => line[column]?.length ?? 0)),
	);
	const format = (line: readonly string[]): string =>
		`| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const rule = widths.map((width) => '-'.repeat(width));
	return [format(head), format(rule), ...lines.map(format)].join('\n');
}

function targetOf({ target, atLeast, unit }: Row): string {
	if (target === undefined) return '';
	return `${atLeast ? 'at least' : 'at most'} ${amount(target, unit)}`;
}

function verdict(row: Row): string {
	if (row.target === undefined) return '';
	return isMet(row) ? 'yes' : 'no';
}

function amount(value: number, unit: string): string {
	const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
	const text = Number.isInteger(value) ? String(value) : value.toFixed(digits);
	return `${text} ${unit}`;
}
