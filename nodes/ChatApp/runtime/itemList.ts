/** More than this nobody reads. */
const MOST_RANGES = 20;

/** Items as people write them: `item 4`, `items 0 to 29, 31, 33`; bounded. */
export function itemList(items: readonly number[]): string {
	const ranges: Array<{ from: number; to: number }> = [];
	for (const item of [...items].sort((a, b) => a - b)) {
		const range = ranges.at(-1);
		if (range && item <= range.to + 1) range.to = item;
		else ranges.push({ from: item, to: item });
	}
	const shown = ranges.slice(0, MOST_RANGES).map(({ from, to }) => rangeText(from, to));
	const rest = ranges.slice(MOST_RANGES).reduce((count, { from, to }) => count + to - from + 1, 0);
	const more = rest > 0 ? ` and ${rest} more` : '';
	return `${items.length === 1 ? 'item' : 'items'} ${shown.join(', ')}${more}`;
}

function rangeText(from: number, to: number): string {
	if (from === to) return String(from);
	return to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`;
}
