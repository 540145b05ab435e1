import { LOCAL_CODES, type LocalCode } from '../errors/failure';

/** A call that got no answer. */
export interface ConnectionFailure {
	readonly code: LocalCode;
	/** Whether the request can have reached the service before the connection was lost. */
	readonly mayHaveArrived: boolean;
}

/** Codes of Node.js and of its HTTP clients: https://nodejs.org/api/errors.html#common-system-errors */
const BY_SYSTEM_CODE = Object.freeze({
	ENOTFOUND: { code: LOCAL_CODES.hostNotFound, mayHaveArrived: false },
	EAI_AGAIN: { code: LOCAL_CODES.hostNotFound, mayHaveArrived: false },
	ECONNREFUSED: { code: LOCAL_CODES.connectionRefused, mayHaveArrived: false },
	EHOSTUNREACH: { code: LOCAL_CODES.connectionRefused, mayHaveArrived: false },
	ENETUNREACH: { code: LOCAL_CODES.connectionRefused, mayHaveArrived: false },
	ETIMEDOUT: { code: LOCAL_CODES.timeout, mayHaveArrived: true },
	ECONNABORTED: { code: LOCAL_CODES.timeout, mayHaveArrived: true },
}) satisfies Readonly<Record<string, ConnectionFailure>>;

/**
 * A certificate is judged before the first byte of a request is written.
 * https://nodejs.org/api/tls.html#x509-certificate-error-codes
 */
const CERTIFICATE_CODE =
	/^(?:(?:CERT|CRL|ERROR_IN_CERT|ERROR_IN_CRL)_|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|UNABLE_TO_(?:GET_(?:ISSUER_CERT|CRL)|VERIFY_LEAF_SIGNATURE|DECRYPT_|DECODE_)|(?:HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|ERR_TLS_CERT_ALTNAME_INVALID)$)/;

const NOT_TRUSTED: ConnectionFailure = {
	code: LOCAL_CODES.certificateNotTrusted,
	mayHaveArrived: false,
};

/**
 * n8n's SSRF protection, by the names of its errors, which have no code: see
 * `@n8n/backend-network`. It judges an address before it connects, and signed requests follow no
 * redirects.
 */
const BLOCKED_NAME = /^SsrfBlocked/;

const BLOCKED: ConnectionFailure = { code: LOCAL_CODES.blockedByN8n, mayHaveArrived: false };

const ANYTHING_ELSE: ConnectionFailure = { code: LOCAL_CODES.connectionLost, mayHaveArrived: true };

/**
 * Reads why n8n's HTTP helper got no answer. The code of the socket may lie below several layers
 * of wrapped errors. What is not recognized counts as a lost connection after sending, which is
 * the assumption that never sends a message twice.
 */
export function readConnectionFailure(error: unknown): ConnectionFailure {
	let layer: unknown = error;
	for (let depth = 0; depth < 5 && typeof layer === 'object' && layer !== null; depth++) {
		const { name, code, cause } = layer as { name?: unknown; code?: unknown; cause?: unknown };
		if (typeof name === 'string' && BLOCKED_NAME.test(name)) return BLOCKED;
		if (typeof code === 'string') {
			if (Object.hasOwn(BY_SYSTEM_CODE, code)) {
				return BY_SYSTEM_CODE[code as keyof typeof BY_SYSTEM_CODE];
			}
			if (CERTIFICATE_CODE.test(code)) return NOT_TRUSTED;
		}
		layer = cause;
	}
	return ANYTHING_ELSE;
}
