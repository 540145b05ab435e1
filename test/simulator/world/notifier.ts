import type { FaultPlan } from '../faults';
import type { Pusher } from '../push/pusher';
import type { QueueView, StateEvent } from '../control/state';
import { queueName, type BusinessNumber, type Channel, type QueueKind } from './channels';
import type { Notification, NotificationKind } from './notifications';

/** The part of the SMQ stand-in that a sender needs. */
export interface QueueSink {
	create(name: string): void;
	enqueue(name: string, body: string): void;
	depth(name: string): { active: number; inactive: number };
	reset(): void;
}

const QUEUE_OF: Readonly<Record<NotificationKind, QueueKind>> = {
	inbound: 'ChatAppInbound',
	status: 'ChatAppStatus',
	audit: 'ChatAppAudit',
};

export interface Target {
	url: string | null;
	queue: string | null;
}

/** Brings notifications where the webhook settings want them: HTTP callback, queue, both, nowhere. */
export class Notifier {
	constructor(
		private readonly accountId: string,
		private readonly pusher: Pusher,
		private readonly queues: QueueSink,
		private readonly faults: FaultPlan,
		private readonly emit: (event: StateEvent) => void,
	) {}

	numberTarget(kind: 'inbound' | 'status', number: BusinessNumber): Target {
		const { webhook } = number;
		const url = kind === 'inbound' ? webhook.upCallbackUrl : webhook.statusCallbackUrl;
		return this.target(kind, webhook.httpFlag === 'Y' ? url : '', webhook.queueFlag);
	}

	accountTarget(channel: Channel): Target {
		const { webhook } = channel;
		const url = webhook.httpFlag === 'Y' ? webhook.statusCallbackUrl : '';
		return this.target('audit', url, webhook.queueFlag);
	}

	send(target: Target, notification: Notification): void {
		if (target.url) this.pusher.add(target.url, notification.kind, notification.http);
		if (target.queue) this.enqueue(target.queue, JSON.stringify(notification.queue));
	}

	/** As given: arrays become one push and one queue message an entry, text stays as it is. */
	sendRaw(target: Target, kind: NotificationKind, entries: unknown): void {
		if (target.url) this.pusher.pushRaw(target.url, kind, entries);
		if (!target.queue) return;
		for (const entry of Array.isArray(entries) ? entries : [entries]) {
			this.enqueue(target.queue, typeof entry === 'string' ? entry : JSON.stringify(entry));
		}
	}

	queueNames(): string[] {
		return Object.values(QUEUE_OF).map((kind) => queueName(this.accountId, kind));
	}

	viewQueue(name: string): QueueView {
		return { name, ...this.queues.depth(name) };
	}

	/** Entries held back by a "reorder" fault, by queue. */
	private readonly held = new Map<string, string[]>();

	private enqueue(queue: string, json: string): void {
		const body = Buffer.from(json).toString('base64');
		if (this.faults.take('mns', 'SendMessage', ['reorder'])) {
			this.held.set(queue, [...(this.held.get(queue) ?? []), body]);
			return;
		}
		const times = this.faults.take('mns', 'SendMessage', ['duplicate']) ? 2 : 1;
		for (let count = 0; count < times; count += 1) this.queues.enqueue(queue, body);
		for (const late of this.held.get(queue) ?? []) this.queues.enqueue(queue, late);
		this.held.delete(queue);
		this.emit({ type: 'queue', queue: this.viewQueue(queue) });
	}

	private target(kind: NotificationKind, url: string, queueFlag: string): Target {
		return {
			url: url || null,
			queue: queueFlag === 'Y' ? queueName(this.accountId, QUEUE_OF[kind]) : null,
		};
	}
}
