import type { INode, INodeProperties, ITriggerFunctions } from 'n8n-workflow';

import type { EventKind } from '../notifications/items/types';
import { publishingError } from '../notifications/publishingError';

/** A full run of all places, and of one, fits into what may be under way. */
const MOST = 1_000;

interface Row {
	/** Stored in workflows: never rename. */
	readonly name: string;
	readonly default: number;
	readonly displayOptions: INodeProperties['displayOptions'];
}

const OTHERS = ['inbound', 'audit'] satisfies EventKind[];

/**
 * Two parameters with one label, so that the default of one does not pass to the other when a kind is
 * added: what people write starts an execution for each message, statuses come by the thousand.
 */
const ROWS = Object.freeze({
	statuses: {
		name: 'statusesPerRun',
		default: 100,
		displayOptions: { show: { events: ['status'] }, hide: { events: OTHERS } },
	},
	others: { name: 'messagesPerRun', default: 1, displayOptions: { show: { events: OTHERS } } },
}) satisfies Readonly<Record<string, Row>>;

export const messagesPerRunProperties: INodeProperties[] = Object.values(ROWS).map((row) => ({
	displayName: 'Messages per Run',
	...row,
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST, numberPrecision: 0 },
	description:
		'How many messages of a queue one execution may get, each as an item. It starts with fewer as soon as the queue has no more. Each message is deleted or delivered again for itself. One that was delivered before runs alone, so that a message that fails does not hold up the others.',
}));

/** What the parameter says for these kinds; NaN if it is not a number. */
export function readMessagesPerRun(
	context: Pick<ITriggerFunctions, 'getNodeParameter'>,
	events: readonly EventKind[],
): number {
	const isStatusOnly = events.length > 0 && events.every((kind) => kind === 'status');
	const row = isStatusOnly ? ROWS.statuses : ROWS.others;
	const value: unknown = context.getNodeParameter(row.name, row.default);
	return typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
}

/** @throws NodeOperationError unless it is a number of messages */
export function checkMessagesPerRun(node: INode, messages: number): void {
	if (Number.isInteger(messages) && messages >= 1 && messages <= MOST) return;
	const problem = Number.isFinite(messages) ? `is ${messages}` : 'is not a number';
	throw publishingError(
		node,
		`'Messages per Run' ${problem}`,
		'Enter a whole number from 1 to 1,000.',
	);
}
