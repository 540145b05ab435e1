import { isThrottled } from '../errors/explain';
import { withoutSecrets } from '../errors/masking';

/**
 * What the reader of a queue does about a failure.
 *
 * - `empty`: nothing is wrong, there is no message
 * - `renew`: the temporary key may have run out; get another one, once
 * - `retry`: wait, then go on
 * - `stop`: going on cannot help, a person has to change something
 */
export type Reaction = 'empty' | 'renew' | 'retry' | 'stop';

/** One failed request to the queue, in words for the user. Holds nothing secret. */
export interface QueueFailure {
	readonly reaction: Reaction;
	readonly code: string;
	/** What happened, without a final period. */
	readonly cause: string;
	/** What to do, in full sentences. */
	readonly advice: string;
	readonly requestId: string | null;
}

interface FailureRow {
	readonly reaction: Reaction;
	readonly cause: string;
	readonly advice: string;
}

const NETWORK = 'Check the network of this n8n and the endpoints. The trigger keeps trying.';
const WAIT = 'The trigger slows down and continues by itself.';
const OUR_FAULT = 'Update this package. If the error persists, report the code to its maintainers.';
const ACCESS =
	'Check that the queue belongs to the account of the credential, that the queue name is complete, and that the site is correct.';

/** Conditions without an answer of the queue. */
export const LOCAL_QUEUE_CODES = Object.freeze({
	connection: 'Local.Connection',
	blockedByN8n: 'Local.BlockedByN8n',
	certificateNotTrusted: 'Local.CertificateNotTrusted',
	foreignAnswer: 'Local.ForeignAnswer',
	insecureEndpoint: 'Local.InsecureEndpoint',
	unexpected: 'Local.Unexpected',
} as const);

export type LocalQueueCode = (typeof LOCAL_QUEUE_CODES)[keyof typeof LOCAL_QUEUE_CODES];

/** Source: https://www.alibabacloud.com/help/doc-detail/27501.html */
export const QUEUE_FAILURES = Object.freeze({
	MessageNotExist: { reaction: 'empty', cause: 'The queue is empty', advice: WAIT },
	QueueNotExist: {
		reaction: 'stop',
		cause: 'The queue does not exist',
		advice:
			'Copy the queue name from Channel Management in the Chat App Message Service console, and check the site.',
	},
	AccessDenied: { reaction: 'renew', cause: 'Access to the queue was denied', advice: ACCESS },
	InvalidAccessKeyId: {
		reaction: 'renew',
		cause: 'The queue does not know the temporary key',
		advice: ACCESS,
	},
	SignatureDoesNotMatch: {
		reaction: 'stop',
		cause: 'The queue refused the signature',
		advice: OUR_FAULT,
	},
	TimeExpired: {
		reaction: 'stop',
		cause: 'The clock of this machine is off by more than 15 minutes',
		advice:
			'Synchronize the clock of the machine that runs n8n with NTP, then publish the workflow again.',
	},
	InternalError: { reaction: 'retry', cause: 'The queue had an internal error', advice: WAIT },
	InternalServerError: {
		reaction: 'retry',
		cause: 'The queue had an internal error',
		advice: WAIT,
	},
	QpsLimitExceeded: { reaction: 'retry', cause: 'Too many requests to the queue', advice: WAIT },
	[LOCAL_QUEUE_CODES.connection]: {
		reaction: 'retry',
		cause: 'The queue cannot be reached',
		advice: NETWORK,
	},
	// It goes on only after a restart of n8n, which starts the trigger again.
	[LOCAL_QUEUE_CODES.blockedByN8n]: {
		reaction: 'stop',
		cause: "The address of the queue is blocked by n8n's SSRF protection",
		advice:
			'Add the host to N8N_SSRF_ALLOWED_HOSTNAMES, or its address to N8N_SSRF_ALLOWED_IP_RANGES, and restart n8n.',
	},
	[LOCAL_QUEUE_CODES.certificateNotTrusted]: {
		reaction: 'retry',
		cause: 'The certificate of the queue is not trusted',
		advice:
			"If a proxy between n8n and the queue replaces certificates, set the environment variable NODE_EXTRA_CA_CERTS of n8n to the file with the proxy's certificate, and restart n8n. Otherwise check the endpoints.",
	},
	[LOCAL_QUEUE_CODES.foreignAnswer]: {
		reaction: 'retry',
		cause: 'The response is not from a queue',
		advice: `A proxy may have responded instead. ${NETWORK}`,
	},
	[LOCAL_QUEUE_CODES.insecureEndpoint]: {
		reaction: 'stop',
		cause: 'The endpoint of the queue is not encrypted',
		advice: 'Use an endpoint with https. Plain http is allowed only for this machine.',
	},
	[LOCAL_QUEUE_CODES.unexpected]: {
		reaction: 'retry',
		cause: 'The trigger itself failed',
		advice: `The trigger continues. If this happens again: ${OUR_FAULT}`,
	},
}) satisfies Readonly<Record<string, FailureRow>>;

/** A failure of our own work, or of what n8n gives us to work with. */
export function unexpectedFailure(error: unknown): QueueFailure {
	const failure = explainQueueError(LOCAL_QUEUE_CODES.unexpected);
	const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
	return { ...failure, cause: `${failure.cause}: ${said.replace(/\s+/g, ' ').slice(0, 200)}` };
}

/** Explains a refusal of the queue. Codes that are not listed are judged by their HTTP status. */
export function explainQueueError(
	code: string,
	status: number | null = null,
	message = '',
	requestId: string | null = null,
): QueueFailure {
	const row: FailureRow = Object.hasOwn(QUEUE_FAILURES, code)
		? QUEUE_FAILURES[code as keyof typeof QUEUE_FAILURES]
		: unlisted(code, status, message);
	return { ...row, code, requestId };
}

function unlisted(code: string, status: number | null, message: string): FailureRow {
	// A rate limit has many names and no status of its own; to stop for it would lose the queue.
	if (isThrottled({ code, httpStatus: status })) return QUEUE_FAILURES.QpsLimitExceeded;
	const text = withoutSecrets(message.slice(0, 2000));
	const cause = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 200);
	const said = cause || 'The queue refused the request';
	if (status === 403) return { reaction: 'renew', cause: said, advice: ACCESS };
	if (status === null || status >= 500) {
		return { reaction: 'retry', cause: said, advice: WAIT };
	}
	return { reaction: 'stop', cause: said, advice: OUR_FAULT };
}
