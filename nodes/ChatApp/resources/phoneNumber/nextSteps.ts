/** What to do after each step on a number's way from being added to sending. */
export const NEXT_STEPS = Object.freeze({
	added: "Run 'Request Code' with this number to get a verification code.",
	codeRequested: "Run 'Verify' with the code that arrives on this number.",
	verified: "Run 'Register' to connect the number.",
	registered: "Run 'Sync' to refresh the number's state from WhatsApp.",
	deregistered: "The number can no longer send. Run 'Register' to connect it again.",
	connected: 'The number is ready to send messages.',
	pending: "WhatsApp has not connected the number yet. Run 'Sync' again in a few minutes.",
	unverified: "Run 'Request Code', then 'Verify' with the code.",
	disconnected: "Run 'Register' to connect the number.",
	unknown: "The state of the number is not known. Run 'Check' of 'Channel' to find out more.",
	stopped: "The number cannot send messages. Run 'Check' of 'Channel' to find out why.",
} as const);

const OF_STATUS: Readonly<Record<string, string>> = Object.freeze({
	CONNECTED: NEXT_STEPS.connected,
	FLAGGED: NEXT_STEPS.connected,
	PENDING: NEXT_STEPS.pending,
	UNKNOWN: NEXT_STEPS.pending,
	UNVERIFIED: NEXT_STEPS.unverified,
	DISCONNECTED: NEXT_STEPS.disconnected,
	BANNED: NEXT_STEPS.stopped,
	DELETED: NEXT_STEPS.stopped,
	MIGRATED: NEXT_STEPS.stopped,
	RATE_LIMITED: NEXT_STEPS.stopped,
	RESTRICTED: NEXT_STEPS.stopped,
});

/**
 * The next step of a listed number by its state.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-chatappsyncphonenumber
 */
export function nextStepOf(status: unknown): string {
	return OF_STATUS[String(status).toUpperCase()] ?? NEXT_STEPS.unknown;
}
