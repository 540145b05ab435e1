import type { IDataObject } from 'n8n-workflow';

import { allButtons, buttonsOf, cardsOf, componentOf, inReadingOrder, typeOf } from './components';
import { asObject, field, own, text, type TemplateDefinition } from './definition';

/** What a value is used for; it decides how the value is written and whether it may be blank. */
export type VariableKind =
	| 'text'
	| 'link'
	| 'coupon'
	| 'code'
	| 'offerEnd'
	| 'media'
	| 'latitude'
	| 'longitude';

/** One place of a template that holds a variable. */
export interface VariablePlace {
	/** Where a reader finds it: `Header`, `Body`, `Button "Track"`, ... */
	readonly part: string;
	/** The card of a carousel, from 1; `null` outside of cards. */
	readonly card: number | null;
	/** The service's name of the field, such as `Text` or `Url`. */
	readonly field: string;
	/** `TEXT`, `IMAGE`, ... of a header, otherwise empty. */
	readonly format: string;
	readonly isButton: boolean;
	/** The words around the variable, with other variables as they are written there. */
	readonly before: string;
	readonly after: string;
}

export interface TemplateVariable {
	readonly name: string;
	readonly kind: VariableKind;
	/** In reading order; empty for a name that only the samples mention, or that is assumed. */
	readonly places: readonly VariablePlace[];
	readonly example: string | null;
	/** The service did not say the name; the one of its documentation's samples is used. */
	readonly isAssumed: boolean;
}

/** A quick-reply button: its payload comes back when the receiver presses it. */
export interface QuickReply {
	/** The position among all quick replies, from 1, in which the service wants the payloads. */
	readonly position: number;
	readonly label: string;
	/** The card of a carousel, from 1; `null` outside of cards. */
	readonly card: number | null;
}

type PlacedText = Omit<VariablePlace, 'before' | 'after'> & { readonly text: string };

/**
 * Variables are named and written `$(name)`; templates that were made in WhatsApp's own manager say
 * `{{1}}` or `{{name}}`. No part of either can match at the same place twice: linear.
 * https://www.alibabacloud.com/help/zh/chatapp/parameters-of-a-message-template
 */
const VARIABLE = /\$\(([^()]+)\)|\{\{\s*([\p{L}\p{M}\p{N}_]+)\s*\}\}/gu;

/** A variable where it stands in a text. */
interface WrittenVariable {
	readonly name: string;
	readonly start: number;
	readonly end: number;
}

/** The variables of a text in their order, with repetitions. */
export function variablesIn(whole: string): WrittenVariable[] {
	return [...whole.matchAll(VARIABLE)].map((match) => ({
		name: (match[1] ?? match[2] ?? '').trim(),
		start: match.index,
		end: match.index + match[0].length,
	}));
}

/** The text with a value in the place of each variable; without a value the variable stays. */
export function replaceVariables(
	whole: string,
	valueOf: (name: string) => string | undefined,
): string {
	return whole.replace(
		VARIABLE,
		(written, named?: string, braced?: string) =>
			valueOf((named ?? braced ?? '').trim()) ?? written,
	);
}

/** Structure, not text that a variable could stand in. */
const KEYWORDS: ReadonlySet<string> = new Set(['Type', 'Format', 'UrlType', 'FlowAction']);

/** What the fields other than texts take. */
const KINDS: Readonly<Record<string, VariableKind>> = Object.freeze({
	CouponCode: 'coupon',
	OfferExpirationTimeMs: 'offerEnd',
	Latitude: 'latitude',
	Longitude: 'longitude',
});

/** Sample name of the send call: `offerExpirationTimeMs`, see `Components` of the template API. */
const OFFER_END = 'offerExpirationTimeMs';
/** What public integrations of the service send; its documentation names no variable. */
export const CODE_VARIABLE = 'verificationCode';
/** What fields were called before: values that workflows store under it still count. */
const FORMER_CODE_VARIABLE = 'code';

/** A run reads a template once and fills it for thousands of items. */
const known = new WeakMap<TemplateDefinition, readonly TemplateVariable[]>();

/** All variables of a template in order of appearance, then those that no text mentions. */
export function templateVariables(template: TemplateDefinition): readonly TemplateVariable[] {
	const found = known.get(template) ?? findVariables(template);
	known.set(template, found);
	return found;
}

function findVariables(template: TemplateDefinition): TemplateVariable[] {
	const places = new Map<string, VariablePlace[]>();
	for (const { text: whole, ...place } of textsOf(template.components)) {
		for (const { name, start, end } of variablesIn(whole)) {
			const known = places.get(name) ?? [];
			known.push({ ...place, before: whole.slice(0, start), after: whole.slice(end) });
			places.set(name, known);
		}
	}
	for (const name of Object.keys(template.example)) {
		if (!places.has(name)) places.set(name, []);
	}
	const assumed = assumedName(template, places);
	if (assumed !== null) places.set(assumed, []);
	return [...places].map(([name, found]) => ({
		name,
		kind: kindOf(template, name, found),
		places: found,
		example: own(template.example, name) || null,
		isAssumed: name === assumed,
	}));
}

/** Quick-reply buttons of the template and of its cards, in order. */
export function quickReplies(template: TemplateDefinition): QuickReply[] {
	return allButtons(template.components)
		.filter(({ button }) => typeOf(button) === 'QUICK_REPLY')
		.map(({ button, card }, index) => ({ position: index + 1, label: text(button.Text), card }));
}

/** Whether WhatsApp itself writes the text around the code; Viber has no such templates. */
export function isAuthentication({ category, channelType }: TemplateDefinition): boolean {
	return channelType === 'whatsapp' && category.toUpperCase() === 'AUTHENTICATION';
}

/** The names under which the value of a variable may be given, the best first. */
export function givenNames({ name, kind, isAssumed }: TemplateVariable): readonly string[] {
	if (!isAssumed || kind !== 'code') return [name];
	return [...new Set([name, CODE_VARIABLE, FORMER_CODE_VARIABLE])];
}

const renamed = new WeakMap<TemplateDefinition, Map<string, TemplateDefinition>>();

/**
 * The template with the user's name for its one-time code, which counts where the detail names
 * none. The same object each time, since what is known of a template is kept by its object.
 */
export function withCodeVariable(template: TemplateDefinition, name: string): TemplateDefinition {
	const codeVariable = name.trim();
	if (codeVariable === '') return template;
	const versions = renamed.get(template) ?? new Map<string, TemplateDefinition>();
	const version = versions.get(codeVariable) ?? { ...template, codeVariable };
	renamed.set(template, versions.set(codeVariable, version));
	return version;
}

/**
 * The text of an authentication template is written by WhatsApp and an offer's end by the app, so
 * a detail may name no variable although the send call needs one. It is not documented which.
 */
function assumedName(
	template: TemplateDefinition,
	places: ReadonlyMap<string, readonly VariablePlace[]>,
): string | null {
	if (isAuthentication(template)) {
		return places.size === 0 ? (template.codeVariable ?? CODE_VARIABLE) : null;
	}
	const offer = componentOf(template.components, 'LIMITED_TIME_OFFER');
	const isTimed = offer !== undefined && text(field(offer, 'HasExpiration')) === 'true';
	const isNamed =
		text(offer?.OfferExpirationTimeMs) !== '' ||
		[...places.keys()].some((name) => name.toLowerCase() === OFFER_END.toLowerCase());
	return isTimed && !isNamed ? OFFER_END : null;
}

function kindOf(
	template: TemplateDefinition,
	name: string,
	places: readonly VariablePlace[],
): VariableKind {
	if (isAuthentication(template)) return 'code';
	if (name.toLowerCase() === OFFER_END.toLowerCase()) return 'offerEnd';
	for (const place of places) {
		const kind = own(KINDS, place.field);
		if (kind) return kind;
		if (place.field === 'Url') return place.isButton ? 'link' : 'media';
	}
	return 'text';
}

function textsOf(components: readonly IDataObject[], card: number | null = null): PlacedText[] {
	return inReadingOrder(components).flatMap((component) => {
		const { Buttons, Cards, ...texts } = component;
		const part = partName(typeOf(component));
		const format = typeOf(component) === 'HEADER' ? text(component.Format).toUpperCase() : '';
		return [
			...stringsOf(texts, { part, card, field: '', format, isButton: false }),
			...(Buttons ? buttonsOf(component) : []).flatMap((button) => {
				const place = { part: `Button "${text(button.Text)}"`, card, field: '', format: '' };
				return stringsOf(button, { ...place, isButton: true });
			}),
			...(Cards ? cardsOf(component) : []).flatMap((inner, index) => textsOf(inner, index + 1)),
		];
	});
}

function stringsOf(value: unknown, place: Omit<PlacedText, 'text'>): PlacedText[] {
	if (typeof value === 'string')
		return KEYWORDS.has(place.field) ? [] : [{ ...place, text: value }];
	if (Array.isArray(value)) return value.flatMap((entry) => stringsOf(entry, place));
	return Object.entries(asObject(value)).flatMap(([key, entry]) =>
		stringsOf(entry, { ...place, field: key }),
	);
}

function partName(type: string): string {
	const words = type.toLowerCase().split('_').filter(Boolean);
	return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || 'Template';
}
