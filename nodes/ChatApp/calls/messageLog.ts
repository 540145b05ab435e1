import type { IDataObject } from 'n8n-workflow';

import type { ChannelType } from '../../alibabaCloud/channels/channels';
import type { OperationContext } from '../runtime/operation';

/** A person and the number that writes to them. */
export interface Pair {
	readonly channelType: ChannelType;
	readonly channel: string;
	/** The number or service ID of the business. */
	readonly from: string;
	/** The person, as the service writes it. */
	readonly to: string;
}

/** Which messages of the log to read. */
export interface LogPage {
	/** `UP`: what the person wrote, `DOWN`: what was sent. */
	readonly direction: 'UP' | 'DOWN';
	/** The person; left out where the log may not know them by what is at hand. */
	readonly user: string | undefined;
	/** In milliseconds. */
	readonly start: number;
	readonly end: number;
	readonly size: number;
}

/**
 * The first page of the messages between a number and a person: the whole envelope.
 *
 * @throws NodeApiError of the call.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-listchatappmessage
 */
export async function readMessageLog(
	{ callApi }: Pick<OperationContext, 'callApi'>,
	{ channelType, channel, from }: Pair,
	{ direction, user, start, end, size }: LogPage,
): Promise<IDataObject> {
	return await callApi<IDataObject>({
		product: 'cams',
		action: 'ListChatappMessage',
		retry: 'safe',
		body: {
			ChannelType: channelType,
			CustSpaceId: channel,
			BusinessNumber: from,
			...(user === undefined ? {} : { UserNumber: user }),
			EventAction: direction,
			StartTime: start,
			EndTime: end,
			Page: { Index: 1, Size: size },
		},
	});
}
