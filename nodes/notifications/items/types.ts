/** A value as it can stand in JSON. Only the top of `raw` is looked at, so objects stay opaque. */
export type Json = string | number | boolean | null | object;

/** The kinds of notification that a trigger can be switched on for. */
export type EventKind = 'inbound' | 'status' | 'audit';

/**
 * A person as the channels name them. `key` stays the same for one person of one channel, also from
 * the day on which the phone number is hidden, so it can be used to find the person again.
 */
export type Recipient = {
	/** What an answer goes to: `+` and the phone number, else the ID. */
	address: string | null;
	key: string | null;
	/** Digits only. */
	phone: string | null;
	/** Business-scoped user id. */
	userId: string | null;
	parentUserId: string | null;
	userName: string | null;
};

export type Sender = Recipient & {
	/** Name of the profile. */
	name: string | null;
};

export type Reply = {
	/** What tells the choice: the payload, else the ID, else the title. */
	value: string | null;
	/** What was used: `button`, `list` or `flow`; other kinds as the channel calls them. */
	kind: string | null;
	id: string | null;
	/** The label that the person saw. */
	title: string | null;
	/** The value that was given with the button when it was sent. */
	payload: string | null;
	/** What was filled into a flow, or came with an answer that is no button or list row. */
	data: Json;
	/** `ended` for a choice of a question that no execution waits for any more. */
	answersQuestion: 'ended' | null;
};

export type Media = {
	url: string | null;
	id: string | null;
	mimeType: string | null;
	fileName: string | null;
	caption: string | null;
	/** ISO 8601, UTC. */
	expiresAt: string | null;
};

export type Location = {
	latitude: number | null;
	longitude: number | null;
	name: string | null;
	address: string | null;
};

/** What one reads from the content of an inbound message, whatever its type. */
export type Content = {
	text: string | null;
	reply: Reply | null;
	media: Media | null;
	location: Location | null;
	contacts: Json[] | null;
	order: Json;
	/** The advertisement that the person came from, as sent, with `ctwa_clid` in any case. */
	referral: Referral | null;
	/** What changed about the person, in a message of type `system`. */
	system: SystemChange | null;
};

export type Referral = Readonly<Record<string, unknown>> & { ctwa_clid: string | null };

/** A number or an ID of a person that has become another one. */
export type SystemChange = {
	/** In lower case, as the channel calls it. */
	kind: string | null;
	oldId: string | null;
	newId: string | null;
};

export type InboundItem = {
	event: 'inbound';
	eventKey: string;
	channelId: string | null;
	wabaId: string | null;
	messageId: string | null;
	from: Sender;
	to: string | null;
	type: string;
} & Content & {
		/** The message that this one answers or reacts to. */
		context: { messageId: string | null; from: string | null } | null;
		/** The group that this was written in. */
		groupId: string | null;
		/** Whether it is a message of the business itself, sent from its app. */
		isEcho: boolean;
		/** ISO 8601, UTC. */
		timestamp: string | null;
		/**
		 * Until when one may write freely to the person: ISO 8601, UTC. Null for what opens no window,
		 * and without a time.
		 */
		windowOpenUntil: string | null;
		/** Whether the person asks not to be written to any more. */
		optOut: boolean;
		/** For n8n's AI Agent: the same as `text`. */
		chatInput: string | null;
		/** For n8n's memory nodes: one for each person and business number. */
		sessionId: string | null;
		raw: Json;
	};

export type StatusItem = {
	event: 'status';
	eventKey: string;
	channelId: string | null;
	wabaId: string | null;
	messageId: string | null;
	taskId: string | null;
	status: string;
	from: string | null;
	to: string | null;
	recipient: Recipient;
	/** `message` inside the 24-hour window, `template` outside of it. */
	frame: string | null;
	type: string | null;
	template: { code: string | null; name: string | null; language: string | null } | null;
	conversation: { id: string | null; type: string | null } | null;
	error: {
		code: string | null;
		message: string | null;
		advice: string;
		/** What a workflow can branch by: `fix`, `wait`, `otherChannel` or `stopWriting`. */
		action: string;
		retryable: boolean;
		/** Seconds to wait before the same message is sent again; `null` where waiting does not help. */
		retryAfter: number | null;
	} | null;
	/** ISO 8601, UTC. */
	timestamp: string | null;
	raw: Json;
};

export type AuditItem = {
	event: 'audit';
	eventKey: string;
	channelId: string | null;
	wabaId: string | null;
	kind: string | null;
	status: string | null;
	reason: string | null;
	template: { code: string | null; language: string | null } | null;
	phoneNumber: string | null;
	currentLimit: string | null;
	/** Reviews carry no time, so this is only set if the service starts to send one. */
	timestamp: string | null;
	raw: Json;
};

/** A notification that could not be told to be one of the others. `raw` holds all of it. */
export type UnknownItem = {
	event: 'unknown';
	eventKey: string;
	timestamp: string | null;
	raw: Json;
};

export type NotificationItem = InboundItem | StatusItem | AuditItem | UnknownItem;
