/** What is written where there is nothing to say, in lower case. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(['none', 'null', 'undefined', 'nil', 'n/a', '-']);

/**
 * The text of a reason, or null when it is a word for "no reason": the service fills the field of a
 * rejected template with `None`.
 */
export function statedReason(text: string | null | undefined): string | null {
	const reason = text?.trim() ?? '';
	return reason === '' || PLACEHOLDERS.has(reason.toLowerCase()) ? null : reason;
}
