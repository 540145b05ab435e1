import type { Entry } from './fields';

/**
 * What the service calls the fields of its notifications, with those that public consumers of it
 * look for.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound-1,
 * .../chatappstatus and .../chatappaudit-1
 */
const NAMES = Object.freeze([
	...['MessageId', 'CustSpaceId', 'WabaId', 'From', 'To', 'Timestamp', 'Type', 'Message', 'Name'],
	...['FromUserId', 'FromParentUserId', 'FromUserName', 'DisplayName', 'NoticeType', 'Context'],
	...['Referral', 'GroupId', 'IsEcho', 'Status', 'StatusDescription', 'ErrorCode', 'TaskId'],
	...['ErrorDescription', 'ConversationType', 'ConversationId', 'MsgFrameType', 'TemplateCode'],
	...['OriginPhoneNumber', 'TemplateName', 'Language', 'AuditStatus', 'Reason', 'PhoneNumber'],
	...['CurrentLimit'],
]);

const EXACT: ReadonlySet<string> = new Set(NAMES);

const BY_SPELLING: ReadonlyMap<string, string> = new Map(
	NAMES.map((name) => [name.toLowerCase(), name]),
);

const LONGEST = 2 * Math.max(...NAMES.map(({ length }) => length));

/**
 * The same entry with the names of its fields as the service documents them: without the blanks
 * that samples show in `"Timestamp "`, and from `messageId`, `message_id` or `message-id` as well, which is
 * what reaches consumers behind a gateway.
 *
 * The copy has no prototype, so a key such as `__proto__` is a key like any other.
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappinbound
 */
export function withServiceNames(entry: Entry): Entry {
	const keys = Object.keys(entry);
	if (keys.every((key) => serviceName(key) === key)) return entry;

	const named = Object.create(null) as Record<string, unknown>;
	// A key that was right from the start wins over one that became right by trimming, and that over
	// one that is written in another way.
	for (const key of keys) if (serviceName(key) === key) named[key] = entry[key];
	for (const spelling of [trimmed, serviceName]) {
		for (const key of keys) {
			const name = spelling(key);
			if (!Object.hasOwn(named, name) && serviceName(name) === name) named[name] = entry[key];
		}
	}
	return named;
}

function trimmed(key: string): string {
	return key.trim();
}

function serviceName(key: string): string {
	if (EXACT.has(key)) return key;
	const name = key.trim();
	if (name.length > LONGEST) return name;
	return BY_SPELLING.get(name.replace(/[_-]/g, '').toLowerCase()) ?? name;
}
