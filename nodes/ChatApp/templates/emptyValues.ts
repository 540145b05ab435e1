/** What happens to a message whose variables are not all filled in. */
export type EmptyRule =
	| { readonly kind: 'fail' }
	| { readonly kind: 'blank' }
	| { readonly kind: 'default'; readonly text: string }
	| { readonly kind: 'skip' };

export const FAIL_ON_EMPTY: EmptyRule = Object.freeze({ kind: 'fail' });

/** The kinds as workflows store them: never rename. */
const EMPTY_RULES = Object.freeze(['fail', 'blank', 'default', 'skip'] as const);

/** The rule of a stored value. */
export function emptyRule(kind: unknown, text: string): EmptyRule {
	const known = EMPTY_RULES.find((candidate) => candidate === kind) ?? 'fail';
	return known === 'default' ? { kind: known, text } : { kind: known };
}

/**
 * The text that stands in for an empty value; `undefined` when there is none. A single space is
 * the shortest text that the service does not count as missing; whether WhatsApp takes it in every
 * place of a template is not documented.
 */
export function standIn(rule: EmptyRule): string | undefined {
	if (rule.kind === 'blank') return ' ';
	return rule.kind === 'default' && rule.text.trim() !== '' ? rule.text : undefined;
}

/** What else an error can advise than to fill in a variable. */
export function orElse(rule: EmptyRule): string {
	if (rule.kind === 'default' && rule.text.trim() === '') {
		return "Or fill in the option 'Default Text', which is empty.";
	}
	return rule.kind === 'fail'
		? "Or set the option 'Empty Values', which applies to text variables only."
		: "The option 'Empty Values' applies to text variables only.";
}
