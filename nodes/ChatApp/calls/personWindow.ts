import type { IDataObject } from 'n8n-workflow';

import { rowsOf } from '../../alibabaCloud/lists/pages';
import type { ChannelType } from '../../alibabaCloud/channels/channels';
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

/** A person and the number that writes to them. */
export interface Pair {
	readonly channelType: ChannelType;
	readonly channel: string;
	/** The number or service ID of the business. */
	readonly from: string;
	/** The person, as the service writes it. */
	readonly to: string;
}

/** How far the clocks of this machine and of the service may differ. */
const CLOCK_SLACK_MS = 15 * 60_000;

const PAGE_SIZE = 100;

/**
 * Whether one may write freely to a person, from one page of the messages that the person wrote in
 * the last 24 hours.
 *
 * @throws NodeApiError of the call.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-listchatappmessage
 */
export async function readWindow(
	{ callApi }: Pick<OperationContext, 'callApi'>,
	{ channelType, channel, from, to }: Pair,
): Promise<Window & { readonly requestId: string | null }> {
	if (!hasMessageLog(channelType)) return { ...windowWithoutLog(channelType), requestId: null };
	const now = Date.now();
	const envelope = await callApi<IDataObject>({
		product: 'cams',
		action: 'ListChatappMessage',
		retry: 'safe',
		body: {
			ChannelType: channelType,
			CustSpaceId: channel,
			BusinessNumber: from,
			UserNumber: to,
			EventAction: 'UP',
			StartTime: now - WINDOW_MS,
			EndTime: now + CLOCK_SLACK_MS,
			Page: { Index: 1, Size: PAGE_SIZE },
		},
	});
	const requestId = requestIdOf(envelope);
	// An answer without a list is no list without rows.
	if (!Array.isArray(envelope.Data)) return { ...UNKNOWN_WINDOW, requestId };
	const asked = { channelType, user: to, pageSize: PAGE_SIZE, now: Date.now() };
	return { ...windowOf(rowsOf(envelope, 'Data'), asked), requestId };
}
