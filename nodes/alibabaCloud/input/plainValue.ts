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

/** Nothing, or nothing to see: what a CRM returns for a field that was never filled in. */
export function isEmptyValue(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && INVISIBLE.test(value))
	);
}
