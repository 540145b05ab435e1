import type { IDataObject } from 'n8n-workflow';

import { assertExact, InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { isEmptyValue } from '../../alibabaCloud/input/plainValue';
import { isObject, jsonIn } from '../../alibabaCloud/wire/parseJson';
import { allButtons, typeOf } from './components';
import { asObject, field, text, type TemplateDefinition } from './definition';

/**
 * Keys of the fields for products and flows. No variable can have them: `:` may not stand in a
 * variable's name.
 */
export const ACTION_KEYS = Object.freeze({
	thumbnail: 'products:thumbnail',
	sections: 'products:sections',
	flowToken: 'flow:token',
	flowData: 'flow:data',
});

/** The buttons of a template that take more than a text. */
export interface TemplateActions {
	/** The text of the button that opens a list of chosen products. */
	readonly productList: string | null;
	/** The text of the button that opens the whole catalog. */
	readonly catalog: string | null;
	/** The text of the button that opens a flow. */
	readonly flow: string | null;
}

export interface ProductSection {
	readonly Title: string;
	readonly ProductItems: ReadonlyArray<{ readonly ProductRetailerId: string }>;
}

export interface ProductAction {
	readonly ThumbnailProductRetailerId?: string;
	readonly Sections?: readonly ProductSection[];
}

export interface FlowAction {
	readonly FlowToken?: string;
	readonly FlowActionData?: IDataObject;
}

/**
 * `ProductAction` holds at most 10 sections and 30 products.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage
 * Titles: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/mpm-template-messages
 */
const PRODUCT_LIMITS = Object.freeze({ sections: 10, products: 30, title: 24 });

/** Which of the three special buttons a template has. */
export function templateActions({ components }: TemplateDefinition): TemplateActions {
	const buttons = allButtons(components);
	const textOf = (type: string): string | null => {
		const found = buttons.find(({ button }) => typeOf(button) === type);
		return found ? text(found.button.Text) : null;
	};
	return { productList: textOf('MPM'), catalog: textOf('CATALOG'), flow: textOf('FLOW') };
}

/**
 * The products of a message.
 *
 * @param sections `Shoes: A1, A2; Hats: B1`, an object of lists by title, a list of sections, or
 * the service's own layout.
 * @param thumbnail the product whose picture is shown; a list shows its first one by default.
 * @returns `undefined` when nothing was given: a catalog then shows its own first product.
 * @throws InvalidInput for anything that is no list of products, and beyond the limits.
 */
export function productAction(sections: unknown, thumbnail: unknown): ProductAction | undefined {
	const given = typeof sections === 'string' ? fromText(sections) : sections;
	const Sections = isEmptyValue(sections) ? [] : readSections(sections, given);
	const first = Sections[0]?.ProductItems[0]?.ProductRetailerId;
	const inLayout = text(field(asObject(given), 'ThumbnailProductRetailerId')).trim();
	const ThumbnailProductRetailerId = idIn(thumbnail, 'Thumbnail product ID') || inLayout || first;
	if (!ThumbnailProductRetailerId) return undefined;
	return { ThumbnailProductRetailerId, ...(Sections.length > 0 ? { Sections } : {}) };
}

/**
 * What a flow starts with; `undefined` when nothing was given.
 *
 * @throws InvalidInput when the data are no JSON object.
 */
export function flowAction(token: unknown, data: unknown): FlowAction | undefined {
	const FlowToken = idIn(token, 'Flow token');
	const FlowActionData = isEmptyValue(data)
		? undefined
		: flowData(jsonIn(data), "'Flow data, JSON' in 'Template Variables' is not a JSON object");
	if (!FlowToken && !FlowActionData) return undefined;
	return { ...(FlowToken ? { FlowToken } : {}), ...(FlowActionData ? { FlowActionData } : {}) };
}

/**
 * The data for the first screen of a flow, in a template or in an interactive message.
 *
 * @param problem what the error says, with the label of the field.
 * @throws InvalidInput for anything but an object.
 */
export function flowData(given: unknown, problem: string): IDataObject {
	if (isObject(given)) return given;
	throw new InvalidInput(
		problem,
		'Enter it as {"name": "Mei"}, with the fields that the first screen of the flow expects.',
	);
}

/**
 * One ID of a field of the mapper, whose values n8n does not check; empty when there is none.
 *
 * @throws InvalidInput for a list or an object, which would be left out, and for a rounded number.
 */
function idIn(given: unknown, label: string): string {
	assertExact(given, label);
	if (typeof given !== 'object' || given === null) return text(given).trim();
	throw new InvalidInput(
		`'${label}' in 'Template Variables' is ${Array.isArray(given) ? 'a list' : 'an object'}, not text`,
		`Use a single value for '${label}', for example with an expression.`,
	);
}

function readSections(given: unknown, read: unknown): ProductSection[] {
	const sections = sectionsOf(read);
	const count = sections.reduce((sum, { ProductItems }) => sum + ProductItems.length, 0);
	const longTitle = sections.find(({ Title }) => [...Title].length > PRODUCT_LIMITS.title);
	if (sections.length > PRODUCT_LIMITS.sections) {
		throw tooMany('sections', sections.length, PRODUCT_LIMITS.sections);
	}
	if (count > PRODUCT_LIMITS.products) throw tooMany('products', count, PRODUCT_LIMITS.products);
	if (longTitle) {
		throw new InvalidInput(
			`The title '${longTitle.Title}' in 'Products' is too long: ${[...longTitle.Title].length} characters, maximum ${PRODUCT_LIMITS.title}`,
			"Shorten the title of the section in 'Products'.",
		);
	}
	const isComplete = sections.every(
		({ Title, ProductItems }) => Title !== '' && ProductItems.length > 0,
	);
	if (sections.length === 0 || !isComplete) throw unreadable(given);
	return sections;
}

function sectionsOf(given: unknown): ProductSection[] {
	if (Array.isArray(given)) return given.map((entry) => sectionOf(asObject(entry)));
	const whole = asObject(given);
	const inner = field(whole, 'Sections');
	if (Array.isArray(inner)) return sectionsOf(inner);
	return Object.entries(whole).map(([Title, products]) => section(Title, products));
}

function sectionOf(entry: IDataObject): ProductSection {
	// The last two are those of WhatsApp, and of the operation that sends a list without a template.
	const products =
		field(entry, 'ProductItems') ??
		field(entry, 'Products') ??
		entry.product_items ??
		field(entry, 'ProductIds');
	return section(text(field(entry, 'Title')), products);
}

function section(title: string, products: unknown): ProductSection {
	const ids: unknown[] = Array.isArray(products) ? products : text(products).split(/[,，]/);
	return {
		Title: title.trim(),
		ProductItems: ids
			.map(productId)
			.filter((id) => id !== '')
			.map((ProductRetailerId) => ({ ProductRetailerId })),
	};
}

function productId(given: unknown): string {
	const { product_retailer_id: whatsapps, ...others } = asObject(given);
	const id = isObject(given) ? (field(others, 'ProductRetailerId') ?? whatsapps) : given;
	assertExact(id, 'Products');
	return text(id).trim();
}

/**
 * `Shoes: A1, A2; Hats: B1`, one section a line or after each semicolon; or JSON. Chinese keyboards
 * have signs of their own for that.
 */
function fromText(given: string): unknown {
	if (/^\s*[[{]/.test(given)) return jsonIn(given);
	const lines = given.split(/[;；\r\n]/).filter((line) => line.trim() !== '');
	return lines.map((line) => {
		const [, title = '', products = ''] =
			/^([^:]*):(.*)$/.exec(line) ?? /^([^：]*)：(.*)$/.exec(line) ?? [];
		return { title, products };
	});
}

function tooMany(what: string, count: number, most: number): InvalidInput {
	return new InvalidInput(
		`'Products' has too many ${what}: ${count}, maximum ${most}`,
		`Remove ${what} from 'Products', or send multiple messages.`,
	);
}

function unreadable(given: unknown): InvalidInput {
	const shown = typeof given === 'string' ? given : JSON.stringify(given);
	return new InvalidInput(
		`'Products' is not a list of sections with products: ${shown.slice(0, 100)}`,
		'Enter each section with its title and product IDs, for example Shoes: A1, A2; Hats: B1.',
	);
}
