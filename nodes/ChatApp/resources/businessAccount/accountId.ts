import { readBoundAccount, type BoundAccount } from '../../calls/boundAccount';
import { META_ID, textParameter } from '../../fields/parameter';
import type { OperationContext } from '../../runtime/operation';

/** Filled in only by who does not want the account of the channel. */
export const wabaIdParameter = textParameter(
	'WabaId',
	{
		displayName: 'WABA ID',
		name: 'wabaId',
		placeholder: 'e.g. 104857600001234',
		description:
			'The ID of the WhatsApp Business Account. Leave empty to use the account of the channel.',
	},
	META_ID,
);

/** The account of a channel, asked for once a run. */
export async function boundAccount(
	{ callApi, once }: OperationContext,
	channel: unknown,
): Promise<BoundAccount> {
	const id = String(channel);
	return await once(`bound account ${id}`, async () => await readBoundAccount(callApi, id));
}
