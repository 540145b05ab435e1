/** A number as a person writes it: without exponent, and without what binary arithmetic adds. */
export function plainNumber(value: number): string {
	const exact = Number.isInteger(value) ? value : Number(value.toPrecision(15));
	const written = String(exact);
	if (!written.includes('e')) return written;
	if (Number.isInteger(exact)) return BigInt(exact).toString();
	const decimals = exact.toFixed(20).replace(/0{1,20}$/, '');
	return decimals.endsWith('.') ? '0' : decimals;
}

/**
 * What nobody sees: white space, control and format characters such as the zero-width space, and
 * the letters that are blank by design (Braille blank, Hangul fillers).
 */
const INVISIBLE = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Signs without a look that come along with what is copied, such as the zero-width space. */
const COPIED_SIGN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/** An ID, a code or a link, which has none of the invisible signs that a copy leaves around it. */
export function trimCopied(text: string): string {
	const isOutside = (sign: string | undefined): boolean =>
		sign !== undefined && (COPIED_SIGN.test(sign) || sign.trim() === '');
	let [start, end] = [0, text.length];
	while (start < end && isOutside(text[start])) start++;
	while (end > start && isOutside(text[end - 1])) end--;
	return text.slice(start, end);
}

/** Nothing, or nothing to see: what a CRM returns for a field that was never filled in. */
export function isEmptyValue(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && INVISIBLE.test(value))
	);
}
