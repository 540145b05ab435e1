const READING_VERBS = /^(?:Get|List|Query|Check|Read)(?=[A-Z])/;

/**
 * Actions that are named like reads but do something: they send a code to somebody's phone or use
 * up one that works once, so they must not be retried when an answer was lost.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-getchatappverifycode
 */
const NO_READS: ReadonlySet<string> = new Set([
	'GetChatappVerifyCode',
	'GetMigrationVerifyCode',
	'GetPermissionByCode',
	'GetPreValidatePhoneId',
]);

/** Whether an action changes nothing and may be retried, by its verb; in doubt never. */
export function retryOf(action: string): 'safe' | 'never' {
	return READING_VERBS.test(action) && !NO_READS.has(action) ? 'safe' : 'never';
}

/** What writes to people, newer actions of the same family included. */
const WRITING_VERBS = /^(?:Send|Trigger)(?=[A-Z])/;

/**
 * The field of an answer that has the ID of the message, for actions that write to people; `null`
 * for all others.
 */
export function messageIdOf(action: string): string | null {
	if (!WRITING_VERBS.test(action)) return null;
	return action === 'SendChatappMassMessage' ? 'GroupMessageId' : 'MessageId';
}
