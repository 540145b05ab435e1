import { NodeOperationError, type IDataObject, type INode } from 'n8n-workflow';

import type { NodeFailure } from './failures';

/** More different faults than this nobody reads; the context has more of them. */
const MOST_FAULTS = 10;
const MOST_IN_CONTEXT = 1000;
const LONGEST = 200;

/**
 * All items that failed their check as one failure: "3 of 50 cannot be sent: item 4 (...), 9 (...)".
 * What is wrong with every item alike is told as it is, with everything that the error knows.
 */
export function faultsTogether(
	node: INode,
	faults: ReadonlyMap<number, NodeFailure>,
	itemCount: number,
): NodeFailure {
	const items = [...faults.keys()].sort((a, b) => a - b);
	const byMessage = new Map<string, number[]>();
	for (const item of items) {
		const { message } = faults.get(item) as NodeFailure;
		const alike = byMessage.get(message);
		if (alike) alike.push(item);
		else byMessage.set(message, [item]);
	}
	const first = faults.get(items[0] ?? 0) as NodeFailure;
	if (byMessage.size === 1 && items.length === itemCount) return first;

	const texts = [...byMessage].slice(0, MOST_FAULTS).map(([message, alike], index) => {
		const list = itemList(alike);
		return `${index === 0 ? list : list.replace(/^items? /, '')} (${shortened(message)})`;
	});
	const hidden = [...byMessage.values()].slice(MOST_FAULTS).flat().length;
	const more = hidden > 0 ? ` and ${hidden} more` : '';
	const failure = new NodeOperationError(
		node,
		`${items.length} of ${itemCount} cannot be sent: ${texts.join(', ')}${more}`,
		{
			itemIndex: items[0],
			description: `Nothing was sent. ${first.description ?? ''} To send the other items anyway, set the node's 'On Error' setting to continue.`,
		},
	);
	const told: IDataObject[] = items.slice(0, MOST_IN_CONTEXT).map((item) => {
		const { message, description } = faults.get(item) as NodeFailure;
		return { item, message, description: description ?? null };
	});
	failure.context.faults = told;
	return failure;
}

function shortened(message: string): string {
	return message.length > LONGEST ? `${message.slice(0, LONGEST)}...` : message;
}

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
