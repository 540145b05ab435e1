import { rowsOf } from '../../alibabaCloud/lists/pages';
import {
	hasMessageLog,
	UNKNOWN_WINDOW,
	WINDOW_MS,
	windowOf,
	windowWithoutLog,
	type Window,
} from '../messages/window';
import type { OperationContext } from '../runtime/operation';
import { requestIdOf } from '../runtime/results';
import { readMessageLog, type Pair } from './messageLog';

/** How far the clocks of this machine and of the service may differ. */
const CLOCK_SLACK_MS = 15 * 60_000;

const PAGE_SIZE = 100;

/**
 * Whether one may write freely to a person, from one page of the messages that the person wrote in
 * the last 24 hours.
 *
 * @throws NodeApiError of the call.
 */
export async function readWindow(
	context: Pick<OperationContext, 'callApi'>,
	pair: Pair,
): Promise<Window & { readonly requestId: string | null }> {
	const { channelType, to } = pair;
	if (!hasMessageLog(channelType)) return { ...windowWithoutLog(channelType), requestId: null };
	const now = Date.now();
	const [start, end] = [now - WINDOW_MS, now + CLOCK_SLACK_MS];
	const page = { direction: 'UP', user: to, start, end, size: PAGE_SIZE } as const;
	const envelope = await readMessageLog(context, pair, page);
	const requestId = requestIdOf(envelope);
	// An answer without a list is no list without rows.
	if (!Array.isArray(envelope.Data)) return { ...UNKNOWN_WINDOW, requestId };
	const asked = { channelType, user: to, pageSize: PAGE_SIZE, now: Date.now() };
	return { ...windowOf(rowsOf(envelope, 'Data'), asked), requestId };
}
