import { statedReason } from '../../alibabaCloud/errors/reviewReason';
import { canonicalJson, digestOf, keyOf } from './eventKey';
import { type Entry, isStructure, readText, readWord, toAddress, toText } from './fields';
import { readTime, toIso } from './time';
import type { AuditItem, Json } from './types';

/**
 * The changes that an audit notification can tell of, by its `Type` in lower case.
 *
 * Source: https://help.aliyun.com/zh/chatapp/developer-reference/chatappaudit
 */
const KINDS = Object.freeze({
	template: 'template',
	phonenameupdate: 'phoneName',
	phonequalityupdate: 'phoneQuality',
	wabareviewupdate: 'wabaReview',
	wabaaccountupdate: 'wabaAccount',
	templatecategoryupdate: 'templateCategory',
	templatequalityupdate: 'templateQuality',
}) satisfies Readonly<Record<string, string>>;

/**
 * Results of a template review, in the words that people use. Some copies of the page print
 * `audit` and `failed` for `auditing` and `fail`.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappaudit-1
 */
const REVIEW_RESULTS = Object.freeze({
	pass: 'approved',
	fail: 'rejected',
	failed: 'rejected',
	auditing: 'pending',
	audit: 'pending',
	unaudit: 'unsubmitted',
	disabled: 'disabled',
	paused: 'paused',
}) satisfies Readonly<Record<string, string>>;

/**
 * What the key of an event needs no digest of: its own parts, and the channel, of which one account
 * can have several.
 */
const IN_KEY: ReadonlySet<string> = new Set([
	...['WabaId', 'Type', 'TemplateCode', 'Language', 'AuditStatus', 'PhoneNumber', 'Status'],
	...['CurrentLimit', 'Reason', 'CustSpaceId'],
]);

/** Whether a `Type`, in lower case, is one of those that audit notifications have. */
export function isAuditType(type: string): boolean {
	return Object.hasOwn(KINDS, plain(type));
}

/** As fields are found: `phone_quality_update` is the same. Longer than any is none. */
function plain(type: string): string {
	// Each notification is asked, and most types are one word.
	if (type.length > LONGEST_TYPE || !(type.includes('_') || type.includes('-'))) return type;
	return type.replace(/[_-]/g, '');
}

const LONGEST_TYPE = 40;

/**
 * The result of a template review, or a change of a business account, number or template.
 *
 * Source: https://help.aliyun.com/zh/chatapp/developer-reference/chatappaudit
 */
export function toAuditItem(entry: Entry, raw: Json): AuditItem {
	const wabaId = readText(entry, 'WabaId');
	const kind = kindOf(entry);
	const auditStatus = readWord(entry, 'AuditStatus');
	const change = readWord(entry, 'Status');
	const reason = statedReason(readText(entry, 'Reason'));
	const code = readText(entry, 'TemplateCode');
	const language = readText(entry, 'Language');
	const phoneNumber = toAddress(readText(entry, 'PhoneNumber'));
	const currentLimit = readText(entry, 'CurrentLimit');
	const rest = digestOfRest(entry);
	const key = keyOf('au', [
		wabaId,
		kind,
		code,
		language,
		auditStatus,
		phoneNumber,
		change,
		currentLimit,
		digestOf(reason),
	]);

	return {
		event: 'audit',
		kind,
		status: kind === 'template' ? reviewResult(auditStatus ?? change) : (change ?? auditStatus),
		reason,
		template: code === null && language === null ? null : { code, language },
		phoneNumber,
		currentLimit,
		timestamp: toIso(readTime(entry)),
		channelId: readText(entry, 'CustSpaceId'),
		wabaId,
		eventKey: rest === null ? key : `${key}:${rest}`,
		raw,
	};
}

/**
 * Which fields carry a new quality or category is not documented: without them, different changes
 * would be taken for repetitions. Null where there are none, so that the usual key stays as it is.
 */
function digestOfRest(entry: Entry): string | null {
	const names = Object.keys(entry).filter((name) => !IN_KEY.has(name) || isStructure(entry[name]));
	if (names.length === 0) return null;
	// As text: one way of receiving may send a number where another sends text.
	const rest = names
		.map((name) => [name, isStructure(entry[name]) ? entry[name] : toText(entry[name])] as const)
		.filter(([, value]) => value !== null);
	return rest.length === 0 ? null : digestOf(canonicalJson(Object.fromEntries(rest)));
}

/** The older form has no type and tells only of template reviews. */
function kindOf(entry: Entry): string | null {
	const type = readWord(entry, 'Type');
	if (type !== null) return isAuditType(type) ? KINDS[plain(type) as keyof typeof KINDS] : type;
	return (readText(entry, 'AuditStatus') ?? readText(entry, 'TemplateCode')) ? 'template' : null;
}

function reviewResult(word: string | null): string | null {
	if (word === null || !Object.hasOwn(REVIEW_RESULTS, word)) return word;
	return REVIEW_RESULTS[word as keyof typeof REVIEW_RESULTS];
}
