import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { parseUrl } from '../alibabaCloud/wire/url';
import { numberOptions } from '../notifications/numbers/options';

/** The numbers of the chosen channel, each with the hosts that receive its notifications now. */
export async function getPhoneNumbers(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await numberOptions(this, ({ urls }) => {
		const hosts = Object.values(urls).flatMap((url) => parseUrl(url)?.host ?? []);
		return hosts.length > 0 ? `Sends to ${[...new Set(hosts)].join(' and ')} now` : '';
	});
}
