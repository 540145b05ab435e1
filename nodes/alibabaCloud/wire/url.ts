/**
 * Reads a URL, `null` for what is none. `URL.canParse` of Node.js 20 refuses what has letters such
 * as "ü" once it has been called some thousand times, and `URL.parse` exists from 22 on.
 */
export function parseUrl(text: string, base?: string): URL | null {
	try {
		return new URL(text, base);
	} catch {
		return null;
	}
}

/** Percent-encodes what may not stand in a URL; what is encoded already stays. */
export function encodeLink(link: string): string {
	return link.replace(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/gu, (odd) =>
		encodeURIComponent(odd.replace(/\p{Surrogate}/gu, '\ufffd')),
	);
}

/**
 * A whole link as every server reads it: what may not stand in one is encoded, and a host of other
 * letters has its ASCII name, since no name server knows a percent sign. What is no link stays as it is.
 */
export function encodeWholeLink(link: string): string {
	const origin = /^https?:\/\/[^\s/?#\\]+/i.exec(link)?.[0];
	if (origin === undefined) return link;
	const isAscii = /^\p{ASCII}+$/u.test(origin);
	const written = isAscii ? origin : parseUrl(origin)?.href.replace(/\/$/, '');
	if (written === undefined) return link;
	// Browsers read a backslash there as a slash.
	const rest = link.slice(origin.length).replace(/^[^?#]+/, (path) => path.replaceAll('\\', '/'));
	return written + encodeLink(rest);
}

/**
 * Whether a text has another link after a blank or line break. The query of a link may have one as
 * well, such as the text of a wa.me link.
 */
export function hasMoreLinks(text: string): boolean {
	return /^[^?#]*\shttps?:\/\//i.test(text.trim());
}

/** A part of a URL with its escapes, such as `%7E`, read; as it is where one is cut or malformed. */
export function decodePart(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
