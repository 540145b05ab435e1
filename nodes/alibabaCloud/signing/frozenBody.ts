import { flatten } from './flatten';
import { encodePairs } from './percentEncode';
import { CredentialError } from './credentialError';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** A body as the exact bytes that are signed and sent. */
export interface FrozenBody {
	readonly content: string | Buffer;
	readonly contentType?: string;
	/** Reads the parameters, when the body is a form: a thousand recipients are not read for nothing. */
	readonly form?: () => ReadonlyArray<readonly [string, string]>;
}

interface BodyForm {
	readonly contentType: string | undefined;
	readonly isForm: boolean;
	readonly isMultipart: boolean;
}

/**
 * Form bodies stay strings and all others become buffers: n8n's HTTP client parses a buffer that
 * is labeled as a form, and trims or re-serializes a string that is labeled as JSON.
 */
export function freezeBody(
	method: string,
	body: unknown,
	{ contentType, isForm, isMultipart }: BodyForm,
): FrozenBody {
	const type = contentType?.toLowerCase();
	if (isMultipart || type?.startsWith('multipart/')) {
		throw new CredentialError(
			'A multipart body cannot be signed. Send the parameters as form URL encoded or as JSON.',
		);
	}
	// n8n's HTTP client drops the body of these; a signature over it would not fit.
	if (method === 'GET' || method === 'HEAD' || body === undefined || body === null || body === '') {
		return { content: '' };
	}
	if (body instanceof URLSearchParams) return formBody([...body], contentType);
	if (typeof body === 'string') {
		return type?.startsWith(FORM) || isForm
			? {
					content: body,
					contentType: contentType ?? FORM,
					form: () => [...new URLSearchParams(body)],
				}
			: { content: Buffer.from(body, 'utf8'), contentType: contentType ?? JSON_TYPE };
	}
	if (Buffer.isBuffer(body)) {
		return type?.startsWith(FORM)
			? { content: body.toString('utf8'), contentType }
			: { content: body, contentType: contentType ?? 'application/octet-stream' };
	}
	if (typeof body === 'object' && ('pipe' in body || 'getHeaders' in body)) {
		throw new CredentialError(
			'A streamed body cannot be signed. Send the parameters as form URL encoded or as JSON.',
		);
	}
	if (typeof body === 'object' && (isForm || type?.startsWith(FORM))) {
		return formBody(flatten(body), contentType);
	}
	if (typeof body === 'object' && Object.keys(body).length === 0 && !contentType) {
		return { content: '' };
	}
	return {
		content: Buffer.from(JSON.stringify(body), 'utf8'),
		contentType: contentType ?? JSON_TYPE,
	};
}

function formBody(form: ReadonlyArray<readonly [string, string]>, contentType = FORM): FrozenBody {
	const content = encodePairs(form);
	return { content, contentType: content ? contentType : undefined, form: () => form };
}
