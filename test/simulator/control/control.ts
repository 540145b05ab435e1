import type { Fault } from '../faults';
import { DEFAULT_BEHAVIOR, type Behavior } from '../options';
import type { RecordedRequest, RequestLog } from '../requests';
import type { Flag } from '../world/channels';
import type { NotificationKind } from '../world/notifications';
import type { Target } from '../world/notifier';
import { ACCESS_KEY_ID } from '../world/seed';
import type { AuditStatus } from '../world/templates';
import type { World } from '../world/world';
import { ControlError } from './error';
import { People } from './people';
import type { MessageView, StateView, TemplateView } from './state';

export interface RawPush {
	kind: NotificationKind;
	/** Any JSON; text goes out as it is. */
	entries: unknown;
	channelId?: string;
	number?: string;
}

/** What can be changed of a sender, beside its callbacks: as the WhatsApp manager would. */
export interface NumberChange {
	number: string;
	status?: string;
	quality?: string;
	messagingLimit?: string;
	upCallbackUrl?: string;
	statusCallbackUrl?: string;
	httpFlag?: Flag;
	queueFlag?: Flag;
}

export interface ChannelChange {
	custSpaceId: string;
	statusCallbackUrl?: string;
	httpFlag?: Flag;
	queueFlag?: Flag;
}

function given<T extends object>(change: T): Partial<T> {
	const entries = Object.entries(change).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as Partial<T>;
}

/** The script of a test: the same functions in TypeScript and as POST /control/<name>. */
export class Control extends People {
	private readonly startBehavior: Behavior;

	constructor(
		world: World,
		private readonly requests: RequestLog,
		private readonly forget: () => void,
	) {
		super(world);
		this.startBehavior = { ...world.options.behavior };
	}

	/** The seed world again: no messages, requests, faults, nonces; behavior as at the start. */
	reset(): void {
		this.world.faults.clear();
		this.requests.clear();
		Object.assign(this.world.options.behavior, this.startBehavior);
		this.forget();
		this.world.reset();
	}

	state(): StateView {
		return this.world.view(this.requests.all.length);
	}

	deliver({ messageId }: { messageId: string }): MessageView {
		return this.advance(messageId, 'delivered');
	}

	read({ messageId }: { messageId: string }): MessageView {
		return this.advance(messageId, 'read');
	}

	/** `code` as in the receipts, e.g. "131026". */
	fail(failure: { messageId: string; code: string; description?: string }): MessageView {
		const message = this.message(failure.messageId);
		this.world.lifecycle.fail(message, String(failure.code), failure.description);
		return this.view(message);
	}

	/** Without a language: all languages of the template. */
	review(review: {
		templateCode: string;
		language?: string;
		status: AuditStatus;
		reason?: string;
	}): TemplateView[] {
		const { templates, lifecycle } = this.world;
		const found = templates.find({ code: review.templateCode, language: review.language });
		if (found.length === 0) throw new ControlError(`There is no template ${review.templateCode}`);
		return found.map((template) => {
			lifecycle.review(template, review.status, review.reason);
			return templates.view(template);
		});
	}

	/** Sends a raw notification where the webhook settings say; tells where that was. */
	push(raw: RawPush): Target {
		const { notifier } = this.world;
		const target = this.target(raw);
		notifier.sendRaw(target, raw.kind, raw.entries);
		return target;
	}

	fault(fault: Fault): void {
		if (!fault.service || !fault.kind) throw new ControlError('service and kind are needed');
		this.world.faults.add(fault);
	}

	clearFaults(): void {
		this.world.faults.clear();
	}

	/** RAM actions that an access key must not use: "cams:SendChatappMessage", "cams:*". */
	permissions({
		accessKeyId = ACCESS_KEY_ID,
		deny,
	}: {
		accessKeyId?: string;
		deny: string[];
	}): void {
		const credential = this.world.account.credentials.find(accessKeyId);
		if (!credential) throw new ControlError(`There is no access key ${accessKeyId}`);
		credential.denied.clear();
		for (const action of deny) credential.denied.add(action);
	}

	/** Whether the account has activated the product. */
	activate({ activated }: { activated: boolean }): void {
		this.world.account.activated = activated;
	}

	/** Changes switches of options.ts until the next reset. */
	behave(change: Partial<Behavior>): Behavior {
		for (const name of Object.keys(change)) {
			if (!Object.hasOwn(DEFAULT_BEHAVIOR, name)) throw new ControlError(`Unknown switch ${name}`);
		}
		return { ...Object.assign(this.world.options.behavior, given(change)) };
	}

	number({ number: id, ...change }: NumberChange): void {
		const number = this.world.channels.number(id);
		if (!number) throw new ControlError(`There is no sender ${id}`);
		const { upCallbackUrl, statusCallbackUrl, httpFlag, queueFlag, ...state } = change;
		Object.assign(number, given(state));
		Object.assign(number.webhook, given({ upCallbackUrl, statusCallbackUrl, httpFlag, queueFlag }));
		this.world.emitNumber(number);
	}

	channel({ custSpaceId, ...change }: ChannelChange): void {
		const channel = this.world.channels.find(custSpaceId);
		if (!channel) throw new ControlError(`There is no channel ${custSpaceId}`);
		Object.assign(channel.webhook, given(change));
		this.world.emit({ type: 'reset' });
	}

	/** The first request, past or future, that matches. */
	async waitForRequest(
		matches: (request: RecordedRequest) => boolean,
		timeoutMs = 5_000,
	): Promise<RecordedRequest> {
		return await this.requests.waitFor(matches, timeoutMs);
	}

	/** Until no push is collected or under way; those that wait for a retry do not count. */
	async waitForPushes(timeoutMs = 5_000): Promise<void> {
		const end = performance.now() + timeoutMs;
		while (!this.world.pusher.idle) {
			if (performance.now() > end) throw new Error(`Pushes did not end in ${timeoutMs} ms`);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
	}

	private advance(id: string, status: 'delivered' | 'read'): MessageView {
		const message = this.message(id);
		if (message.direction === 'in') throw new ControlError('A received message has no receipts');
		this.world.lifecycle.advance(message, status);
		return this.view(message);
	}

	private target({ kind, channelId, number: id }: RawPush): Target {
		const { channels, notifier } = this.world;
		const number = channels.numbers.find(
			(one) =>
				(id === undefined || one.number === id) &&
				(channelId === undefined || one.custSpaceId === channelId),
		);
		if (!number) throw new ControlError('There is no such sender');
		if (kind === 'audit') return notifier.accountTarget(channels.channelOf(number));
		if (kind !== 'inbound' && kind !== 'status')
			throw new ControlError(`Unknown kind ${String(kind)}`);
		return notifier.numberTarget(kind, number);
	}
}
