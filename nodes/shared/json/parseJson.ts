/** A JSON string, or a run of 16 or more digits that stands outside of one. */
const STRING_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+])-?\d{16,}(?![\d.eE])/g;

/**
 * Parses JSON, but keeps integers of 16 or more digits as strings.
 *
 * Template codes and message ids have up to 20 digits. Where the service writes them as bare
 * numbers, `JSON.parse` would round them to the nearest double and the id would be another one.
 *
 * @throws SyntaxError as `JSON.parse` does, when the text is not JSON.
 */
export function parseJson(text: string): unknown {
	if (!/\d{16}/.test(text)) return JSON.parse(text);
	return JSON.parse(
		text.replace(STRING_OR_LONG_INTEGER, (token) => (token.startsWith('"') ? token : `"${token}"`)),
	);
}
