import { InvalidInput } from '../errors/invalidInput';
import {
	ACTION_KEYS,
	flowAction,
	isEmptyValue,
	productAction,
	templateActions,
	type FlowAction,
	type ProductAction,
} from './actions';
import { titleOf, type TemplateDefinition } from './definition';
import { FAIL_ON_EMPTY, standIn, type EmptyRule } from './emptyValues';
import { payloadKey } from './fields';
import { offerEnd, readUtcDate, type DateReader } from './moment';
import { quickReplies, templateVariables, type TemplateVariable } from './variables';

/** Values by field, as the mapper gives them or as the incoming item has them. */
export interface GivenValues {
	readonly values: Readonly<Record<string, unknown>>;
	/**
	 * Whole incoming items have fields that are none of the template's business, and may name the
	 * variables by position: `1` for the first.
	 */
	readonly mayHaveMore: boolean;
	/** Default: fail. */
	readonly empty?: EmptyRule;
	/** Default: dates without a zone are UTC. */
	readonly readDate?: DateReader;
	/** Milliseconds, to refuse offers that have ended; absent means no check. */
	readonly now?: number;
}

/** The part of a send call that fills a template; what is `undefined` is left out. */
export interface FilledTemplate {
	readonly TemplateParams: Record<string, string> | undefined;
	/** In button order, one for each quick reply. */
	readonly Payload: string[] | undefined;
	readonly ProductAction: ProductAction | undefined;
	readonly FlowAction: FlowAction | undefined;
}

/** How well values fit a template. */
export interface TemplateFit {
	/** What can be filled in; missing variables are left out. */
	readonly filled: FilledTemplate;
	/** Names of variables without a value, and `Products` of a product list. */
	readonly missing: readonly string[];
	/** Names of values that the template has no place for. */
	readonly surplus: readonly string[];
}

/** What the label of the field says, for errors. */
const FIELD_NAMES: Readonly<Record<string, string>> = Object.freeze({
	[ACTION_KEYS.sections]: 'Products',
});

/**
 * Fits values to a template and says what is missing and what is left over.
 *
 * @throws InvalidInput for values that are no text, date, product list or JSON where one is needed.
 */
export function fitValues(template: TemplateDefinition, given: GivenValues): TemplateFit {
	const variables = templateVariables(template);
	const replies = quickReplies(template);
	const { productList, catalogue, flow } = templateActions(template);
	const { values } = given;
	const params: Record<string, string> = {};
	const missing: string[] = [];

	variables.forEach((variable, index) => {
		const value = valueOf(variable, index, variables, given);
		if (value === undefined) missing.push(variable.name);
		else params[variable.name] = toParam(variable, value, given);
	});
	if (productList !== null && isEmptyValue(values[ACTION_KEYS.sections])) {
		missing.push(ACTION_KEYS.sections);
	}
	const known = new Set([
		...variables.map(({ name }) => name),
		...replies.map(({ position }) => payloadKey(position)),
		...(productList === null ? [] : [ACTION_KEYS.sections]),
		...(productList === null && catalogue === null ? [] : [ACTION_KEYS.thumbnail]),
		...(flow === null ? [] : [ACTION_KEYS.flowToken, ACTION_KEYS.flowData]),
	]);
	const takes = (key: string): unknown => (known.has(key) ? values[key] : undefined);
	const payloads = replies.map(({ position }) => {
		const key = payloadKey(position);
		return toText(key, isEmptyValue(values[key]) ? '' : values[key]);
	});
	return {
		filled: {
			TemplateParams: variables.length === 0 ? undefined : params,
			// The service matches payloads to buttons by position, so a gap gets the button's words.
			Payload: payloads.some((payload) => payload !== '')
				? payloads.map((payload, index) => payload || (replies[index]?.label ?? ''))
				: undefined,
			ProductAction: productAction(takes(ACTION_KEYS.sections), takes(ACTION_KEYS.thumbnail)),
			FlowAction: flowAction(takes(ACTION_KEYS.flowToken), takes(ACTION_KEYS.flowData)),
		},
		missing: missing.map((key) => FIELD_NAMES[key] ?? key),
		surplus: given.mayHaveMore
			? []
			: Object.keys(values).filter((key) => !known.has(key) && !isEmptyValue(values[key])),
	};
}

/**
 * Fills a template, or says why the receiver is left out when empty values are to skip it. What does
 * not fit is named here: the service would only report that the number of variables differs, after
 * the message was accepted.
 *
 * @throws InvalidInput that names missing, surplus and unusable variables.
 */
export function fillOrSkip(
	template: TemplateDefinition,
	given: GivenValues,
): FilledTemplate | { readonly skipReason: string } {
	const { filled, missing, surplus } = fitValues(template, given);
	const skips = given.empty?.kind === 'skip' && missing.length > 0 && surplus.length === 0;
	if (skips) return { skipReason: `No value for ${listed(missing)}` };
	if (missing.length + surplus.length > 0) throw mismatch(template, missing, surplus);
	return filled;
}

/** `undefined` when there is no value and none stands in for it. */
function valueOf(
	variable: TemplateVariable,
	index: number,
	variables: readonly TemplateVariable[],
	{ values, mayHaveMore, empty = FAIL_ON_EMPTY }: GivenValues,
): unknown {
	if (!isEmptyValue(values[variable.name])) return values[variable.name];
	const position = String(index + 1);
	const isName = variables.some(({ name }) => name === position);
	if (mayHaveMore && !isName && !isEmptyValue(values[position])) return values[position];
	// A blank in a link, a code or a date would break it.
	return variable.kind === 'text' ? standIn(empty) : undefined;
}

function toParam({ kind, name }: TemplateVariable, value: unknown, given: GivenValues): string {
	if (kind !== 'offerEnd') return toText(name, value);
	return offerEnd(value, name, given.readDate ?? readUtcDate, given.now);
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
		missing.length > 0
			? `Fill in ${listed(missing)} in 'Template Variables', or choose what to do with the option 'Empty Values', which covers texts only.`
			: null,
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

function listed(names: readonly string[]): string {
	return names.map((name) => `'${name}'`).join(', ');
}
