import { detailsOf, diagnosisLink } from './errorDetails';
import { errorTable, findEntry, THROTTLING, TIMEOUT } from './errorTable';
import type { ErrorEntry } from './errorTable';
import { LOCAL_CODES } from './failure';
import type { ApiFailure, Explanation } from './failure';
import { deniedAction, ramStatement } from './permission';
import { adviceOfWhatsApp } from './deliveryCodes';

/** A service message longer than this is a stack of detail nobody reads in an error box. */
const QUOTE_LENGTH = 300;

const SEND_UNKNOWN =
	'It is not known whether the message was sent. Look it up with Message > Get Many before sending it again.';
const READ_ONLY_POLICY =
	'The system policy AliyunCamsReadOnlyAccess is not enough: it covers Get* and List*, not Query*.';
const CHANGE_UNKNOWN =
	'It is not known whether the service did it. Look at the present state before running the node again.';

/**
 * Turns a failed call into what the user reads: what happened, what to do, and what the service said
 * apart from both. Nothing of it holds a key, a token or what was signed.
 */
export function explainFailure(failure: ApiFailure): Explanation {
	const entry = entryOf(failure);
	const parts = [
		failure.outcome === 'unknown' && failure.retry === 'never' ? unknownOutcome(failure) : null,
		entry?.advice ?? fallbackAdvice(failure),
		entry?.topic === 'permission' ? statementOf(failure) : null,
		diagnosisLink(failure.recommend) || null,
	];
	return {
		message: entry?.cause ?? fallbackCause(failure),
		description: parts.filter((part) => part !== null).join(' '),
		details: detailsOf(failure, quotable(failure, entry)),
	};
}

/** What is known of a failed call that decides whether it may be retried. */
type Judged = Pick<ApiFailure, 'code' | 'httpStatus'>;

/** Whether the service refused because of its rate limits, the only reason to retry a send. */
export function isThrottled({ code, httpStatus }: Judged): boolean {
	return httpStatus === 429 || findEntry(code)?.topic === 'throttling';
}

/** Whether the service failed while it worked on the call, which may have been done all the same. */
export function isFailureWithin(failure: Judged): boolean {
	return entryOf(failure)?.retryable === 'reads';
}

/**
 * Whether retrying the same call later can help. Codes that nobody documented cannot promise that,
 * and what may have been done already must not be done again.
 */
export function isRetryable(failure: Judged & Pick<ApiFailure, 'outcome' | 'retry'>): boolean {
	if (failure.outcome === 'unknown') return false;
	if (isThrottled(failure)) return true;
	const isRead = failure.retry === 'safe';
	if (isRead && (failure.httpStatus ?? 0) >= 500) return true;
	const retryable = entryOf(failure)?.retryable ?? false;
	return retryable === 'reads' ? isRead : retryable;
}

/** Statuses that say more than a code that nobody documented. */
const BY_STATUS: ReadonlyMap<number | null, ErrorEntry> = new Map([
	[408, TIMEOUT],
	[429, THROTTLING],
]);

function entryOf({ code, httpStatus }: Judged): ErrorEntry | undefined {
	return errorTable.get(code) ?? BY_STATUS.get(httpStatus) ?? findEntry(code);
}

/** Sending is only one of the things that are not retried when an answer was lost. */
function unknownOutcome({ action }: ApiFailure): string {
	return /^Send|^TriggerChatFlow$/.test(action) ? SEND_UNKNOWN : CHANGE_UNKNOWN;
}

function fallbackCause(failure: ApiFailure): string {
	const missing = missingParameter(failure.code);
	if (missing) return `The parameter '${missing}' is missing`;
	if (failure.code.startsWith('InvalidParameter')) return 'The service does not accept a value';
	if ((failure.httpStatus ?? 0) >= 500) return 'The service failed to process the call';
	if (failure.outcome === 'unknown') return 'The response of the service contradicts itself';
	return 'The service refused the call';
}

function fallbackAdvice(failure: ApiFailure): string {
	const missing = missingParameter(failure.code);
	if (missing) return `Fill in the field for '${missing}' and run the node again.`;
	if ((failure.httpStatus ?? 0) >= 500) return 'Run the workflow again later.';
	const advice = adviceOfWhatsApp(failure.code);
	if (advice) return advice;
	return "Compare the node's fields with the message of the service.";
}

/** The gateway names the parameter in the code itself, as in `MissingLanguage`. */
function missingParameter(code: string): string | undefined {
	return /^Missing(?:Parameter)?\.?([A-Z]\w*)$/.exec(code)?.[1];
}

function statementOf(failure: ApiFailure): string {
	const action = deniedAction(failure);
	const statement = `RAM statement: ${ramStatement(action)}.`;
	return /^cams:Query/.test(action) ? `${statement} ${READ_ONLY_POLICY}` : statement;
}

function quotable(failure: ApiFailure, entry: ErrorEntry | undefined): string | null {
	const text = failure.serviceMessage.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
	if (entry?.hideServiceMessage || text === '' || isLocal(failure.code)) return null;
	const points = [...text];
	return points.length > QUOTE_LENGTH ? `${points.slice(0, QUOTE_LENGTH).join('')}...` : text;
}

function isLocal(code: string): boolean {
	return Object.values<string>(LOCAL_CODES).includes(code);
}
