/** What the service refuses with: HTTP status and text per code. */
const REFUSALS = Object.freeze({
	// https://www.alibabacloud.com/help/doc-detail/27501.html
	AccessDenied: [
		403,
		'The OwnerId that your Access Key Id associated to is forbidden for this operation.',
	],
	InternalError: [500, 'Internal error.'],
	InvalidAccessKeyId: [403, 'The AccessKey Id you provided is not exist.'],
	InvalidArgument: [400, 'The value of an argument is not allowed.'],
	InvalidAuthorizationHeader: [400, 'The Authorization header format is invalid.'],
	InvalidDateHeader: [400, 'The Date header format is invalid.'],
	InvalidDegist: [400, 'The Content-MD5 you provided does not match the body.'],
	InvalidQueryString: [400, 'Http request URL contains an invalid querystring item.'],
	InvalidRequestURL: [400, 'The HTTP request URL is invalid.'],
	MalformedXML: [400, 'The XML you provided was not well-formed.'],
	MessageNotExist: [404, 'Message not exist.'],
	MissingAuthorizationHeader: [400, 'The Authorization header is required.'],
	MissingDateHeader: [400, 'The Date header is required.'],
	MissingReceiptHandle: [400, 'The ReceiptHandle is required.'],
	MissingVisibilityTimeout: [400, 'The VisibilityTimeout is required.'],
	QpsLimitExceeded: [429, 'The request exceeds the limit of queries per second.'],
	QueueNotExist: [404, 'The queue name you provided is not exist.'],
	ReceiptHandleError: [400, 'The receipt handle you provided is not valid.'],
	SignatureDoesNotMatch: [
		403,
		'The request signature we calculated does not match the signature you provided.',
	],
	TimeExpired: [408, 'The http request you sent is expired.'],
} satisfies Record<string, readonly [status: number, message: string]>);

export type RefusalCode = keyof typeof REFUSALS;

/** An answer that is no success; thrown by the operations, rendered by the server. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
	) {
		super(message);
	}
}

/** The documented refusal for a code; `detail` replaces its text. */
export function refusal(code: RefusalCode, detail?: string): Refusal {
	const [status, message] = REFUSALS[code];
	return new Refusal(status, code, detail ?? message);
}
