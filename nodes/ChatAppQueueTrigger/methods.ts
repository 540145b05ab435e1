import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { numberOptions } from '../notifications/numbers/options';

/** The numbers of the chosen channel, each with whether its queue is on. */
export async function getPhoneNumbers(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await numberOptions(this, ({ queued }) => (queued ? 'Queue is on' : 'Queue is off'));
}
