import type { IDataObject } from 'n8n-workflow';

import { asObject, text, type TemplateDefinition } from './definition';

/** One place of a template that holds a variable. */
export interface VariablePlace {
	/** Where a reader finds it: `Header`, `Body`, `Button "Track"`, `Card 2 Body`, ... */
	readonly part: string;
	/** The service's name of the field, such as `Text` or `Url`. */
	readonly field: string;
	/** The words around the variable, with other variables in their `$(name)` form. */
	readonly before: string;
	readonly after: string;
}

export interface TemplateVariable {
	readonly name: string;
	/** In reading order; empty for a name that only the samples mention. */
	readonly places: readonly VariablePlace[];
	readonly example: string | null;
}

/** A quick-reply button: its payload comes back when the receiver presses it. */
export interface QuickReply {
	/** The position among all quick replies, from 1, in which the service wants the payloads. */
	readonly position: number;
	readonly label: string;
}

interface TemplateText {
	readonly part: string;
	readonly field: string;
	readonly text: string;
}

/**
 * Variables are named and written `$(name)`.
 * https://www.alibabacloud.com/help/zh/chatapp/parameters-of-a-message-template
 */
const VARIABLE = /\$\(([^()]+)\)/g;

/** Components come in any order; this is the order in which a receiver reads them. */
const READING_ORDER = ['HEADER', 'LIMITED_TIME_OFFER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL'];

/** Structure, not text that a variable could stand in. */
const KEYWORDS: ReadonlySet<string> = new Set(['Type', 'Format', 'UrlType', 'FlowAction']);

/** All variables of a template in order of appearance, then those only its samples mention. */
export function templateVariables(template: TemplateDefinition): TemplateVariable[] {
	const places = new Map<string, VariablePlace[]>();
	for (const { part, field, text: whole } of textsOf(template.components)) {
		for (const match of whole.matchAll(VARIABLE)) {
			const name = (match[1] ?? '').trim();
			const known = places.get(name) ?? [];
			const before = whole.slice(0, match.index);
			const after = whole.slice(match.index + match[0].length);
			places.set(name, [...known, { part, field, before, after }]);
		}
	}
	for (const name of Object.keys(template.example)) {
		if (!places.has(name)) places.set(name, []);
	}
	return [...places].map(([name, found]) => ({
		name,
		places: found,
		example: template.example[name] || null,
	}));
}

/** Quick-reply buttons of the template and of its cards, in order. */
export function quickReplies(template: TemplateDefinition): QuickReply[] {
	return inReadingOrder(template.components)
		.flatMap((component) => [component, ...cardsOf(component).flat()])
		.flatMap((component) => objectsOf(component.Buttons))
		.filter((button) => text(button.Type).toUpperCase() === 'QUICK_REPLY')
		.map((button, index) => ({ position: index + 1, label: text(button.Text) }));
}

function textsOf(components: readonly IDataObject[]): TemplateText[] {
	return inReadingOrder(components).flatMap((component) => componentTexts(component, ''));
}

function componentTexts(component: IDataObject, prefix: string): TemplateText[] {
	const part = `${prefix}${partName(text(component.Type))}`;
	const own = Object.entries(component).filter(([key]) => key !== 'Buttons' && key !== 'Cards');
	return [
		...stringsOf(Object.fromEntries(own), part, ''),
		...objectsOf(component.Buttons).flatMap((button) =>
			stringsOf(button, `${prefix}Button "${text(button.Text)}"`, ''),
		),
		...cardsOf(component).flatMap((card, index) =>
			inReadingOrder(card).flatMap((inner) => componentTexts(inner, `Card ${index + 1} `)),
		),
	];
}

function stringsOf(value: unknown, part: string, field: string): TemplateText[] {
	if (typeof value === 'string') return KEYWORDS.has(field) ? [] : [{ part, field, text: value }];
	if (Array.isArray(value)) return value.flatMap((entry) => stringsOf(entry, part, field));
	return Object.entries(asObject(value)).flatMap(([key, entry]) => stringsOf(entry, part, key));
}

function cardsOf(component: IDataObject): IDataObject[][] {
	return objectsOf(component.Cards).map((card) => objectsOf(card.CardComponents));
}

function objectsOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.map(asObject) : [];
}

function inReadingOrder(components: readonly IDataObject[]): IDataObject[] {
	const rank = ({ Type }: IDataObject): number => {
		const position = READING_ORDER.indexOf(text(Type).toUpperCase());
		return position < 0 ? READING_ORDER.length : position;
	};
	return [...components].sort((a, b) => rank(a) - rank(b));
}

function partName(type: string): string {
	const words = type.toLowerCase().split('_').filter(Boolean);
	return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ') || 'Template';
}
