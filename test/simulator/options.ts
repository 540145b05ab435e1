import type { ServiceName } from './faults';

/**
 * What no public source settles. Each switch starts with the form that asks more of a client;
 * the other form can be set to prove that a client copes with it too.
 */
export interface Behavior {
	/**
	 * Product errors: the documentation describes HTTP 200 with a `Code` other than "OK", calls of
	 * the real service were seen answered with HTTP 400 in the gateway's form.
	 */
	productErrors: 'http400' | 'http200';
	/**
	 * A session message outside the 24-hour window: refused by the call (code name known from a
	 * third party only) or accepted and failed by a receipt with WhatsApp's 131047.
	 */
	closedWindow: 'refuse' | 'receipt';
	/** Missing or surplus template variables: refused by the call or failed with 132000. */
	wrongVariables: 'refuse' | 'receipt';
	/** Variables that the template does not have: treated as wrong or ignored. */
	surplusVariables: 'wrong' | 'ignored';
	/** Unknown code or language, template not approved: refused or failed with 132001/132015/132016. */
	unusableTemplate: 'refuse' | 'receipt';
	/** Business-scoped user IDs as receivers on WhatsApp. The documentation names phone numbers only. */
	userIds: 'taken' | 'refused';
	/** A sender that is not CONNECTED: refused or failed with 133010. */
	offlineSender: 'refuse' | 'receipt';
	/** RAM denials were seen from the gateway (Forbidden.RAM) and from the product (Ram.PermissionDeny). */
	ramDenial: 'gateway' | 'product';
	/** UpdatePhoneWebhook/UpdateAccountWebhook: whether a parameter that is left out keeps its value. */
	omittedWebhookFields: 'keep' | 'clear';
	/** URLs of callbacks: whether the query is kept. No page shows a URL with one. */
	callbackQueries: 'kept' | 'cut';
	/** Whether a number names its queues only while its queue is on, or always. */
	queueNames: 'whileOn' | 'always';
	/** `Message` of inbound notifications other than text: JSON text, or an object (newer pages). */
	inboundMessage: 'string' | 'object';
	/**
	 * A tapped button or list row. Third-party readers expect several layouts, and no page shows which
	 * occur: INTERACTIVE with `button_reply` or `list_reply` in `interactive`, without that wrapper, or
	 * with ID and title beside each other; or REPLY, with the ID as payload.
	 */
	interactiveReplies: 'wrapped' | 'bare' | 'flat' | 'reply';
	/** A tapped quick reply: the documented REPLY, or INTERACTIVE with `button`, as one reader expects. */
	templateReplies: 'reply' | 'button';
	/**
	 * A user opts out. Receipts with "unsubscribe" and "subscribe" are documented for Viber alone. What
	 * comes for WhatsApp is not known: the same, or nothing until a marketing message fails (131050).
	 */
	whatsappOptOut: 'status' | 'nothing';
	/** Numbers in HTTP notifications with a leading "+", as some samples show. */
	plusInNumbers: boolean;
	/** Layout of the audit notification: with `Type` (V2, for partners) or without (V1). */
	auditVersion: 'v1' | 'v2';
	/** `MessageId` of receipts of a mass send: one for each recipient, or the group's for all. */
	massMessageId: 'recipient' | 'group';
	/**
	 * Uploads: whether the temporary keys may make an object readable for all. When they may not,
	 * the bucket itself is open to readers.
	 */
	uploadAcl: 'allowed' | 'refused';
	/**
	 * Where parameters are looked for: clients of both kinds are in use, those that send the form
	 * body and those that send the query. With `sdk` only the place counts where the newest official
	 * SDK (5.3.0) puts them.
	 */
	placement: 'any' | 'sdk';
	/**
	 * Categories of new Viber templates: help pages name layouts, the newest SDK names purposes. It is
	 * not known whether the service takes both.
	 */
	viberCategories: 'both' | 'layouts' | 'purposes';
}

export interface SimulatorOptions {
	host: '127.0.0.1';
	/** 0 or absent = any free port. */
	ports: Partial<Record<ServiceName, number>>;
	/** Milliseconds since 1970. */
	clock: () => number;
	/** Added to every answer of cams. */
	latencyMs: number;
	/** Counted from the acceptance of a message; null = only by control. */
	delivery: { sentMs: number | null; deliveredMs: number | null; readMs: number | null };
	/** A template in review passes by itself after this time; null = only by control. */
	review: { afterMs: number | null };
	push: {
		timeoutMs: number;
		/** Waiting times before the second, third... attempt; their number is the number of retries. */
		retryAfterMs: number[];
		/** Entries of one kind for one URL are collected this long. */
		batchWindowMs: number;
		maxBatch: number;
	};
	/** By action, for the whole account; overrides the documented limits. 0 = no limit. */
	requestsPerSecond: Record<string, number>;
	queueVisibilityMs: number;
	/** Life of the tokens of QueryTokenForMnsQueue; the documented sample shows ten minutes. */
	queueTokenMs: number;
	/** Serve the phone page at the control service. */
	page: boolean;
	behavior: Behavior;
}

export const DEFAULT_BEHAVIOR: Behavior = {
	productErrors: 'http400',
	closedWindow: 'refuse',
	wrongVariables: 'refuse',
	surplusVariables: 'wrong',
	unusableTemplate: 'refuse',
	userIds: 'taken',
	offlineSender: 'refuse',
	ramDenial: 'gateway',
	omittedWebhookFields: 'keep',
	callbackQueries: 'kept',
	queueNames: 'whileOn',
	inboundMessage: 'string',
	interactiveReplies: 'wrapped',
	templateReplies: 'reply',
	whatsappOptOut: 'status',
	plusInNumbers: false,
	auditVersion: 'v1',
	massMessageId: 'recipient',
	uploadAcl: 'allowed',
	placement: 'any',
	viberCategories: 'both',
};

/** What a caller may leave out, at every level. */
export type SimulatorSettings = Partial<
	Omit<SimulatorOptions, 'delivery' | 'push' | 'behavior'> & {
		delivery: Partial<SimulatorOptions['delivery']>;
		push: Partial<SimulatorOptions['push']>;
		behavior: Partial<Behavior>;
	}
>;

export function completeOptions(given: SimulatorSettings = {}): SimulatorOptions {
	return {
		host: '127.0.0.1',
		ports: given.ports ?? {},
		clock: given.clock ?? Date.now,
		latencyMs: given.latencyMs ?? 0,
		delivery: { sentMs: 20, deliveredMs: 60, readMs: null, ...given.delivery },
		review: given.review ?? { afterMs: null },
		push: {
			// ChatAppStatus page: the receiver has three seconds.
			timeoutMs: 3_000,
			// Known from the SMS receipts of the same platform; not stated for this product.
			retryAfterMs: [60_000, 300_000],
			batchWindowMs: 30,
			maxBatch: 100,
			...given.push,
		},
		requestsPerSecond: given.requestsPerSecond ?? {},
		queueVisibilityMs: given.queueVisibilityMs ?? 30_000,
		queueTokenMs: given.queueTokenMs ?? 600_000,
		page: given.page ?? true,
		behavior: { ...DEFAULT_BEHAVIOR, ...given.behavior },
	};
}
