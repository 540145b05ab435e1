import type { Fault } from '../faults';
import type { RecordedRequest } from '../requests';

export type ChannelType = 'whatsapp' | 'viber' | 'messenger' | 'instagram' | 'telegram';
export type MessageStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed' | 'received';

/** What a person sees of a message, with the variables filled in. */
export interface MessageAppearance {
	header: {
		type: 'text' | 'image' | 'video' | 'document' | 'location';
		text?: string;
		url?: string;
	} | null;
	/** Text, caption, or a description such as "Location: Office". */
	body: string;
	footer: string | null;
	media: { kind: string; url: string; fileName: string | null } | null;
	buttons: Array<{
		/** "QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", ...; "REPLY" and "LIST" for interactive. */
		type: string;
		text: string;
		/** What goes back when a user taps: the payload of a quick reply, the ID of a button or row. */
		payload: string | null;
		url: string | null;
		/** Of rows of a list: the second line, and the title of the section. */
		description?: string;
		section?: string;
	}>;
	/** The label that opens the list; only on messages with one. */
	listLabel?: string;
	/** What a pressed button gives back; only on answers of that kind. */
	payload?: string;
	/** The cards of a carousel template. */
	cards?: Array<Pick<MessageAppearance, 'header' | 'body' | 'buttons'>>;
}

export interface MessageView {
	id: string;
	/** "out" = the business to the user, "in" = the user to the business. */
	direction: 'out' | 'in';
	channelType: ChannelType;
	custSpaceId: string;
	/** Digits of the user's number (or the user's id on other channels). */
	user: string;
	/** The business's number, page or service id. */
	business: string;
	/** "template" or the type of the content: "text", "image", "REPLY"... */
	type: string;
	template: { code: string; name: string; language: string } | null;
	appearance: MessageAppearance;
	status: MessageStatus;
	error: { code: string; description: string } | null;
	contextMessageId: string | null;
	/** The group that the message was written in. */
	groupId: string | null;
	groupMessageId: string | null;
	taskId: string | null;
	/** Milliseconds. */
	createdAt: number;
	changedAt: number;
}

export interface ChannelView {
	custSpaceId: string;
	name: string;
	channelType: ChannelType;
	state: string;
	wabaId: string | null;
}

export interface NumberView {
	number: string;
	custSpaceId: string;
	channelType: ChannelType;
	verifiedName: string;
	status: string;
	quality: string;
	messagingLimit: string;
	upCallbackUrl: string;
	statusCallbackUrl: string;
	httpFlag: 'Y' | 'N';
	queueFlag: 'Y' | 'N';
	upQueue: string;
	statusQueue: string;
}

export interface UserView {
	/** On other channels than WhatsApp and Viber the ID that the app gives a person. */
	number: string;
	name: string;
	/** The app that a person has. */
	channelType: ChannelType;
}

export interface TemplateView {
	code: string;
	name: string;
	language: string;
	category: string;
	/** "pass", "fail", "auditing", "unaudit", "disabled", "paused". */
	auditStatus: string;
	reason: string | null;
	custSpaceId: string;
	components: unknown[];
}

export interface ConversationView {
	user: string;
	business: string;
	custSpaceId: string;
	/** Milliseconds; null when the user never wrote. Closed when it lies in the past. */
	windowOpenUntil: number | null;
	/** The user wants no more messages: on WhatsApp no marketing, on Viber none at all. */
	optedOut: boolean;
}

export interface PushView {
	id: number;
	kind: 'inbound' | 'status' | 'audit';
	url: string;
	entries: number;
	/** Attempts made so far. */
	attempts: number;
	/** "waiting" for a retry, "delivered", "given up". */
	outcome: 'sending' | 'waiting' | 'delivered' | 'given up';
	/** What the last attempt met: "200", "timeout", "connection refused"... */
	lastAnswer: string | null;
	at: number;
}

export interface QueueView {
	name: string;
	active: number;
	inactive: number;
}

/** The answer of GET /control/state. Lists are in order of creation. */
export interface StateView {
	now: number;
	accountId: string;
	channels: ChannelView[];
	numbers: NumberView[];
	users: UserView[];
	templates: TemplateView[];
	messages: MessageView[];
	conversations: ConversationView[];
	queues: QueueView[];
	/** The account's callback for audit notifications, per channel. */
	accountWebhooks: Array<{
		custSpaceId: string;
		statusCallbackUrl: string;
		httpFlag: 'Y' | 'N';
		queueFlag: 'Y' | 'N';
	}>;
	/** The latest 50. */
	pushes: PushView[];
	faults: Array<Fault & { left: number | null }>;
	requestCount: number;
}

/**
 * One event of GET /control/events; each arrives as an unnamed server-sent event whose `data` is
 * this object as JSON. An entity that is known already is to be replaced by the new one.
 */
export type StateEvent =
	| { type: 'message'; message: MessageView }
	| { type: 'template'; template: TemplateView }
	| { type: 'conversation'; conversation: ConversationView }
	| { type: 'number'; number: NumberView }
	| { type: 'user'; user: UserView }
	| { type: 'push'; push: PushView }
	| { type: 'queue'; queue: QueueView }
	| { type: 'request'; request: RecordedRequest }
	/** Everything may have changed: read the state again. */
	| { type: 'reset' };
