import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';

import type { ApiErrorContext } from '../client/client';
import { LOCAL_CODES } from '../errors/failure';
import { childText, elementsWith, parseXml } from '../wire/xml';

/** How Object Storage Service, or the way to it, refused a file. */
export interface StorageRefusal {
	/** The code of the answer, one of `LOCAL_CODES`, or empty when the answer has none. */
	readonly code: string;
	/** `null` when no answer arrived. */
	readonly httpStatus: number | null;
	readonly requestId: string | null;
}

interface StorageRow {
	readonly cause: string;
	readonly advice: string;
	/** Fresh keys can help. */
	readonly renews?: true;
	readonly retryable?: true;
}

const LATER = 'Run the workflow again later.';

/** https://www.alibabacloud.com/help/en/oss/support/error-codes-http-status-codes-and-descriptions */
export const STORAGE_CODES = Object.freeze({
	AccessDenied: {
		cause: 'The media storage of the channel refused the file',
		advice:
			'The upload keys of the channel do not allow it. Check the channel in the Chat App Message Service console, or host the file on your own web server and send its link.',
	},
	EntityTooLarge: {
		cause: 'The file is too large for the media storage',
		advice: 'Make the file smaller.',
	},
	InvalidAccessKeyId: {
		cause: 'The upload keys of the channel are no longer valid',
		advice: LATER,
		renews: true,
	},
	NoSuchBucket: {
		cause: 'The media storage of the channel does not exist',
		advice: "Check 'Channel', or contact Alibaba Cloud support with the request ID.",
	},
	RequestTimeout: {
		cause: 'The file did not reach the media storage in time',
		advice: `Large files need a fast connection. ${LATER}`,
		retryable: true,
	},
	RequestTimeTooSkewed: {
		cause: 'The clock of this machine is off by more than 15 minutes',
		advice: 'Synchronize the clock of the machine that runs n8n with NTP.',
	},
	SecurityTokenExpired: {
		cause: 'The upload keys of the channel have expired',
		advice: LATER,
		renews: true,
	},
	SignatureDoesNotMatch: {
		cause: 'The media storage did not accept the signature of the upload',
		advice:
			'A proxy between n8n and the storage may have changed the request. Let it pass requests to aliyuncs.com unchanged.',
	},
	[LOCAL_CODES.blockedByN8n]: {
		cause: "The address of the media storage is blocked by n8n's SSRF protection",
		advice: 'Add *.aliyuncs.com to N8N_SSRF_ALLOWED_HOSTNAMES, and restart n8n.',
	},
	[LOCAL_CODES.connectionLost]: {
		cause: 'The connection to the media storage was lost',
		advice: LATER,
		retryable: true,
	},
	[LOCAL_CODES.timeout]: {
		cause: 'The media storage did not answer in time',
		advice: `Large files need a fast connection. ${LATER}`,
		retryable: true,
	},
	[LOCAL_CODES.connectionRefused]: {
		cause: 'The media storage cannot be reached',
		advice: 'Allow the machine that runs n8n to reach aliyuncs.com.',
		retryable: true,
	},
	[LOCAL_CODES.certificateNotTrusted]: {
		cause: 'The certificate of the media storage is not trusted',
		advice:
			'If a proxy replaces certificates, set NODE_EXTRA_CA_CERTS to its certificate and restart n8n.',
	},
	[LOCAL_CODES.hostNotFound]: {
		cause: 'The address of the media storage was not found',
		advice: 'Check the DNS of the machine that runs n8n.',
		retryable: true,
	},
}) satisfies Readonly<Record<string, StorageRow>>;

/** Neither a code nor a request ID, which the storage gives with each refusal: a page, a redirection. */
const FOREIGN: StorageRow = {
	cause: 'Something else answered in place of the media storage',
	advice:
		'A proxy or firewall may not let the file pass. Let it pass requests to aliyuncs.com unchanged.',
};

const UNKNOWN: StorageRow = {
	cause: 'The media storage of the channel rejected the file',
	advice: LATER,
};

/** A code or an ID is short; whatever is longer comes from somebody else. */
const LONGEST_TEXT = 200;

/**
 * Reads the XML of an answer that refuses the file. A page of a proxy has no code.
 *
 * Source: https://www.alibabacloud.com/help/en/oss/support/error-codes-http-status-codes-and-descriptions
 */
export function readRefusal(httpStatus: number, body: string): StorageRefusal {
	const [error] = elementsWith(parseXml(body), 'Code');
	const text = (name: string): string | null => {
		const found = error && childText(error, name)?.trim();
		return found && found.length <= LONGEST_TEXT ? found : null;
	};
	return { code: text('Code') ?? '', httpStatus, requestId: text('RequestId') };
}

/** Whether keys that were just issued can make the same upload succeed. */
export function needsNewKeys({ code }: StorageRefusal): boolean {
	return rowOf(code)?.renews === true;
}

/** Whether the storage may have refused only to be told who may read the file. */
export function mayBeAboutAcl({ code, httpStatus }: StorageRefusal): boolean {
	return httpStatus === 403 && (code === 'AccessDenied' || rowOf(code) === undefined);
}

/** Whether the same upload can succeed at once: each has a name of its own, so twice is harmless. */
export function isPassing({ code, httpStatus }: StorageRefusal): boolean {
	return rowOf(code)?.retryable === true || (httpStatus ?? 0) >= 500;
}

/** The error that the user reads. */
export function storageError(
	node: INode,
	itemIndex: number,
	fileName: string,
	refusal: StorageRefusal,
): NodeApiError {
	const { code, httpStatus, requestId } = refusal;
	const isForeign = code === '' && requestId === null && (httpStatus ?? 500) < 500;
	const row = rowOf(code) ?? (isForeign ? FOREIGN : UNKNOWN);
	const data: JsonObject = { code, requestId, action: 'PutObject' };
	const error = new NodeApiError(node, data, {
		message: `${row.cause} (${fileName})`,
		description: row.advice,
		itemIndex,
		...(httpStatus === null ? {} : { httpCode: String(httpStatus) }),
	});
	const context: ApiErrorContext = {
		data: {
			code,
			...(httpStatus === null ? {} : { httpStatus }),
			...(requestId ? { requestId } : {}),
		},
		code: code || LOCAL_CODES.notJson,
		requestId,
		retryable: isPassing(refusal),
		outcome: 'refused',
	};
	Object.assign(error.context, context);
	return error;
}

function rowOf(code: string): StorageRow | undefined {
	const rows: Readonly<Record<string, StorageRow>> = STORAGE_CODES;
	return Object.hasOwn(rows, code) ? rows[code] : undefined;
}
