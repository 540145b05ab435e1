import type { IDataObject } from 'n8n-workflow';

import type { ApiCall } from '../../alibabaCloud/client/client';
import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { textOf } from '../../alibabaCloud/input/text';
import { dataOf } from '../runtime/results';

/** The WhatsApp Business Account behind a channel. */
export interface BoundAccount {
	readonly wabaId: string;
	/** The Meta business that owns it; empty when the service does not say. */
	readonly businessId: string;
}

/**
 * Reads which WhatsApp Business Account a channel is bound to, so that nobody has to copy its ID.
 *
 * @throws InvalidInput when it is bound to none.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-querychatappbindwaba
 */
export async function readBoundAccount(
	callApi: (call: ApiCall) => Promise<IDataObject>,
	channel: string,
): Promise<BoundAccount> {
	const answer = await callApi({
		product: 'cams',
		action: 'QueryChatappBindWaba',
		retry: 'safe',
		body: { CustSpaceId: channel },
	});
	const { Id, BusinessId } = dataOf(answer);
	if (textOf(Id) === '') {
		throw new InvalidInput(
			"'Channel' has no WhatsApp Business Account",
			"Bind one with the operation 'Bind' of 'Business Account', or choose another channel.",
		);
	}
	return { wabaId: textOf(Id), businessId: textOf(BusinessId) };
}
