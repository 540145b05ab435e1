import { ACTION_KEYS, templateActions } from './actions';
import { cardsOf, inReadingOrder, typeOf } from './components';
import { own, text, type TemplateDefinition } from './definition';
import { DESIGN_LIMITS } from './designer/limits';
import { payloadKey } from './fields';
import {
	givenNames,
	quickReplies,
	templateVariables,
	variablesIn,
	type QuickReply,
	type TemplateVariable,
} from './variables';

/** Most characters of a text with its values. */
const RENDERED_LIMITS: Readonly<Record<string, { readonly what: string; readonly most: number }>> =
	Object.freeze({
		HEADER: { what: 'header', most: DESIGN_LIMITS.headerText.most },
		BODY: { what: 'body', most: DESIGN_LIMITS.body.most },
	});

/** A text with variables whose length has a limit. */
export interface LimitedText {
	readonly whole: string;
	/** In their order, with repetitions. */
	readonly names: readonly string[];
	readonly what: string;
	readonly most: number;
}

/** What a template asks for, whatever the values are. */
interface TemplateNeeds {
	readonly variables: readonly TemplateVariable[];
	readonly replies: readonly QuickReply[];
	readonly limitedTexts: readonly LimitedText[];
	readonly needsProducts: boolean;
	/** The names of values that it has a place for. */
	readonly known: ReadonlySet<string>;
}

/** A run reads a template once and fills it for thousands of items. */
const knownNeeds = new WeakMap<TemplateDefinition, TemplateNeeds>();

/** What a template asks for; worked out once for a template that a run has read. */
export function needsOf(template: TemplateDefinition): TemplateNeeds {
	const needs = knownNeeds.get(template) ?? readNeeds(template);
	knownNeeds.set(template, needs);
	return needs;
}

function readNeeds(template: TemplateDefinition): TemplateNeeds {
	const variables = templateVariables(template);
	const replies = quickReplies(template);
	const { productList, catalog, flow } = templateActions(template);
	return {
		variables,
		replies,
		limitedTexts: limitedTextsOf(template.components),
		needsProducts: productList !== null,
		known: new Set([
			...variables.flatMap(givenNames),
			...replies.map(({ position }) => payloadKey(position)),
			...(productList === null ? [] : [ACTION_KEYS.sections]),
			...(productList === null && catalog === null ? [] : [ACTION_KEYS.thumbnail]),
			...(flow === null ? [] : [ACTION_KEYS.flowToken, ACTION_KEYS.flowData]),
		]),
	};
}

function limitedTextsOf(components: TemplateDefinition['components']): LimitedText[] {
	return inReadingOrder(components).flatMap((component) => {
		const inCards = cardsOf(component).flatMap(limitedTextsOf);
		const limit = own(RENDERED_LIMITS, typeOf(component));
		const whole = text(component.Text);
		const names = variablesIn(whole).map(({ name }) => name);
		return limit && names.length > 0 ? [...inCards, { whole, names, ...limit }] : inCards;
	});
}
