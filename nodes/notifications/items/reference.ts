import { decodePart } from '../../alibabaCloud/wire/url';

/**
 * A signed reference to a waiting execution of n8n, short enough for the ID of a button (256
 * characters), the ID of a list row (200), the payload of a quick reply and a task ID:
 *
 *     n8n1.<execution>.<node>.<signature>.<answer>
 *
 * n8n itself makes and checks the signature, which covers the answer as well; nobody needs a key.
 * With UUIDs as node IDs it has 84 characters.
 */
const PREFIX = 'n8n1';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHAPE = /^n8n1\.\d{1,20}\.[\w~%-]{1,300}\.[\w-]{1,100}\.[\w-]{1,32}$/;
const MAX_LENGTH = 400;
/** What n8n calls the parameter in a signed resume URL, in 1.x as in 2.x. */
export const SIGNATURE = 'signature';

/** The parameter of the resume URL that says which answer the reference stands for. */
export const ANSWER = 'a';

/** Between a reference and the task ID that the user gave, in one task ID. */
const OWN_TASK = '/';

/** @param signedUrl what `getSignedResumeUrl({ [ANSWER]: answer })` returned */
export function toReference(signedUrl: string): string {
	const url = new URL(signedUrl);
	const [node = '', execution = ''] = url.pathname.split('/').reverse();
	const signature = Buffer.from(url.searchParams.get(SIGNATURE) ?? '', 'hex').toString('base64url');
	const answer = url.searchParams.get(ANSWER) ?? '';
	return [PREFIX, execution, packed(decodeURIComponent(node)), signature, answer].join('.');
}

export function isReference(text: unknown): text is string {
	return typeof text === 'string' && text.length <= MAX_LENGTH && SHAPE.test(text);
}

/** Each reference in a text. Its parts are bounded, so the time grows with the text and no faster. */
const IN_TEXT = /n8n1\.(\d{1,20})\.([\w~%-]{1,300})\.[\w-]{1,100}\.([\w-]{1,32})/g;

/** Whether a text may hold a reference; quick, for all that comes in. */
export function mentionsReference(text: string): boolean {
	return text.includes(`${PREFIX}.`);
}

/**
 * The text without the signatures of references in it: whoever reads it can still tell which
 * question it belongs to, and can answer none.
 */
export function withoutSignatures(text: string): string {
	if (!mentionsReference(text)) return text;
	return text.replace(IN_TEXT, `${PREFIX}.$1.$2.***.$3`);
}

/** Path and query after the base of n8n's webhooks for waiting executions. */
export function toResumePath(reference: string): string {
	const [, execution = '', node = '', signature = '', answer = ''] = reference.split('.');
	const hex = Buffer.from(signature, 'base64url').toString('hex');
	return `/${execution}/${encodeURIComponent(unpacked(node))}?${ANSWER}=${encodeURIComponent(answer)}&${SIGNATURE}=${hex}`;
}

/** The ID of the execution that a reference belongs to. */
export function executionOf(reference: string): string {
	return reference.split('.')[1] ?? '';
}

/** The answer that a reference stands for: a code, and the nonce of its question. */
export function answerOf(reference: string): { code: string; nonce: string } {
	const [code = '', nonce = ''] = (reference.split('.')[4] ?? '').split('-');
	return { code, nonce };
}

/** A task ID that carries both a reference and what the user gave, which may be nothing. */
export function toTaskId(reference: string, own: string | null): string {
	return own ? `${reference}${OWN_TASK}${own}` : reference;
}

/** The parts of a task ID as statuses bring it back. Without a reference all of it is the user's. */
export function readTaskId(taskId: string | null): {
	reference: string | null;
	own: string | null;
} {
	if (taskId === null) return { reference: null, own: null };
	const end = taskId.indexOf(OWN_TASK);
	const first = end < 0 ? taskId : taskId.slice(0, end);
	if (!isReference(first)) return { reference: null, own: taskId };
	return { reference: first, own: end < 0 ? null : taskId.slice(end + 1) || null };
}

/** 36 characters of a UUID become 22; other node IDs are escaped, with `~` in front. */
function packed(nodeId: string): string {
	if (!UUID.test(nodeId)) return `~${encodeURIComponent(nodeId).replace(/[.!'()*]/g, escaped)}`;
	return Buffer.from(nodeId.replace(/-/g, ''), 'hex').toString('base64url');
}

function escaped(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function unpacked(text: string): string {
	if (text.startsWith('~')) return decodePart(text.slice(1));
	const hex = Buffer.from(text, 'base64url').toString('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
