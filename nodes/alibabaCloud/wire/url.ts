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
	return written === undefined ? link : written + encodeLink(link.slice(origin.length));
}

/** Whether a text has another link after a blank or line break: no link has one inside of it. */
export function hasMoreLinks(text: string): boolean {
	return /\shttps?:\/\//i.test(text.trim());
}

/** A part of a URL with its escapes, such as `%7E`, read; as it is where one is cut or malformed. */
export function decodePart(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
