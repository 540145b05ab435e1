const READING_VERBS = /^(?:Get|List|Query|Check|Read)(?=[A-Z])/;

/**
 * Actions that are named like reads but do something: they send a code to somebody's phone or use
 * up one that works once, so they must not be repeated when an answer was lost.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-getchatappverifycode
 */
const NO_READS: ReadonlySet<string> = new Set([
	'GetChatappVerifyCode',
	'GetMigrationVerifyCode',
	'GetPermissionByCode',
	'GetPreValidatePhoneId',
]);

/** Whether an action changes nothing, by its verb. What is not known for sure counts as a send. */
export function kindOf(action: string): 'read' | 'send' {
	return READING_VERBS.test(action) && !NO_READS.has(action) ? 'read' : 'send';
}
