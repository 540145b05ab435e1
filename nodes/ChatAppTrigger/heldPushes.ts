import { sleep } from 'n8n-workflow';

import type { NotificationItem } from '../notifications/items/types';
import { JoinBudget } from '../notifications/joining/joinBudget';
import { Joiner, type JoinSettings, type Piece } from '../notifications/joining/joiner';
import { conversationOf, mannerOf, timeOf } from '../notifications/joining/manner';

/** Either what to run now, or what to wait for; null when a later push runs it. */
export type Offer =
	| { readonly now: readonly NotificationItem[] }
	| { readonly later: Promise<readonly NotificationItem[] | null> };

/** One push that waits. Its own run is the only one that it can start. */
interface Carrier {
	readonly conversations: Set<string>;
	/** Ends the waiting. */
	readonly wake: () => void;
}

/**
 * For the whole process. n8n keeps the sandbox of a call until it is over, so there are few that
 * wait.
 */
const LIMITS = Object.freeze({ conversations: 100, messages: 2_000, bytes: 16 * 1024 * 1024 });

const SLICE_MS = 200;

const budget = new JoinBudget(LIMITS);

/**
 * Pushes of one trigger that wait for more messages.
 *
 * A webhook can start one run, and only by its own call. So the call that brought the newest message
 * of a conversation carries all of it, and the calls before it end without a run. What comes
 * together in one push is due together.
 */
export class HeldPushes {
	private readonly joiner = new Joiner<NotificationItem>(budget);

	private readonly carriers = new Map<string, Carrier>();

	private released = 0;

	get isEmpty(): boolean {
		return this.joiner.size === 0;
	}

	/** How often everything was released; see `releaseHeld`. */
	get releases(): number {
		return this.released;
	}

	/**
	 * Holds the items of a push, or says what to run now: where something in the push must not wait or
	 * nothing more can be held, that is the whole push with what was held of its conversations.
	 *
	 * @param now in milliseconds
	 */
	offer(items: readonly NotificationItem[], settings: JoinSettings, now: number): Offer {
		const conversations = new Set(items.map((item) => conversationOf(item) ?? ''));
		const mustRun = items.some((item) => mannerOf(item) !== 'hold');
		if (mustRun) {
			const isOnlyPassing = items.every((item) => mannerOf(item) === 'pass');
			return { now: isOnlyPassing ? items : [...this.takeAll(conversations), ...items] };
		}
		const full: NotificationItem[] = [];
		for (const item of items) full.push(...(this.hold(item, settings, now) ?? []));
		if (full.length > 0) return { now: [...full, ...this.takeAll(conversations)] };
		return { later: this.carry(conversations, now) };
	}

	/**
	 * Holds again what was to run and did not. No call waits with it: the next push of its conversations
	 * takes it along.
	 */
	putBack(items: readonly NotificationItem[], settings: JoinSettings, now: number): void {
		for (const item of items) {
			this.joiner.holdAgain(conversationOf(item) ?? '', pieceOf(item), settings, now);
		}
	}

	/** Makes everything due at once. */
	release(): void {
		this.released++;
		for (const carrier of this.carriers.values()) carrier.wake();
	}

	/** Null while it is held; see `Joiner`. */
	private hold(
		item: NotificationItem,
		settings: JoinSettings,
		now: number,
	): NotificationItem[] | null {
		return this.joiner.hold(conversationOf(item) ?? '', pieceOf(item), settings, now);
	}

	private async carry(conversations: Set<string>, now: number): Promise<NotificationItem[] | null> {
		const woken = new AbortController();
		const carrier: Carrier = { conversations, wake: () => woken.abort() };
		this.leaveTo(carrier);
		const dueAt = Math.min(...[...conversations].map((one) => this.joiner.dueAt(one) ?? now));
		await wait(dueAt - now, woken.signal);
		return conversations.size === 0 ? null : this.takeAll(conversations);
	}

	/** Those who carried these conversations until now have the rest, or nothing more to wait for. */
	private leaveTo(carrier: Carrier): void {
		for (const conversation of carrier.conversations) {
			this.drop(conversation);
			this.carriers.set(conversation, carrier);
		}
	}

	private drop(conversation: string): void {
		const before = this.carriers.get(conversation);
		if (before === undefined) return;
		this.carriers.delete(conversation);
		before.conversations.delete(conversation);
		if (before.conversations.size === 0) before.wake();
	}

	private takeAll(conversations: ReadonlySet<string>): NotificationItem[] {
		return [...conversations].flatMap((conversation) => {
			this.drop(conversation);
			return this.joiner.take(conversation);
		});
	}
}

function pieceOf(item: NotificationItem): Piece<NotificationItem> {
	return { content: item, time: timeOf(item), bytes: JSON.stringify(item).length };
}

/**
 * In slices, because a wait cannot be ended. Counted as well as looked up, so that a clock that is
 * set back makes it no longer.
 */
async function wait(milliseconds: number, woken: AbortSignal): Promise<void> {
	const until = Date.now() + milliseconds;
	const early = new Promise((resolve) => woken.addEventListener('abort', resolve));
	for (let left = milliseconds; left > 0 && Date.now() < until; left -= SLICE_MS) {
		await Promise.race([sleep(Math.min(SLICE_MS, left)), early]);
		if (woken.aborted) return;
	}
}

const held = new Map<string, HeldPushes>();

/**
 * What is held of a node in this process, at this moment: once nothing is held, it is another object.
 *
 * @param scope what tells the node from all others
 */
export function heldOf(scope: string): HeldPushes {
	for (const [other, pushes] of held) if (pushes.isEmpty) held.delete(other);
	const pushes = held.get(scope) ?? new HeldPushes();
	held.set(scope, pushes);
	return pushes;
}

/** Starts the runs of what is held, because the workflow is unpublished. */
export function releaseHeld(scope: string): void {
	held.get(scope)?.release();
}
