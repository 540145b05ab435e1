/** What happens to a message whose variables are not all filled in. */
export type EmptyRule =
	| { readonly kind: 'fail' }
	| { readonly kind: 'blank' }
	| { readonly kind: 'default'; readonly text: string }
	| { readonly kind: 'skip' };

export const FAIL_ON_EMPTY: EmptyRule = Object.freeze({ kind: 'fail' });

/** The kinds as workflows store them: never rename. */
const EMPTY_RULES = Object.freeze(['fail', 'blank', 'default', 'skip'] as const);

/**
 * The rule of a stored value.
 *
 * @param text the default text; without one there is nothing to fill in, so the message fails.
 */
export function emptyRule(kind: unknown, text: string): EmptyRule {
	const known = EMPTY_RULES.find((candidate) => candidate === kind) ?? 'fail';
	if (known !== 'default') return { kind: known };
	return text.trim() === '' ? FAIL_ON_EMPTY : { kind: 'default', text };
}

/**
 * The text that stands in for an empty value; `undefined` when there is none. A single space is
 * the shortest text that the service does not count as missing; whether WhatsApp takes it in every
 * place of a template is not documented.
 */
export function standIn(rule: EmptyRule): string | undefined {
	if (rule.kind === 'blank') return ' ';
	return rule.kind === 'default' ? rule.text : undefined;
}
