/**
 * Whether a text is a URL. `URL.canParse` of Node.js 20 refuses what has letters such as "ü" once it
 * has been called some thousand times.
 */
export function isUrl(text: string, base?: string): boolean {
	try {
		return new URL(text, base).href !== '';
	} catch {
		return false;
	}
}
