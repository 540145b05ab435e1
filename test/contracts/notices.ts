import { setMaxListeners } from 'node:events';

import { textOf } from '../../nodes/alibabaCloud/input/text';
import { openQueue, type MessageType } from '../../nodes/alibabaCloud/queue/access';
import type { QueueClient } from '../../nodes/alibabaCloud/queue/client';
import { decodeBody } from '../../nodes/alibabaCloud/queue/messageBody';
import { resolveSite, type SiteName } from '../../nodes/alibabaCloud/queue/site';
import type { QueueMessage } from '../../nodes/alibabaCloud/queue/xml';
import { customEndpoint } from '../../nodes/alibabaCloud/wire/endpoints';
import { normalizeBody } from '../../nodes/notifications/items/normalize';
import type {
	InboundItem,
	NotificationItem,
	StatusItem,
} from '../../nodes/notifications/items/types';
import type { Account } from './account';

/** One message of a queue, and what it held. */
export interface Notice {
	readonly form: 'plain' | 'base64' | 'other';
	readonly items: readonly NotificationItem[];
}

/** A queue that the run reads. */
export interface WatchedQueue {
	readonly name: string;
	readonly messageType: MessageType;
}

/** Before the same messages are looked at again, so that others can take them. */
const PAUSE_MS = 1_000;

/** The service hides for at least a second. */
const SHORTEST_HIDING_S = 1;

/**
 * The notifications that the queues brought. What is not about this run is given back at once, for
 * whoever else reads the queues.
 */
export class Notices {
	readonly all: Notice[] = [];

	givenBack = 0;

	removed = 0;

	/** Taken and not given back: they come again by themselves when their time is over. */
	held = 0;

	/** Why a queue could not be read, by its type. */
	readonly failures = new Map<MessageType, string>();

	readonly opened = new Set<MessageType>();

	private readonly seen = new Set<string>();

	get items(): NotificationItem[] {
		return this.all.flatMap(({ items }) => items);
	}

	get statuses(): StatusItem[] {
		return this.items.filter((item): item is StatusItem => item.event === 'status');
	}

	get inbound(): InboundItem[] {
		return this.items.filter((item): item is InboundItem => item.event === 'inbound');
	}

	/**
	 * Reads until enough came or the time is over.
	 *
	 * @param isOurs what belongs to this run, and is removed
	 */
	async watch(
		account: Account,
		queues: readonly WatchedQueue[],
		site: SiteName,
		{
			until,
			isOurs,
			isEnough,
			stop,
		}: {
			until: number;
			isOurs: (item: NotificationItem) => boolean;
			isEnough: () => boolean;
			stop: AbortSignal;
		},
	): Promise<void> {
		const { credential } = account;
		const siteOf = async () =>
			await Promise.resolve(
				resolveSite(
					site,
					{},
					{
						dybaseapi: customEndpoint(credential, 'dybaseapi'),
						mns: customEndpoint(credential, 'mns'),
					},
				),
			);
		const over = new AbortController();
		const timer = setTimeout(() => over.abort(), Math.max(0, until - Date.now()));
		const signal = AbortSignal.any([stop, over.signal]);
		setMaxListeners(0, signal);
		const read = async (queue: WatchedQueue): Promise<void> => {
			const client = openQueue(account.context, queue, siteOf, Date.now);
			while (!signal.aborted) {
				const received = await client.receive(16, signal);
				if (signal.aborted && !received.ok) return;
				if (!received.ok) {
					this.failures.set(queue.messageType, received.failure.code);
					if (received.failure.reaction === 'stop') return;
					await pause(PAUSE_MS, signal);
					continue;
				}
				this.opened.add(queue.messageType);
				const isNew = await this.take(client, received.value, isOurs);
				if (isEnough()) over.abort();
				else if (!isNew) await pause(PAUSE_MS, signal);
			}
		};
		try {
			await Promise.all(queues.map(read));
		} finally {
			clearTimeout(timer);
		}
	}

	/** Sorts what was received; returns whether there was anything that was not seen before. */
	private async take(
		client: QueueClient,
		messages: readonly QueueMessage[],
		isOurs: (item: NotificationItem) => boolean,
	): Promise<boolean> {
		let isNew = false;
		const ours: string[] = [];
		for (const { id, body, receiptHandle } of messages) {
			const items = normalizeBody(decodeBody(body));
			if (!this.seen.has(id)) {
				isNew = true;
				this.seen.add(id);
				this.all.push({ form: formOf(body), items });
			}
			if (items.length > 0 && items.every(isOurs)) {
				ours.push(receiptHandle);
				continue;
			}
			const back = await client.changeVisibility(receiptHandle, SHORTEST_HIDING_S);
			if (back.ok) this.givenBack += 1;
			else this.held += 1;
		}
		if (ours.length > 0) {
			const removed = await client.remove(ours);
			if (removed.ok) this.removed += ours.length - removed.value.size;
		}
		return isNew;
	}
}

/** The queues of a number, as `QueryChatappPhoneNumbers` names them. */
export function queuesOfNumber(row: Readonly<Record<string, unknown>>): WatchedQueue[] {
	const queues: WatchedQueue[] = [
		{ name: textOf(row.UpQueue), messageType: 'ChatAppInbound' },
		{ name: textOf(row.StatusQueue), messageType: 'ChatAppStatus' },
	];
	return queues.filter(({ name }) => name !== '');
}

function formOf(body: string): Notice['form'] {
	const isJson = (text: string) => /^\s*[[{"]/.test(text);
	if (isJson(body)) return 'plain';
	return isJson(decodeBody(body)) ? 'base64' : 'other';
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise<void>((resolve) => {
		const end = (): void => {
			clearTimeout(timer);
			signal.removeEventListener('abort', end);
			resolve();
		};
		const timer = setTimeout(end, ms);
		signal.addEventListener('abort', end);
	});
}
