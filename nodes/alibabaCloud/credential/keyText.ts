import { CredentialError } from '../signing/credentialError';
import { fieldText } from '../wire/endpoints';

/** Keys and tokens are of ASCII characters that can be seen, and a header carries no others. */
const NO_PART_OF_A_KEY = /[^\x21-\x7e]|["']/u;

/**
 * A key, secret or token without what stands around it.
 *
 * @throws CredentialError when something was pasted with it. HTTP clients leave such characters out
 * of a header after it was signed, so that the service would call a right secret a wrong one.
 */
export function keyText(value: unknown, label: string): string {
	const text = fieldText(value);
	const found = NO_PART_OF_A_KEY.exec(text)?.[0];
	if (found === undefined) return text;
	throw new CredentialError(
		`'${label}' contains ${nameOf(found)}, which no key has. Copy it again into the credential.`,
	);
}

function nameOf(character: string): string {
	if (/\s/u.test(character)) return 'a space or a line break';
	if (/["']/.test(character)) return 'a quotation mark';
	const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	return `the character U+${code}`;
}
