import type {
	IDataObject,
	INodeProperties,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { NotificationItem } from '../notifications/items/types';
import { scopeOf } from '../notifications/nodeScope';
import { combinedOf } from './combinedPushes';
import { ACCEPTED } from './push';
import { unlessStarted } from './takenPush';

/** Part of the collection `options`, read by `readCombining`. */
export const combineProperty: INodeProperties = {
	displayName: 'Combine Pushes',
	name: 'combinePushes',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/events': ['status'] } },
	description:
		'Whether delivery statuses of pushes that arrive within a tenth of a second, or within a second while n8n is busy, start one execution together, with one item per status. Each push gets its response when the execution has started. Pushes with anything but statuses start their own execution at once.',
};

export function readCombining(options: IDataObject): boolean {
	return options.combinePushes === true;
}

/** What a push brings that is new, and what to do when its run has started or could not be started. */
export interface NewItems {
	readonly items: readonly NotificationItem[];
	readonly remember: () => void;
	readonly save: () => void;
	readonly forget: () => void;
}

export interface CombiningPorts {
	/** Starts a run; `onStarted` is to be called when n8n has started it. */
	start(items: readonly NotificationItem[], onStarted: () => void): Promise<IWebhookResponseData>;
	/** The response that brings the push again. */
	refuse(): IWebhookResponseData;
}

/**
 * Starts one run with the statuses of all pushes that arrive within a moment.
 *
 * A webhook can start a run only by its own call, so the first push starts it for all. The others
 * are answered once it has started: should n8n not start it, or end before, all come again.
 *
 * @param layout which outputs the trigger has
 * @returns null if the push has to start a run of its own
 */
export async function combine(
	context: IWebhookFunctions,
	push: NewItems,
	layout: string,
	{ start, refuse }: CombiningPorts,
): Promise<IWebhookResponseData | null> {
	if (push.items.some(({ event }) => event !== 'status')) return null;
	const { items, remember, forget } = push;
	const bytes = context.getRequestObject().rawBody?.length ?? 0;
	const combined = combinedOf(scopeOf(context));
	const place = combined.place({ items, bytes, remember, forget }, layout);
	if (place === null) return null;

	const { combination } = place;
	if (!place.leads) {
		return (await combination.outcome) ? { webhookResponse: ACCEPTED } : refuse();
	}
	const { releases } = combined;
	unlessStarted(context, () => combination.settle(false));
	let isHandedOver = false;
	try {
		const run = await start(await combination.due(), () => {
			combination.settle(true);
			// Unpublishing may have changed what n8n would save again here, above all the registration.
			if (combined.releases === releases) push.save();
		});
		isHandedOver = true;
		return run;
	} finally {
		if (!isHandedOver) combination.settle(false);
	}
}
