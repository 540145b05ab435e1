import { assertExactText, InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { dateText } from '../../alibabaCloud/input/dates';
import { isEmptyValue, plainNumber } from '../../alibabaCloud/input/plainValue';
import {
	ACTION_KEYS,
	flowAction,
	productAction,
	type FlowAction,
	type ProductAction,
} from './actions';
import { own, titleOf, type TemplateDefinition } from './definition';
import { FAIL_ON_EMPTY, orElse, standIn, type EmptyRule } from './emptyValues';
import { payloadKey } from './fields';
import { needsOf, type LimitedText } from './needs';
import { offerEnd, readUtcDate, type DateReader } from './moment';
import { WHATSAPP_VALUES } from './values';
import { givenNames, replaceVariables, type TemplateVariable } from './variables';

/** Values by field, as the mapper returns them or as the incoming item has them. */
export interface GivenValues {
	readonly values: Readonly<Record<string, unknown>>;
	/**
	 * Whole incoming items have fields that are none of the template's business, and may name the
	 * variables by position: `1` for the first.
	 */
	readonly mayHaveMore: boolean;
	/** Default: that of the template. Values for Viber go as they are. */
	readonly channelType?: string;
	/** Default: fail. */
	readonly empty?: EmptyRule;
	/** Whether values that do not fit their place as they are get refused instead of changed. */
	readonly failOnUnfit?: boolean;
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

/** A value that cannot stand at its place. */
export interface UnfitValue {
	/** Names the variable and what is wrong. */
	readonly problem: string;
	readonly advice: string;
}

/** How well values fit a template. */
export interface TemplateFit {
	/** What can be filled in; missing variables are left out. */
	readonly filled: FilledTemplate;
	/** Names of variables without a value, and `Products` of a product list. */
	readonly missing: readonly string[];
	/** Names of values that the template has no place for. */
	readonly surplus: readonly string[];
	/** What is there, and cannot be sent. */
	readonly unfit: readonly UnfitValue[];
	/** Names of variables whose values are not sent as they were given. */
	readonly adjusted: readonly string[];
}

/**
 * A quick reply's payload comes back when the button is tapped.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
const PAYLOAD_LENGTH = 256;

/** What the label of the field says, for errors. */
const FIELD_NAMES: Readonly<Record<string, string>> = Object.freeze({
	[ACTION_KEYS.sections]: 'Products',
});

/**
 * Fits values to a template and says what is missing, what is left over and what cannot be sent.
 *
 * @throws InvalidInput for values that are no product list or JSON where one is needed.
 */
export function fitValues(template: TemplateDefinition, given: GivenValues): TemplateFit {
	const { variables, replies, limitedTexts, needsProducts, known } = needsOf(template);
	const { values } = given;
	const params = new Map<string, string>();
	const missing: string[] = [];
	const unfit: UnfitValue[] = [];
	const adjusted: string[] = [];
	const isWhatsapp = (given.channelType ?? template.channelType) === 'whatsapp';

	variables.forEach((variable, index) => {
		const value = valueOf(variable, index, variables, given);
		if (value === undefined) {
			missing.push(variable.name);
			return;
		}
		const param = toParam(variable, value, given, isWhatsapp);
		if ('problem' in param) unfit.push(param);
		else {
			params.set(variable.name, param.text);
			if (param.isAdjusted) adjusted.push(variable.name);
		}
	});
	if (isWhatsapp) unfit.push(...lengthFaults(limitedTexts, params));
	if (needsProducts && isEmptyValue(own(values, ACTION_KEYS.sections))) {
		missing.push(ACTION_KEYS.sections);
	}
	const takes = (key: string): unknown => (known.has(key) ? own(values, key) : undefined);
	const payloads = replies.map(({ position }) => {
		const key = payloadKey(position);
		const payload = toText(key, isEmptyValue(own(values, key)) ? '' : own(values, key));
		if (isWhatsapp && [...payload].length > PAYLOAD_LENGTH) unfit.push(longPayload(key, payload));
		return payload;
	});
	return {
		filled: {
			// Not by assignment: a variable may be called `__proto__`.
			TemplateParams: variables.length === 0 ? undefined : Object.fromEntries(params),
			// The service matches payloads to buttons by position, so a gap gets the button's words.
			Payload: payloads.some((payload) => payload !== '')
				? payloads.map((payload, index) => payload || (replies[index]?.label ?? ''))
				: undefined,
			ProductAction: productAction(takes(ACTION_KEYS.sections), takes(ACTION_KEYS.thumbnail)),
			FlowAction: flowAction(takes(ACTION_KEYS.flowToken), takes(ACTION_KEYS.flowData)),
		},
		missing: missing.map((key) => own(FIELD_NAMES, key) ?? key),
		surplus: given.mayHaveMore
			? []
			: Object.keys(values).filter((key) => !known.has(key) && !isEmptyValue(values[key])),
		unfit,
		adjusted,
	};
}

/**
 * Fills a template, or says why the receiver is left out when empty values are to skip it. What does
 * not fit is named here: the service would only report that the number of variables differs, after
 * the message was accepted.
 *
 * @param fit how the values fit, where that is known already.
 * @throws InvalidInput that names all missing, surplus and unusable variables.
 */
export function fillOrSkip(
	template: TemplateDefinition,
	given: GivenValues,
	fit: TemplateFit = fitValues(template, given),
): FilledTemplate | { readonly skipReason: string } {
	const { filled, missing, surplus } = fit;
	const skips = given.empty?.kind === 'skip' && missing.length > 0 && surplus.length === 0;
	if (skips) return { skipReason: `No value for ${listed(missing)}` };
	if (missing.length + surplus.length + fit.unfit.length > 0) {
		throw mismatch(template, fit, given.empty ?? FAIL_ON_EMPTY);
	}
	return filled;
}

/** `undefined` when there is no value and none stands in for it. */
function valueOf(
	variable: TemplateVariable,
	index: number,
	variables: readonly TemplateVariable[],
	{ values, mayHaveMore, empty = FAIL_ON_EMPTY }: GivenValues,
): unknown {
	const named = givenNames(variable)
		.map((name) => own(values, name))
		.find((value) => !isEmptyValue(value));
	if (named !== undefined) return named;
	const position = String(index + 1);
	const isName = variables.some(({ name }) => name === position);
	const placed = own(values, position);
	if (mayHaveMore && !isName && !isEmptyValue(placed)) return placed;
	// A blank in a link, a code or a date would break it.
	return variable.kind === 'text' ? standIn(empty) : undefined;
}

/** A value as it is sent, or why it is not. */
function toParam(
	variable: TemplateVariable,
	value: unknown,
	given: GivenValues,
	isWhatsapp: boolean,
): { readonly text: string; readonly isAdjusted: boolean } | UnfitValue {
	const { kind, name } = variable;
	try {
		if (kind === 'offerEnd') {
			const end = offerEnd(value, name, given.readDate ?? readUtcDate, given.now);
			return { text: end, isAdjusted: false };
		}
		const written = toText(name, value);
		const isRounded = written !== String(value);
		if (!isWhatsapp) return { text: written, isAdjusted: isRounded };
		const rule = WHATSAPP_VALUES[kind];
		const fitted = rule.fit(written, variable);
		if ('fault' in fitted) {
			return { problem: `'${name}' ${fitted.fault}`, advice: fitted.advice };
		}
		const isChanged = fitted.text !== written;
		if (isChanged && given.failOnUnfit) {
			const advice = `Change '${name}', or set the option 'Invalid Values' to 'Adjust'.`;
			return { problem: `'${name}' ${rule.unfit}`, advice };
		}
		return { text: fitted.text, isAdjusted: isRounded || isChanged };
	} catch (error) {
		const isKnown = error instanceof InvalidInput;
		const problem = isKnown ? error.message : `'${name}' cannot be read: ${String(error)}`;
		return { problem, advice: isKnown ? error.description : `Change '${name}'.` };
	}
}

/** Texts that are too long with their values; those that miss a value are not judged. */
function lengthFaults(
	texts: readonly LimitedText[],
	params: ReadonlyMap<string, string>,
): UnfitValue[] {
	return texts.flatMap(({ whole, names, what, most }) => {
		let longest = whole.length;
		for (const name of names) {
			const value = params.get(name);
			if (value === undefined) return [];
			longest += value.length;
		}
		if (longest <= most) return [];
		const length = [...replaceVariables(whole, (name) => params.get(name))].length;
		if (length <= most) return [];
		const all = [...new Set(names)];
		const verb = all.length === 1 ? 'makes' : 'make';
		const problem = `${listed(all)} ${verb} the ${what} ${length} characters long, maximum ${most}`;
		return [{ problem, advice: `Shorten ${listed(all)}.` }];
	});
}

function longPayload(key: string, payload: string): UnfitValue {
	const problem = `'${key}' is ${[...payload].length} characters long, maximum ${PAYLOAD_LENGTH}`;
	return { problem, advice: 'Shorten the payload of the button.' };
}

function mismatch(
	template: TemplateDefinition,
	{ missing, surplus, unfit }: TemplateFit,
	empty: EmptyRule,
): InvalidInput {
	const problems = [
		missing.length > 0 ? `no value for ${listed(missing)}` : null,
		surplus.length > 0 ? `no variable called ${listed(surplus)}` : null,
		...unfit.map(({ problem }) => problem),
	].filter((problem) => problem !== null);
	const advice = [
		missing.length > 0
			? `Fill in ${listed(missing)} in 'Template Variables'. ${orElse(empty)}`
			: null,
		surplus.length > 0 ? surplusAdvice(template, surplus) : null,
		...new Set(unfit.map((value) => value.advice)),
	].filter((line) => line !== null);
	return new InvalidInput(
		`The variables do not match the template ${titleOf(template)}: ${problems.join(', ')}`,
		advice.join(' '),
	);
}

/** Without components nobody knows what the template has, so it is not said to have lost anything. */
function surplusAdvice({ components }: TemplateDefinition, surplus: readonly string[]): string {
	return components.length === 0
		? 'The service returned the template without components, so its variables are unknown. Check the response with Template > Get.'
		: `The template no longer has ${listed(surplus)}. Refresh the field list in the menu of 'Template Variables'.`;
}

function toText(name: string, value: unknown): string {
	if (typeof value === 'number' && Number.isFinite(value)) {
		assertExactText(value, name);
		return plainNumber(value);
	}
	if (['string', 'boolean', 'bigint'].includes(typeof value)) return String(value);
	const date = dateText(value);
	if (date !== undefined) return date;
	const what = typeof value === 'number' ? 'not a number' : nameOfType(value);
	throw new InvalidInput(
		`The template variable '${name}' is ${what}, not text`,
		"Use a single value in 'Template Variables', for example with an expression.",
	);
}

function nameOfType(value: unknown): string {
	return Array.isArray(value) ? 'a list' : 'an object';
}

function listed(names: readonly string[]): string {
	return names.map((name) => `'${name}'`).join(', ');
}
