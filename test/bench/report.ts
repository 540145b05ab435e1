import type { Row } from './measure';

/** One part of the benchmarks. */
export interface Section {
	readonly title: string;
	readonly rows: readonly Row[];
}

/** What a run leaves behind, for people and for programs. */
export interface Results {
	/** ISO 8601. */
	readonly date: string;
	/** Whether real n8n was part of the run. */
	readonly complete: boolean;
	readonly machine: {
		readonly processor: string;
		readonly cores: number;
		readonly memoryGb: number;
		readonly system: string;
		/** Node.js of the benchmarks themselves. */
		readonly node: string;
		readonly n8n?: string;
		/** Node.js of n8n. */
		readonly n8nNode?: string;
	};
	readonly sections: readonly Section[];
}

/** How many times the rival's figure this one is. */
export function ratioOf({ measured, rival }: Row): number | undefined {
	return rival && measured / rival.measured;
}

export function isMet(row: Row): boolean {
	const { target, atLeast, targetOf } = row;
	if (target === undefined) return true;
	const value = targetOf === 'ratio' ? (ratioOf(row) ?? Number.NaN) : row.measured;
	return atLeast ? value >= target : value <= target;
}

/** The sections with what follows from the figures written out. */
export function judged(sections: readonly Section[]): Section[] {
	return sections.map(({ title, rows }) => ({
		title,
		rows: rows.map((row) => ({
			...row,
			...(row.rival ? { ratio: ratioOf(row) } : {}),
			...(row.target === undefined ? {} : { met: isMet(row) }),
		})),
	}));
}

export const HEAD = ['Where', 'What', 'Measured', 'Compared with', 'Ratio', 'Target', 'Met'];

/** The cells of the table, a line each. */
export function lines(sections: readonly Section[]): string[][] {
	return sections.flatMap(({ title, rows }) =>
		rows.map((row) => [
			title,
			row.what,
			amount(row.measured, row.unit),
			row.rival ? `${row.rival.name}: ${amount(row.rival.measured, row.unit)}` : '',
			figure(ratioOf(row)),
			targetOf(row),
			verdict(row),
		]),
	);
}

/** The table for the terminal. */
export function table(sections: readonly Section[]): string {
	const body = lines(sections);
	const widths = HEAD.map((name, column) =>
		Math.max(name.length, ...body.map((line) => line[column]?.length ?? 0)),
	);
	const format = (line: readonly string[]): string =>
		`| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
	const rule = widths.map((width) => '-'.repeat(width));
	return [format(HEAD), format(rule), ...body.map(format)].join('\n');
}

/** What the figures were measured on. */
export function machineText({ date, machine }: Results): string {
	const { processor, cores, memoryGb, system, node, n8n, n8nNode } = machine;
	const inN8n = n8n ? `, n8n ${n8n} on Node.js ${n8nNode}` : '';
	return `${date.slice(0, 10)}: ${processor}, ${cores} cores, ${memoryGb} GB, ${system}, Node.js ${node}${inN8n}`;
}

function targetOf({ target, atLeast, targetOf: of, unit }: Row): string {
	if (target === undefined) return '';
	const bound = atLeast ? 'at least' : 'at most';
	return of === 'ratio' ? `ratio ${bound} ${figure(target)}` : `${bound} ${amount(target, unit)}`;
}

function verdict(row: Row): string {
	if (row.target === undefined) return '';
	return isMet(row) ? 'yes' : 'no';
}

function amount(value: number, unit: string): string {
	return `${figure(value)} ${unit}`;
}

function figure(value: number | undefined): string {
	if (value === undefined) return '';
	const digits = Number.isInteger(value) || value >= 100 ? 0 : value >= 10 ? 1 : 2;
	return value.toLocaleString('en-GB', { maximumFractionDigits: digits });
}
