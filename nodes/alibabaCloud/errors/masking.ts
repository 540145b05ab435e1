/** A shorter value is no secret, and cutting it out would tear words apart. */
const SHORTEST_SECRET = 6;

const MASK = '***';

/** Far more than anybody is shown; patterns run out of stack on millions of characters. */
const LONGEST = 10_000;

/** Where a text begins to quote a signed request: its header, its signature, what was signed. */
const QUOTED_REQUEST =
	/x-acs-|acs3-hmac|authorization\s{0,3}[:=]|string\s?to\s?sign|signature\s{0,3}=|security-?token\s{0,3}["']?\s{0,3}[:=]/i;

/**
 * Security tokens, signatures and keys are long runs of these characters. Words, addresses and IDs
 * have points, hyphens or blanks before they are this long.
 */
const LONG_RUN = /[A-Za-z0-9+/=%]{60,}/g;

/**
 * What the service says, without what it quotes of a signed request. Some refusals repeat headers
 * or what was signed; errors end up in executions, logs and chats, and a token in there opens the
 * account to whoever reads them. The end of a very long text is left out.
 *
 * @param secrets values of the credential; those of an assumed role are known by their form alone.
 */
export function withoutSecrets(text: string, secrets: readonly string[] = []): string {
	let masked = text.slice(0, LONGEST);
	for (const secret of secrets) {
		if (secret.length < SHORTEST_SECRET) continue;
		for (const form of new Set([secret, encodeURIComponent(secret)])) {
			masked = masked.split(form).join(MASK);
		}
	}
	const quote = QUOTED_REQUEST.exec(masked);
	if (quote) masked = `${masked.slice(0, quote.index).trimEnd()} [the quoted request is left out]`;
	return masked.replace(LONG_RUN, MASK).trim();
}
