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

/** A part of a URL with its escapes, such as `%7E`, read; as it is where one is cut or malformed. */
export function decodePart(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
