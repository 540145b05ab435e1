import { parseUrl } from '../../alibabaCloud/wire/url';

/** Where n8n's webhook for waiting executions is. */
export interface WaitingAddress {
	/** Without a slash at the end. */
	readonly base: string;
	/** For the header of that name: n8n 1.x signs it with the rest of the URL. */
	readonly host: string;
	/** Whether it is a socket of this very process, where nobody else answers. */
	readonly isOwn: boolean;
}

interface Expressions {
	evaluateExpression?(expression: string): unknown;
}

/** The socket that a request came in by. */
export interface Socket {
	readonly localAddress?: string | undefined;
	readonly localPort?: number | undefined;
	readonly encrypted?: boolean | undefined;
}

/**
 * The address as n8n is configured to tell it, with its prefix and the name of the endpoint. Null
 * when it cannot be told.
 *
 * @param context in which n8n evaluates an expression; to be asked while it still does
 */
export function configuredAddress(context: object): WaitingAddress | null {
	try {
		const url = (context as Expressions).evaluateExpression?.('{{ $execution.resumeUrl }}');
		const { origin, pathname, host, protocol } = new URL(String(url));
		if (protocol !== 'http:' && protocol !== 'https:') return null;
		return { base: origin + pathname.replace(/\/[^/]*$/, ''), host, isOwn: false };
	} catch {
		return null;
	}
}

/**
 * The address by which a request reached this process: it works behind NAT and proxies. It is read
 * from the socket, because anybody can write what he wants into a header. Null for a socket with
 * TLS, whose certificate is not for its address.
 */
export function socketAddress(
	socket: Socket | null | undefined,
	configured: WaitingAddress,
): WaitingAddress | null {
	const { localAddress, localPort, encrypted } = socket ?? {};
	if (!localAddress || !localPort || encrypted === true) return null;
	const [address = ''] = localAddress.replace(/^::ffff:(?=\d+\.)/, '').split('%');
	const host = `${address.includes(':') ? `[${address}]` : address}:${localPort}`;
	if (parseUrl(`http://${host}`) === null) return null;
	const path = new URL(configured.base).pathname.replace(/\/$/, '');
	return { base: `http://${host}${path}`, host: configured.host, isOwn: true };
}

/**
 * The address by what people entered, such as `http://localhost:5678`.
 *
 * @returns null when it is no URL
 */
export function enteredAddress(
	text: string,
	configured: WaitingAddress | null,
): WaitingAddress | null {
	const url = parseUrl(text);
	if (url === null) return null;
	const { origin, pathname, protocol, host } = url;
	if (protocol !== 'http:' && protocol !== 'https:') return null;
	const path = configured === null ? '' : new URL(configured.base).pathname.replace(/\/$/, '');
	const endpoint = path.slice(path.lastIndexOf('/') + 1) || 'webhook-waiting';
	const prefix = pathname.replace(/\/$/, '');
	// Where no prefix is entered, the configured one is in what n8n signed.
	const full = prefix === '' && path !== '' ? path : `${prefix}/${endpoint}`;
	return { base: origin + full, host: configured?.host ?? host, isOwn: false };
}
