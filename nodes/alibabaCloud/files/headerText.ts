/**
 * A header's value as its sender meant it: Node.js reads bytes as Latin-1, and many servers send
 * UTF-8 where the standard has plain ASCII.
 */
export function headerText(value: string): string {
	if (!/^[\p{ASCII}\u0080-\u00FF]*$/u.test(value)) return value;
	const text = Buffer.from(value, 'latin1').toString('utf8');
	return text.includes('\uFFFD') ? value : text;
}

/** How mails write what is not ASCII. Some servers of files do the same. */
const ENCODED_WORD = /=\?([\w-]{1,40})\?([BQ])\?([^?\s]*)\?=(?:\s+(?==\?[\w-]{1,40}\?[BQ]\?))?/gi;

/**
 * The words of a value in the form of mails, such as `=?UTF-8?B?5L2g?=`; others stay as they are.
 *
 * Source: RFC 2047
 */
export function decodeWords(value: string): string {
	return value.replace(ENCODED_WORD, (word, charset: string, form: string, text: string) => {
		if (!/^utf-?8$/i.test(charset)) return word;
		if (form.toUpperCase() === 'B') return Buffer.from(text, 'base64').toString('utf8');
		const read = Buffer.from(bytesOf(text), 'latin1').toString('utf8');
		return read.includes('\uFFFD') ? word : read;
	});
}

/** A word of the form Q: an underscore is a blank, and a byte is an equals sign and its number. */
function bytesOf(text: string): string {
	return text
		.replaceAll('_', ' ')
		.replace(/=([\dA-F]{2})/gi, (_, byte: string) =>
			String.fromCharCode(Number.parseInt(byte, 16)),
		);
}
