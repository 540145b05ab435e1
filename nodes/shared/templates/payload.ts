import { InvalidInput } from '../errors/invalidInput';
import { titleOf, type TemplateDefinition } from './definition';
import { payloadKey } from './fields';
import { quickReplies, templateVariables } from './variables';

/** Values by field, as the mapper gives them or as the incoming item has them. */
export interface GivenValues {
	readonly values: Readonly<Record<string, unknown>>;
	/** Whole incoming items have fields that are none of the template's business. */
	readonly mayHaveMore: boolean;
}

/** The part of a send call that fills a template; what is `undefined` is left out. */
export interface FilledTemplate {
	readonly TemplateParams: Record<string, string> | undefined;
	/** In button order, one for each quick reply. */
	readonly Payload: string[] | undefined;
}

/**
 * Fills a template, or says exactly which variables do not fit: the service would only report that
 * their number differs, after the message was accepted.
 *
 * @throws InvalidInput that names missing, surplus and unusable variables.
 */
export function fillTemplate(template: TemplateDefinition, given: GivenValues): FilledTemplate {
	const names = templateVariables(template).map(({ name }) => name);
	const replies = quickReplies(template);
	const payloadKeys = replies.map(({ position }) => payloadKey(position));

	const known = new Set([...names, ...payloadKeys]);
	const missing = names.filter((name) => isEmpty(given.values[name]));
	const surplus = given.mayHaveMore
		? []
		: Object.keys(given.values).filter((key) => !known.has(key) && !isEmpty(given.values[key]));
	if (missing.length + surplus.length > 0) throw mismatch(template, missing, surplus);

	const payloads = payloadKeys.map((key) => toText(key, given.values[key] ?? ''));
	return {
		TemplateParams:
			names.length === 0
				? undefined
				: Object.fromEntries(names.map((name) => [name, toText(name, given.values[name])])),
		// The service matches payloads to buttons by position, so a gap gets the button's own words.
		Payload: payloads.some((payload) => payload !== '')
			? payloads.map((payload, index) => payload || (replies[index]?.label ?? ''))
			: undefined,
	};
}

function mismatch(
	template: TemplateDefinition,
	missing: readonly string[],
	surplus: readonly string[],
): InvalidInput {
	const problems = [
		missing.length > 0 ? `no value for ${listed(missing)}` : null,
		surplus.length > 0 ? `no variable called ${listed(surplus)}` : null,
	].filter((problem) => problem !== null);
	const advice = [
		missing.length > 0 ? `Fill in ${listed(missing)} in 'Template Variables'.` : null,
		surplus.length > 0
			? `The template no longer has ${listed(surplus)}: refresh the fields of 'Template Variables' with its menu.`
			: null,
	].filter((line) => line !== null);
	return new InvalidInput(
		`The variables do not fit the template ${titleOf(template)}: ${problems.join(', ')}`,
		advice.join(' '),
	);
}

function toText(name: string, value: unknown): string {
	if (['string', 'number', 'boolean', 'bigint'].includes(typeof value)) return String(value);
	throw new InvalidInput(
		`The template variable '${name}' is ${Array.isArray(value) ? 'a list' : 'an object'}, not a text`,
		"Pick one value of it in 'Template Variables', for example with an expression.",
	);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function listed(names: readonly string[]): string {
	return names.map((name) => `'${name}'`).join(', ');
}
