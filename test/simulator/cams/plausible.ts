/** A documented answer: names of types at the leaves, one example row in a list. */
export type ResultShape = string | ResultShape[] | { [name: string]: ResultShape };

export interface Occasion {
	/** What the caller sent: an answer repeats it under the same names. */
	readonly params: Readonly<Record<string, string>>;
	readonly now: number;
	/** From 1; only the first page has rows. */
	readonly page: number;
}

const ROWS = 2;

/** An answer of the documented shape; the same request gets the same answer. */
export function plausible(
	shape: Readonly<Record<string, ResultShape>>,
	occasion: Occasion,
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(shape).map(([name, value]) => [name, valueOf(name, value, occasion, 1)]),
	);
}

function valueOf(name: string, shape: ResultShape, occasion: Occasion, row: number): unknown {
	if (Array.isArray(shape)) return listOf(name, shape[0] ?? 'string', occasion);
	if (typeof shape !== 'string') {
		return Object.fromEntries(
			Object.entries(shape).map(([key, value]) => [key, valueOf(key, value, occasion, row)]),
		);
	}
	if (shape.endsWith('[]')) return listOf(name, shape.slice(0, -2), occasion);
	if (shape.startsWith('map')) return { [`${name}Name`]: `${name} ${row}` };
	if (shape === 'boolean') return true;
	if (shape === 'number') return numberOf(name, occasion, row);
	return textOf(name, occasion, row);
}

function listOf(name: string, row: ResultShape, occasion: Occasion): unknown[] {
	const count = occasion.page === 1 ? ROWS : 0;
	return Array.from({ length: count }, (_, index) => valueOf(name, row, occasion, index + 1));
}

function numberOf(name: string, { now, page, params }: Occasion, row: number): number {
	if (/^Total/.test(name)) return ROWS;
	if (/Time|Timestamp|Gmt/.test(name)) return now;
	const given = Number(params[name] ?? NaN);
	return Number.isFinite(given) ? given : page * row;
}

function textOf(name: string, { params, now }: Occasion, row: number): string {
	if (/^Total/.test(name)) return String(ROWS);
	if (/^(NextToken|NextPage|After|Before)$/.test(name)) return '';
	if (name === 'Code' || name === 'Message') return 'OK';
	const given = params[name];
	if (given && row === 1) return given;
	if (/Url|Uri|Link$/.test(name)) return `https://example.com/${name.toLowerCase()}/${row}`;
	if (/Time|Date|Gmt/.test(name)) return new Date(now).toISOString();
	if (/Id$|Code$|Number$/.test(name)) return `10000000000000000${row}`;
	return `${name} ${row}`;
}
