import {
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import { callApi } from '../../alibabaCloud/client/client';
import { toText } from '../items/fields';
import { type NumberCallbacks, readCallbacks } from './callbacks';

/**
 * The numbers of the chosen channel, to choose from.
 *
 * @param describe what to say of a number; empty for nothing
 */
export async function numberOptions(
	context: ILoadOptionsFunctions,
	describe: (number: NumberCallbacks) => string,
): Promise<INodePropertyOptions[]> {
	const channel = toText(context.getCurrentNodeParameter('channel', { extractValue: true }));
	if (channel === null || channel.startsWith('=')) {
		throw new NodeOperationError(context.getNode(), "Choose 'Channel' first", {
			description: "This list depends on 'Channel', which is empty or an expression.",
		});
	}
	const envelope = await callApi(context, {
		product: 'cams',
		action: 'QueryChatappPhoneNumbers',
		retry: 'safe',
		body: { CustSpaceId: channel },
	});
	return readCallbacks(envelope).map((number) => {
		const description = describe(number);
		return {
			name: `+${number.number}`,
			value: number.number,
			...(description === '' ? {} : { description }),
		};
	});
}
