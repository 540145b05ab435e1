import { sleep, type IDataObject } from 'n8n-workflow';

import { ExecutionCancelled } from '../../../alibabaCloud/errors/executionCancelled';
import { rowsOf } from '../../../alibabaCloud/lists/pages';
import { readMessageLog } from '../../calls/messageLog';
import type { OperationContext } from '../../runtime/operation';
import { toResult } from '../../runtime/results';
import { hasReached, type Delivery, type Milestone } from '../../waiting/judgeDelivery';
import { deliveryOfRow } from '../../waiting/messageRow';
import { isMessage } from './messageFilters';
import { messagePeriod } from './messagePeriod';
import type { Envelope } from './sendCall';

/** The rate limit of the list is not documented; pauses grow, since most messages are quick. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5000;

/** Clocks of this machine and of the service differ a little. */
const CLOCK_SLACK_MS = 5 * 60_000;

/** Messages to one person within some minutes. */
const ROWS = 50;

export interface Polled {
	/** What was known last; `null` when the list said nothing of the message. */
	readonly delivery: Delivery | null;
	readonly isReached: boolean;
}

/**
 * Reads the message list until the message has come as far as wanted, has failed, or the time is
 * over. The message is out: a list that cannot be read ends the wait and fails nothing.
 */
export async function pollDelivery(
	context: OperationContext,
	envelope: Envelope,
	{ messageId }: IDataObject,
	{ milestone, limit }: { readonly milestone: Milestone; readonly limit: number },
): Promise<Polled> {
	let delivery: Delivery | null = null;
	if (typeof messageId !== 'string') return { delivery, isReached: false };
	const since = Date.now() - CLOCK_SLACK_MS;
	let left = limit;
	for (let pause = FIRST_PAUSE_MS; left > 0; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
		const now = Math.min(pause, left);
		await sleep(now);
		left -= now;
		if (context.signal?.aborted) break;
		const read = await readOnce(context, envelope, messageId, since);
		if (read === undefined) break;
		delivery = read ?? delivery;
		const status = delivery?.status ?? '';
		if (status === 'failed' || hasReached(status, milestone)) return { delivery, isReached: true };
	}
	return { delivery, isReached: false };
}

/** `null` when the list says nothing of the message yet, `undefined` when it cannot be read. */
async function readOnce(
	context: OperationContext,
	envelope: Envelope,
	messageId: string,
	since: number,
): Promise<Delivery | null | undefined> {
	const { start, end } = messagePeriod(since, undefined, Date.now());
	try {
		// Whether the log knows people by their ID is not documented.
		const user = /^\d+$/.test(envelope.to) ? envelope.to : undefined;
		const page = { direction: 'DOWN', user, start, end, size: ROWS } as const;
		const log = await readMessageLog(context, envelope, page);
		const row = rowsOf(log, 'Data').find((one) => isMessage(toResult(one, {}), messageId));
		return row ? deliveryOfRow(row) : null;
	} catch (error) {
		if (error instanceof ExecutionCancelled) return undefined;
		const reason = error instanceof Error ? error.message : 'unknown error';
		context.functions.logger.warn(
			`The message list could not be read for a delivery status: ${reason}`,
		);
		return undefined;
	}
}
