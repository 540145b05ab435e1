import {
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import { callApi } from '../alibabaCloud/client/client';
import { toText } from '../notifications/items/fields';
import { readCallbacks } from './callbacks';
import { isUrl } from '../alibabaCloud/wire/isUrl';

/** The numbers of the chosen channel, each with the hosts that receive its notifications now. */
export async function getPhoneNumbers(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const channel = toText(this.getCurrentNodeParameter('channel', { extractValue: true }));
	if (channel === null || channel.startsWith('=')) {
		throw new NodeOperationError(this.getNode(), "Choose 'Channel' first", {
			description: "This list depends on 'Channel', which is empty or an expression.",
		});
	}
	const envelope = await callApi(this, {
		product: 'cams',
		action: 'QueryChatappPhoneNumbers',
		retry: 'safe',
		body: { CustSpaceId: channel },
	});
	return readCallbacks(envelope).map(({ number, urls }) => {
		const hosts = [
			...new Set(
				Object.values(urls)
					.filter((url) => isUrl(url))
					.map(hostOf),
			),
		];
		return {
			name: `+${number}`,
			value: number,
			...(hosts.length > 0 ? { description: `Sends to ${hosts.join(' and ')} now` } : {}),
		};
	});
}

function hostOf(url: string): string {
	return new URL(url).host;
}
