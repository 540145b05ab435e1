import type { ChannelType, MessageAppearance, MessageStatus, MessageView } from '../control/state';

export interface Message {
	id: string;
	direction: 'out' | 'in';
	channelType: ChannelType;
	custSpaceId: string;
	user: string;
	business: string;
	/** "template" or "message" for what is sent; "message" for what comes in. */
	frame: 'template' | 'message';
	/** Type of the content: "text", "image"...; "template" for templates; "TEXT"... for inbound. */
	type: string;
	template: { code: string; name: string; language: string; category: string } | null;
	/** The content as it was given, for the message log. */
	content: string;
	appearance: MessageAppearance;
	status: MessageStatus;
	error: { code: string; description: string } | null;
	contextMessageId: string | null;
	/** The group that the user wrote in. */
	groupId: string | null;
	/** Sent to a group: `user` is its ID. */
	toGroup: boolean;
	groupMessageId: string | null;
	taskId: string | null;
	conversationId: string;
	createdAt: number;
	changedAt: number;
}

export class MessageBook {
	readonly all: Message[] = [];
	private readonly byId = new Map<string, Message>();
	private count = 0;

	/**
	 * Beyond what a JavaScript number keeps, as the service's own ids; and never the same again when
	 * the simulator is started anew, or n8n would take a new message for one that it has seen.
	 */
	nextId(now: number): string {
		this.count += 1;
		const time = new Date(now).toISOString().replace(/\D/g, '').slice(2);
		return `${time}${String(this.count).padStart(4, '0')}`;
	}

	add(message: Message): void {
		this.all.push(message);
		this.byId.set(message.id, message);
	}

	/** The latest that was sent to a user. */
	lastSent(user: string, business: string): Message | undefined {
		return this.all
			.filter((one) => one.direction === 'out' && one.user === user && one.business === business)
			.at(-1);
	}

	find(id: string): Message | undefined {
		return this.byId.get(id);
	}

	view(message: Message): MessageView {
		const { id, direction, channelType, custSpaceId, user, business, appearance } = message;
		const { status, error, contextMessageId, groupMessageId, taskId } = message;
		const groupId = message.toGroup ? user : message.groupId;
		const template = message.template && {
			code: message.template.code,
			name: message.template.name,
			language: message.template.language,
		};
		return {
			...{ id, direction, channelType, custSpaceId, user, business, template, appearance },
			...{ status, error, contextMessageId, groupId, groupMessageId, taskId },
			type: message.type,
			createdAt: message.createdAt,
			changedAt: message.changedAt,
		};
	}
}
