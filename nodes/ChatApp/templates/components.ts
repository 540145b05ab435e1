import type { IDataObject } from 'n8n-workflow';

import { asObject, text } from './definition';

/** Components come in any order; this is the order in which a receiver reads them. */
const READING_ORDER = ['HEADER', 'LIMITED_TIME_OFFER', 'BODY', 'FOOTER', 'BUTTONS', 'CAROUSEL'];

/** Components of a template or of a card, in the order in which they are read. */
export function inReadingOrder(components: readonly IDataObject[]): IDataObject[] {
	const rank = (component: IDataObject): number => {
		const position = READING_ORDER.indexOf(typeOf(component));
		return position < 0 ? READING_ORDER.length : position;
	};
	return [...components].sort((a, b) => rank(a) - rank(b));
}

/** The first component of a type. */
export function componentOf(
	components: readonly IDataObject[],
	type: string,
): IDataObject | undefined {
	return components.find((component) => typeOf(component) === type);
}

/** The type of a component or button in upper case, whatever its case. */
export function typeOf(component: IDataObject): string {
	return text(component.Type).toUpperCase();
}

/** The buttons of a component; an empty list when it has none or is missing. */
export function buttonsOf(component: IDataObject | undefined): IDataObject[] {
	return objectsOf(component?.Buttons);
}

/** The components of each card of a carousel. */
export function cardsOf(component: IDataObject | undefined): IDataObject[][] {
	return objectsOf(component?.Cards).map((card) => objectsOf(card.CardComponents));
}

/** A button and the card of a carousel that has it, from 1; `null` outside of cards. */
export interface PlacedButton {
	readonly button: IDataObject;
	readonly card: number | null;
}

/** All buttons in reading order: those of the template, then those of its cards. */
export function allButtons(
	components: readonly IDataObject[],
	card: number | null = null,
): PlacedButton[] {
	return inReadingOrder(components).flatMap((component) => [
		...buttonsOf(component).map((button) => ({ button, card })),
		...cardsOf(component).flatMap((inner, index) => allButtons(inner, index + 1)),
	]);
}

function objectsOf(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.map(asObject) : [];
}
