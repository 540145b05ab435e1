import { percentEncode } from './percentEncode';
import { CredentialError } from './credentialError';
import { isLoopback } from '../wire/endpoints';
import { parseUrl } from '../wire/url';

/** Joins as n8n's HTTP client does: a full URL wins over the base. */
export function joinUrl(baseURL: string | undefined, url: string | undefined): string {
	if (!baseURL || /^[a-z][a-z\d+.-]*:\/\//i.test(url ?? '')) return url ?? '';
	if (!url) return baseURL;
	return `${baseURL.replace(/(?<!\/)\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

/**
 * @throws CredentialError when it is not a URL, or plain HTTP to another machine: the key of
 * a signed request must not cross a network in the clear.
 */
export function parseAddress(address: string): URL {
	const url = parseUrl(address);
	if (url === null) {
		// What stands before an @ may be a password.
		const shown = address.replace(/^(\w*:?\/\/)?.*@/s, '$1');
		throw new CredentialError(
			`The address '${shown}' is not a URL. Enter a full one, e.g. https://cams.ap-southeast-1.aliyuncs.com/, or correct 'Region' or 'Custom Endpoints' in the credential.`,
		);
	}
	const isPlainLoopback = url.protocol === 'http:' && isLoopback(url.hostname);
	if (url.protocol !== 'https:' && !isPlainLoopback) {
		throw new CredentialError(
			`The address '${url.origin}' is not HTTPS. Alibaba Cloud keys are only sent by HTTPS; plain HTTP is allowed to this machine alone (127.0.0.1, localhost).`,
		);
	}
	return url;
}

/** Encodes each segment once, whether or not the caller had encoded it. */
export function encodePath(pathname: string): string {
	if (pathname === '/') return pathname;
	return pathname
		.split('/')
		.map((segment) => percentEncode(decodeSegment(segment)))
		.join('/');
}

function decodeSegment(segment: string): string {
	// A stray percent sign is no escape; it stands for itself.
	return /%(?![\dA-Fa-f]{2})/.test(segment) ? segment : decodeUtf8(segment);
}

function decodeUtf8(segment: string): string {
	const bytes = segment.replace(/%([\dA-Fa-f]{2})|[^%]+/g, (part, hex: string | undefined) =>
		hex ? String.fromCharCode(parseInt(hex, 16)) : Buffer.from(part, 'utf8').toString('latin1'),
	);
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
