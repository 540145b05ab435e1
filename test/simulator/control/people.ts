import { choicesOf, findChoice, type Choice } from '../world/choices';
import type { BusinessNumber } from '../world/channels';
import type { Message } from '../world/messages';
import type { World } from '../world/world';
import { ControlError } from './error';
import { storeFile } from './files';
import { isMedia, nextFileId, replyFields, type Reply } from './reply';
import type { ConversationView, MessageView } from './state';
import { tapReport } from './taps';

export interface TapOptions {
	/** Who taps; default who got the message. Somebody of a group must be named. */
	user?: string;
	/** Whether the notification says in `Context` what was tapped; default yes. */
	quoted?: boolean;
	name?: string;
	fromUserId?: string;
}

/** What the people at the other end do. */
export class People {
	constructor(protected readonly world: World) {}

	/** The user writes to the business, or sends a file or a place. */
	reply(reply: Reply): MessageView {
		const number = this.sender(reply.to);
		if (!reply.user) throw new ControlError('user is missing');
		const type = (reply.type ?? 'TEXT').toUpperCase();
		const { message = this.fields(type, reply), file: _file, location: _place, ...rest } = reply;
		const content = { ...rest, type, message };
		return this.view(this.world.lifecycle.receive(reply.user, number.number, content));
	}

	/** Everything in a message that can be tapped to answer, with what comes back. */
	buttonsOf(messageId: string): Choice[] {
		return choicesOf(this.message(messageId).appearance);
	}

	/** A person taps a button, a quick reply or a row: by its position, title or ID. */
	tap(messageId: string, choice: number | string, options: TapOptions = {}): MessageView {
		const message = this.message(messageId);
		if (message.direction === 'in') throw new ControlError('Nobody can tap a received message');
		if (message.status === 'failed') throw new ControlError(`The message ${messageId} never came`);
		const choices = choicesOf(message.appearance);
		const found = findChoice(choices, choice);
		if (!found) {
			const titles = choices.map(({ title }) => `"${title}"`).join(', ') || 'nothing';
			throw new ControlError(`There is no "${choice}" to tap in ${messageId}, but ${titles}`);
		}
		const { quoted = true, user, ...person } = options;
		if (message.toGroup && user === undefined) {
			throw new ControlError('Say which user of the group taps');
		}
		const context = quoted ? { contextMessageId: message.id } : {};
		const group = message.toGroup ? { groupId: message.user } : {};
		const report = tapReport(found, this.world.options.behavior);
		const content = { ...report, ...person, ...context, ...group };
		const from = user ?? message.user;
		return this.view(this.world.lifecycle.receive(from, message.business, content));
	}

	/** Moves the end of a user's 24-hour window: 0 closes it now. `user` can be a group. */
	window(change: { user: string; to?: string; openForMs: number }): ConversationView {
		const { conversations, now } = this.world;
		const number = this.sender(change.to);
		if (!Number.isFinite(change.openForMs)) throw new ControlError('openForMs is not a number');
		const conversation = conversations.of(change.user, number.number, number.custSpaceId);
		conversation.windowOpenUntil = now + change.openForMs;
		const view = conversations.view(conversation);
		this.world.emit({ type: 'conversation', conversation: view });
		return view;
	}

	/**
	 * The user stops messages, or allows them again (`optedOut: false`). On WhatsApp this is about
	 * marketing alone; `whatsappOptOut` of options.ts says whether anybody is told.
	 */
	optOut(change: { user: string; to?: string; optedOut?: boolean }): ConversationView {
		const { messages, conversations, lifecycle } = this.world;
		const number = this.sender(change.to);
		const message = messages.lastSent(change.user, number.number);
		if (!message) throw new ControlError(`Nothing was sent to ${change.user} yet`);
		lifecycle.optOut(message, change.optedOut ?? true);
		return conversations.view(conversations.of(change.user, number.number, number.custSpaceId));
	}

	protected message(id: string): Message {
		const message = this.world.messages.find(id);
		if (!message) throw new ControlError(`There is no message ${id}`);
		return message;
	}

	protected view(message: Message): MessageView {
		return this.world.messages.view(message);
	}

	private fields(type: string, reply: Reply): unknown {
		const { messages, storage, now } = this.world;
		const quoted = messages.find(reply.contextMessageId ?? '') ?? null;
		const file =
			reply.file && isMedia(type)
				? storeFile(storage, { type, file: reply.file, id: nextFileId(), now })
				: null;
		return replyFields(type, reply, { quoted, file });
	}

	private sender(id: string | undefined): BusinessNumber {
		const { channels } = this.world;
		const number = id === undefined ? channels.numbers[0] : channels.number(id);
		if (!number) throw new ControlError(`There is no sender ${id ?? ''}`.trim());
		return number;
	}
}
