import type { IDataObject } from 'n8n-workflow';

import { buttonsOf, cardsOf, componentOf, typeOf } from '../components';
import { text } from '../definition';
import { buttonFaults, type ButtonPlace } from './checkButtons';
import { CATEGORIES, mediaFormatOf, type TemplateDesign } from './design';
import { exampleFaults } from './examples';
import { tooLong, tooMany } from './faults';
import { DESIGN_LIMITS } from './limits';
import { linkFault, namesIn, variableFault } from './syntax';
import { LAYOUT_OF_PARTS, layoutNamed, NO_LAYOUT, viberLayout } from './viberLayout';

const { headerText, footer, body, bodyOfOffer, bodyOfCard, offerText, cards } = DESIGN_LIMITS;

/**
 * Everything that is wrong with a template, as sentences that name the part; empty when nothing
 * is. What only the service knows, such as components nobody documented, is left to it.
 * Rules: see `DESIGN_LIMITS` and
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createchatapptemplate
 */
export function designFaults(design: TemplateDesign): string[] {
	return [
		...categoryFaults(design),
		...structureFaults(design),
		...design.components.flatMap(
			(component) => RULES[typeOf(component)]?.(component, design) ?? [],
		),
		...exampleFaults(design),
	];
}

type Check = (component: IDataObject, design: TemplateDesign) => string[];

const RULES: Readonly<Record<string, Check>> = Object.freeze({
	HEADER: headerFaults,
	BODY: bodyFaults,
	FOOTER: footerFaults,
	LIMITED_TIME_OFFER: offerFaults,
	BUTTONS: (component: IDataObject, design: TemplateDesign) => [
		...listFaults('Buttons', component.Buttons),
		...buttonFaults(buttonsOf(component), placeOf(design)),
	],
	CAROUSEL: carouselFaults,
});

function categoryFaults(design: TemplateDesign): string[] {
	const { category, channelType, components } = design;
	if (channelType === 'viber' && category === LAYOUT_OF_PARTS) {
		return components.length > 0 ? [NO_LAYOUT] : [];
	}
	const layout = channelType === 'viber' ? layoutNamed(category) : null;
	if (layout !== null) {
		const made = viberLayout(components);
		if (made === layout) return [];
		return [
			`The category is the layout ${layout}, but the components match ${made ?? 'no layout'}: change the components, or create another template`,
		];
	}
	if (CATEGORIES.some((known) => known === category)) return [];
	return [`'Category' is not known: ${category || 'empty'}. Use one of ${CATEGORIES.join(', ')}`];
}

function structureFaults({ components, channelType }: TemplateDesign): string[] {
	const types = components.map(typeOf);
	const untyped = types.flatMap((type, index) =>
		type === '' ? [`Component ${index + 1} has no Type, such as BODY`] : [],
	);
	const twice = [...new Set(types)].filter(
		(type) => type !== '' && types.indexOf(type) !== types.lastIndexOf(type),
	);
	const mayHaveNoBody = channelType === 'viber' && types.includes('HEADER');
	return [
		...(components.length === 0 ? ['The template has no components'] : untyped),
		...twice.map((type) => `The template has more than one ${type}`),
		...(components.length > 0 && !types.includes('BODY') && !mayHaveNoBody
			? ['The template has no body']
			: []),
	];
}

function headerFaults(header: IDataObject, design: TemplateDesign): string[] {
	if (isCode(design)) return ['Header: not supported for authentication templates'];
	return formatFaults(header, design, 'Header');
}

function formatFaults(
	header: IDataObject,
	{ channelType }: TemplateDesign,
	part: string,
): string[] {
	const format = text(header.Format).toUpperCase();
	if (mediaFormatOf(format)) return mediaFaults(header, channelType, part);
	if (channelType === 'viber') return [`${part}: Viber supports only images, videos and documents`];
	if (format === 'LOCATION') return [];
	if (format !== 'TEXT') return [`${part}: the format is not known: ${format || 'empty'}`];
	const given = text(header.Text);
	return [
		...textFaults(part, given, headerText.most),
		...(new Set(namesIn(given)).size > 1
			? [`${part}: it has ${new Set(namesIn(given)).size} variables, maximum 1`]
			: []),
	];
}

function mediaFaults(header: IDataObject, channelType: string, part: string): string[] {
	const url = text(header.Url).trim();
	const duration = header.Duration === undefined ? null : Number(header.Duration);
	const { most } = DESIGN_LIMITS.viberVideoSeconds;
	const isInRange = duration === null || (duration >= 0 && duration <= most);
	return [
		...(url === '' ? [`${part}: the link or file is missing`] : linkFaults(part, url)),
		...(channelType === 'viber' && !isInRange
			? [`${part}: the duration is ${text(header.Duration)} seconds, must be between 0 and ${most}`]
			: []),
	];
}

function linkFaults(part: string, url: string): string[] {
	const fault = variableFault(url) ?? (namesIn(url).length > 0 ? null : linkFault(url));
	return fault ? [`${part}: the link ${fault}`] : [];
}

function bodyFaults(component: IDataObject, design: TemplateDesign): string[] {
	const given = text(component.Text);
	if (isCode(design)) {
		return given === '' ? [] : ['Body: WhatsApp provides the text of authentication templates'];
	}
	const isOffer = componentOf(design.components, 'LIMITED_TIME_OFFER') !== undefined;
	return textFaults(
		isOffer ? 'Body of a limited-time offer' : 'Body',
		given,
		isOffer ? bodyOfOffer.most : body.most,
	);
}

function footerFaults(component: IDataObject, design: TemplateDesign): string[] {
	const given = text(component.Text);
	if (design.channelType === 'viber') return ['Footer: not supported for Viber templates'];
	if (isCode(design)) return expirationFaults(component);
	if (componentOf(design.components, 'LIMITED_TIME_OFFER')) {
		return ['Footer: not supported for limited-time offers'];
	}
	return [
		...textFaults('Footer', given, footer.most),
		...(namesIn(given).length > 0 ? ['Footer: variables are not allowed'] : []),
	];
}

function expirationFaults({ Text, CodeExpirationMinutes: minutes }: IDataObject): string[] {
	const { most } = DESIGN_LIMITS.expirationMinutes;
	const isInRange = Number.isInteger(minutes) && Number(minutes) >= 1 && Number(minutes) <= most;
	return [
		...(text(Text) ? ['Footer: WhatsApp provides the text of authentication templates'] : []),
		...(isInRange
			? []
			: [
					`'Code Expires After' is ${text(minutes) || 'empty'}, must be a whole number of minutes between 1 and ${most}`,
				]),
	];
}

function offerFaults(component: IDataObject, design: TemplateDesign): string[] {
	const { channelType, category } = design;
	const isAllowed = channelType === 'whatsapp' && category === 'MARKETING';
	return [
		...(isAllowed
			? []
			: ['Limited-time offer: only supported for WhatsApp templates in the category Marketing']),
		...textFaults('Offer text', text(component.Text), offerText.most),
		...(namesIn(text(component.Text)).length > 0 ? ['Offer text: variables are not allowed'] : []),
	];
}

function carouselFaults(component: IDataObject, design: TemplateDesign): string[] {
	if (design.channelType === 'viber') return ['Carousel: not supported for Viber templates'];
	const all = cardsOf(component);
	const formats = all.map((card) => text(componentOf(card, 'HEADER')?.Format).toUpperCase());
	const kinds = all.map((card) => buttonsOf(componentOf(card, 'BUTTONS')).map(typeOf).join(', '));
	return [
		...listFaults('Cards', component.Cards),
		...(all.length === 0 ? ['Carousel: it has no cards'] : []),
		...tooMany('Carousel cards', all.length, cards.most),
		...all.flatMap((card, index) => cardFaults(card, design, `Card ${index + 1}`)),
		...(new Set(formats).size > 1
			? [`Carousel: all cards must have the same media type, but they have ${formats.join(', ')}`]
			: []),
		...(new Set(kinds).size > 1
			? ['Carousel: all cards must have the same button types in the same order']
			: []),
	];
}

function cardFaults(parts: IDataObject[], design: TemplateDesign, card: string): string[] {
	const header = componentOf(parts, 'HEADER');
	const format = text(header?.Format).toUpperCase();
	const isMedia = format === 'IMAGE' || format === 'VIDEO';
	const others = parts.map(typeOf).filter((type) => !CARD_PARTS.has(type));
	return [
		...(header && isMedia
			? formatFaults(header, design, `${card}, header`)
			: [`${card}: an image or video is required`]),
		...textFaults(`${card}, body`, text(componentOf(parts, 'BODY')?.Text), bodyOfCard.most),
		...listFaults(`${card}, Buttons`, componentOf(parts, 'BUTTONS')?.Buttons),
		...buttonFaults(buttonsOf(componentOf(parts, 'BUTTONS')), { ...placeOf(design), card }),
		...others.map((type) => `${card}: a card cannot have a ${type}`),
	];
}

const CARD_PARTS: ReadonlySet<string> = new Set(['HEADER', 'BODY', 'BUTTONS']);

function textFaults(part: string, given: string, most: number): string[] {
	if (given.trim() === '') return [`${part}: the text is empty`];
	const fault = variableFault(given);
	return [...tooLong(part, given, most), ...(fault ? [`${part}: the text ${fault}`] : [])];
}

/** What is no list would pass all checks of its entries. */
function listFaults(name: string, value: unknown): string[] {
	return value === undefined || Array.isArray(value) ? [] : [`'${name}' is not a list`];
}

function placeOf({ channelType, category, components }: TemplateDesign): ButtonPlace {
	const header = text(componentOf(components, 'HEADER')?.Format).toUpperCase();
	return { channelType, category, hasVideo: header === 'VIDEO', card: null };
}

function isCode({ channelType, category }: TemplateDesign): boolean {
	return channelType === 'whatsapp' && category === 'AUTHENTICATION';
}
