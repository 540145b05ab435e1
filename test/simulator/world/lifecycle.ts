import type { MessageStatus } from '../control/state';
import { choiceAppearance, contentAppearance, EMPTY_APPEARANCE } from './appearance';
import { WINDOW_MS } from './conversations';
import { deliveryFailure, outcomeOf, type DeliveryFailure } from './delivery-outcomes';
import type { Message } from './messages';
import { auditNotification, inboundNotification, statusNotification } from './notifications';
import { subscriptionNotification, type InboundContent } from './notifications';
import { Scheduler } from './scheduler';
import type { AuditStatus, Template } from './templates';
import type { World } from './world';

/** A message as it was accepted; the world adds id, conversation and times. */
export type AcceptedMessage = Pick<
	Message,
	| 'channelType'
	| 'custSpaceId'
	| 'user'
	| 'business'
	| 'frame'
	| 'type'
	| 'template'
	| 'content'
	| 'appearance'
	| 'contextMessageId'
	| 'groupMessageId'
	| 'taskId'
	| 'toGroup'
>;

/** A user who writes in a group has the group's ID, too. */
type Received = Omit<InboundContent, 'name' | 'quotedFrom'> & { name?: string };

const ORDER: readonly MessageStatus[] = ['accepted', 'sent', 'delivered', 'read'];

/** What happens to messages, users and templates as time goes by, and who is told. */
export class Lifecycle {
	private readonly scheduler = new Scheduler();

	constructor(private readonly world: World) {}

	/** Takes over a message; `failure` is what a receipt will report instead of a delivery. */
	accept(accepted: AcceptedMessage, failure: DeliveryFailure | null = null): Message {
		const { world } = this;
		const { now } = world;
		const { user, business, custSpaceId } = accepted;
		const conversation = world.conversations.of(user, business, custSpaceId);
		const message: Message = {
			...accepted,
			id: world.messages.nextId(now),
			direction: 'out',
			groupId: null,
			status: 'accepted',
			error: null,
			conversationId: conversation.id,
			createdAt: now,
			changedAt: now,
		};
		if (!accepted.toGroup) world.user(user, accepted.channelType);
		world.messages.add(message);
		this.changed(message);
		const { sentMs, deliveredMs, readMs } = world.options.delivery;
		const problem = failure ?? outcomeOf(message, conversation.optedOut);
		if (problem) {
			if (sentMs !== null) this.scheduler.after(sentMs, () => this.settle(message, problem));
			return message;
		}
		this.later(message, 'sent', sentMs);
		this.later(message, 'delivered', deliveredMs);
		this.later(message, 'read', readMs);
		return message;
	}

	/** Moves a message on, with the receipts of the states in between; never backwards. */
	advance(message: Message, status: 'sent' | 'delivered' | 'read'): void {
		if (message.status === 'failed') return;
		const from = ORDER.indexOf(message.status);
		for (const step of ORDER.slice(from + 1, ORDER.indexOf(status) + 1)) {
			message.status = step;
			this.report(message);
		}
	}

	/** A failure ends the message; one that was failed by the service already stays as it is. */
	fail(message: Message, code: string, description?: string): void {
		this.settle(message, deliveryFailure(code, description));
	}

	/** The user writes: opens the window and tells the business. */
	receive(user: string, numberText: string, content: Received): Message {
		const { world } = this;
		const number = world.channels.number(numberText);
		if (!number) throw new Error(`There is no sender ${numberText}`);
		const channel = world.channels.channelOf(number);
		const { now } = world;
		const place = content.groupId ?? user;
		const conversation = world.conversations.of(place, number.number, channel.custSpaceId);
		conversation.windowOpenUntil = now + WINDOW_MS;
		const { message: body } = content;
		const message: Message = {
			id: world.messages.nextId(now),
			direction: 'in',
			channelType: channel.channelType,
			custSpaceId: channel.custSpaceId,
			user,
			business: number.number,
			frame: 'message',
			type: content.type,
			template: null,
			content: typeof body === 'string' ? body : JSON.stringify(body),
			appearance: inboundAppearance(content.type, body),
			status: 'received',
			error: null,
			contextMessageId: content.contextMessageId ?? null,
			groupId: content.groupId ?? null,
			toGroup: false,
			groupMessageId: null,
			taskId: null,
			conversationId: conversation.id,
			createdAt: now,
			changedAt: now,
		};
		world.messages.add(message);
		const quoted = world.messages.find(content.contextMessageId ?? '');
		const full = {
			...content,
			name: content.name ?? world.user(user, channel.channelType).name,
			quotedFrom: quoted?.direction === 'in' ? quoted.user : number.number,
		};
		this.changed(message);
		world.emit({ type: 'conversation', conversation: world.conversations.view(conversation) });
		world.notifier.send(
			world.notifier.numberTarget('inbound', number),
			inboundNotification(message, full, channel, number, world.options.behavior),
		);
		return message;
	}

	/** The user wants no more messages, or wants them again; `message` is the latest one sent. */
	optOut(message: Message, optedOut: boolean): void {
		const { world } = this;
		const { user, business, custSpaceId, channelType } = message;
		const conversation = world.conversations.of(user, business, custSpaceId);
		conversation.optedOut = optedOut;
		world.emit({ type: 'conversation', conversation: world.conversations.view(conversation) });
		const { behavior } = world.options;
		const number = world.channels.number(business, custSpaceId);
		if (!number || (channelType !== 'viber' && behavior.whatsappOptOut === 'nothing')) return;
		world.notifier.send(
			world.notifier.numberTarget('status', number),
			subscriptionNotification(message, optedOut, world.now, behavior),
		);
	}

	/** A new template goes into review. */
	submit(template: Template): void {
		this.world.templates.all.push(template);
		this.beginReview(template);
	}

	/** A changed template is reviewed again. */
	resubmit(template: Template): void {
		Object.assign(template, { auditStatus: 'auditing', reason: null, changedAt: this.world.now });
		this.beginReview(template);
	}

	private beginReview(template: Template): void {
		this.world.emitTemplate(template);
		const { afterMs } = this.world.options.review;
		if (afterMs === null) return;
		this.scheduler.after(afterMs, () => {
			if (template.auditStatus === 'auditing') this.review(template, 'pass');
		});
	}

	review(template: Template, status: AuditStatus, reason?: string): void {
		const { world } = this;
		template.auditStatus = status;
		template.reason = status === 'fail' ? (reason ?? 'INVALID_FORMAT') : (reason ?? null);
		template.changedAt = world.now;
		world.emitTemplate(template);
		const channel = world.channels.find(template.custSpaceId);
		if (!channel) return;
		world.notifier.send(
			world.notifier.accountTarget(channel),
			auditNotification(template, channel, world.options.behavior),
		);
	}

	stop(): void {
		this.scheduler.clear();
	}

	private later(message: Message, status: 'sent' | 'delivered' | 'read', ms: number | null): void {
		if (ms !== null) this.scheduler.after(ms, () => this.advance(message, status));
	}

	private settle(message: Message, problem: DeliveryFailure): void {
		if (message.status === 'failed') return;
		message.status = 'failed';
		message.error = problem;
		this.report(message);
	}

	private report(message: Message): void {
		const { world } = this;
		message.changedAt = world.now;
		this.changed(message);
		const number = world.channels.number(message.business, message.custSpaceId);
		if (!number) return;
		world.notifier.send(
			world.notifier.numberTarget('status', number),
			statusNotification(message, message.status, message.changedAt, world.options.behavior),
		);
	}

	private changed(message: Message): void {
		this.world.emit({ type: 'message', message: this.world.messages.view(message) });
	}
}

function inboundAppearance(type: string, message: unknown) {
	if (typeof message === 'string') return { ...EMPTY_APPEARANCE, body: message };
	const given: Record<string, unknown> =
		message !== null && typeof message === 'object' ? { ...message } : {};
	if (type === 'INTERACTIVE') return choiceAppearance(given);
	return contentAppearance(type.toLowerCase(), {
		...given,
		link: given.url,
		fileName: given.filename ?? given.fileName ?? given.name,
	});
}
