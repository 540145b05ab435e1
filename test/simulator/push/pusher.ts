import type { ClientRequest } from 'node:http';
import { DELIVERY_FAULTS, type FaultPlan } from '../faults';
import type { PushView } from '../control/state';
import type { SimulatorOptions } from '../options';
import type { NotificationKind } from '../world/notifications';
import { Scheduler } from '../world/scheduler';
import { isAccepted, post } from './post';

interface Batch {
	url: string;
	kind: NotificationKind;
	body: string;
	view: PushView;
}

/** How long a batch with the fault "reorder" waits for another one to overtake it. */
const REORDER_MS = 250;
const KEPT = 50;

/**
 * The HTTP batch push: entries of one kind for one URL are collected for a moment, posted as a JSON
 * array, and posted again after the waiting times when the receiver does not take them.
 */
export class Pusher {
	/** The latest. */
	readonly views: PushView[] = [];

	/** Of all pushes, also those that are no longer among the latest. */
	readonly totals = { delivered: 0, givenUp: 0, unsettled: 0 };

	private readonly open = new Map<string, unknown[]>();
	private held: Batch[] = [];
	private readonly scheduler = new Scheduler();
	private readonly running = new Set<ClientRequest>();
	private unsettled = 0;
	private count = 0;
	private era = 0;

	constructor(
		private readonly settings: SimulatorOptions['push'],
		private readonly clock: () => number,
		private readonly faults: FaultPlan,
		private readonly changed: (view: PushView) => void,
	) {}

	add(url: string, kind: NotificationKind, entry: unknown): void {
		const key = `${kind} ${url}`;
		const waiting = this.open.get(key);
		if (waiting) {
			waiting.push(entry);
			if (waiting.length >= this.settings.maxBatch) this.close(key, url, kind);
			return;
		}
		this.open.set(key, [entry]);
		this.scheduler.after(this.settings.batchWindowMs, () => this.close(key, url, kind));
	}

	/** A body of its own, whatever it is: text goes out as it is, the rest as JSON. */
	pushRaw(url: string, kind: NotificationKind, entries: unknown): void {
		const body = typeof entries === 'string' ? entries : JSON.stringify(entries);
		this.begin(url, kind, body, Array.isArray(entries) ? entries.length : 1);
	}

	/** Nothing is being collected or posted; batches that wait for a retry do not count. */
	get idle(): boolean {
		return this.open.size === 0 && this.unsettled === 0 && this.held.length === 0;
	}

	reset(): void {
		this.era += 1;
		this.scheduler.clear();
		for (const call of this.running) call.destroy();
		this.running.clear();
		this.open.clear();
		this.held = [];
		this.views.length = 0;
		Object.assign(this.totals, { delivered: 0, givenUp: 0, unsettled: 0 });
		this.unsettled = 0;
	}

	private close(key: string, url: string, kind: NotificationKind): void {
		const entries = this.open.get(key);
		if (!entries) return;
		this.open.delete(key);
		const plan = this.faults.take('push', kind, DELIVERY_FAULTS);
		if (plan?.kind === 'reorder') {
			const late = this.batch(url, kind, JSON.stringify([...entries].reverse()), entries.length);
			this.held.push(late);
			this.scheduler.after(REORDER_MS, () => this.release(late));
			return;
		}
		const times = plan?.kind === 'duplicate' ? 2 : 1;
		for (let count = 0; count < times; count += 1) {
			this.begin(url, kind, JSON.stringify(entries), entries.length);
		}
		for (const late of this.held.filter((one) => one.url === url)) this.release(late);
	}

	private release(batch: Batch): void {
		if (!this.held.includes(batch)) return;
		this.held = this.held.filter((one) => one !== batch);
		void this.attempt(batch);
	}

	private begin(url: string, kind: NotificationKind, body: string, entries: number): void {
		void this.attempt(this.batch(url, kind, body, entries));
	}

	private batch(url: string, kind: NotificationKind, body: string, entries: number): Batch {
		this.count += 1;
		const view: PushView = {
			...{ id: this.count, kind, url, entries, attempts: 0 },
			...{ outcome: 'sending' as const, lastAnswer: null, at: this.clock() },
		};
		this.totals.unsettled += 1;
		this.views.push(view);
		if (this.views.length > KEPT) this.views.shift();
		return { url, kind, body, view };
	}

	private async attempt(batch: Batch): Promise<void> {
		const era = this.era;
		const { view } = batch;
		view.attempts += 1;
		view.outcome = 'sending';
		this.unsettled += 1;
		const result = await this.postOnce(batch, era);
		if (era !== this.era) return;
		this.unsettled -= 1;
		view.lastAnswer = result.failure ?? String(result.status);
		view.at = this.clock();
		const wait = this.settings.retryAfterMs[view.attempts - 1];
		if (isAccepted(result)) {
			view.outcome = 'delivered';
			this.settle('delivered');
		} else if (wait === undefined) {
			view.outcome = 'given up';
			this.settle('givenUp');
		} else {
			view.outcome = 'waiting';
			this.scheduler.after(wait, () => void this.attempt(batch));
		}
		this.changed(view);
	}

	private settle(outcome: 'delivered' | 'givenUp'): void {
		this.totals.unsettled -= 1;
		this.totals[outcome] += 1;
	}

	private async postOnce(batch: Batch, era: number) {
		const fault = this.faults.take('push', batch.kind);
		if (fault) {
			const wait = fault.delayMs ?? (fault.kind === 'delay' ? 1_000 : 0);
			if (wait > 0) await new Promise<void>((resolve) => this.scheduler.after(wait, resolve));
			if (era !== this.era) return { status: 0, body: '' };
			if (fault.kind === 'status' || fault.kind === 'throttle') {
				return { status: 0, body: '', failure: 'not sent (fault)' };
			}
		}
		const body = fault?.kind === 'html' ? '<html><body>Bad Gateway</body></html>' : batch.body;
		const cut = fault?.kind === 'reset' || fault?.kind === 'truncate' ? fault.kind : undefined;
		const { timeoutMs } = this.settings;
		return await post(batch.url, body, { timeoutMs, running: this.running, cut });
	}
}
