import { isRecord } from '../gateway/params';
import {
	fillIn,
	isWrittenByWhatsapp,
	variablesOf,
	type Template,
	type TemplateComponent,
} from '../world/templates';
import type { TemplateUse } from './template-use';

/** Why a filled template cannot be sent, with WhatsApp's code for the receipt. */
export interface WrongValue {
	why: string;
	receipt: string;
}

type Rule = (template: Template, use: TemplateUse, now: number) => WrongValue | null;

/** The first thing in a call that does not suit its template; null when all is well. */
export function wrongValue(template: Template, use: TemplateUse, now: number): WrongValue | null {
	const rules = template.type === 'VIBER' ? RULES : [...WHATSAPP_RULES, ...RULES];
	for (const rule of rules) {
		const wrong = rule(template, use, now);
		if (wrong) return wrong;
	}
	return null;
}

const format = (why: string): WrongValue => ({ why, receipt: '132012' });
const invalid = (why: string): WrongValue => ({ why, receipt: '131009' });
const missing = (why: string): WrongValue => ({ why, receipt: '131008' });

function parts(template: Template): TemplateComponent[] {
	return template.components.flatMap((one) => [
		one,
		...(one.Cards ?? []).flatMap((card) => card.CardComponents),
	]);
}

function buttonsOf(template: Template, type: string) {
	return parts(template)
		.flatMap((one) => one.Buttons ?? [])
		.filter((button) => button.Type === type);
}

/** A field with a variable in it, filled in; null when the field has none. */
function filled(value: unknown, { values }: TemplateUse): string | null {
	return typeof value === 'string' && variablesOf(value).length > 0 ? fillIn(value, values) : null;
}

const payloads: Rule = (template, use) => {
	const most = buttonsOf(template, 'QUICK_REPLY').length;
	if (use.payloads.length > most) {
		return invalid(`Payload: ${use.payloads.length} for ${most} quick replies`);
	}
	const long = use.payloads.some((payload) => payload.length > 256);
	return long ? invalid('Payload: longer than 256') : null;
};

const headers: Rule = (template, use) => {
	for (const header of parts(template).filter(({ Type }) => Type === 'HEADER')) {
		const url = filled(header.Url, use);
		if (url !== null && !/^https?:\/\/\S+\.\S+$/.test(url)) return format('header: not a URL');
		const latitude = filled(header.Latitude, use);
		const longitude = filled(header.Longitude, use);
		if (latitude !== null && !isWithin(latitude, 90)) return format('header: Latitude');
		if (longitude !== null && !isWithin(longitude, 180)) return format('header: Longitude');
	}
	return null;
};

function isWithin(text: string, most: number): boolean {
	return /^-?\d+(\.\d+)?$/.test(text) && Math.abs(Number(text)) <= most;
}

const offerEnd: Rule = (template, use, now) => {
	const offer = template.components.find(({ Type }) => Type === 'LIMITED_TIME_OFFER');
	const end = filled(offer?.OfferExpirationTimeMs, use);
	if (end === null) return null;
	if (!/^\d{13}$/.test(end)) return format('OfferExpirationTimeMs: not milliseconds');
	return Number(end) > now ? null : invalid('OfferExpirationTimeMs: in the past');
};

const links: Rule = (template, use) => {
	for (const button of buttonsOf(template, 'URL')) {
		const url = filled(button.Url, use);
		if (url === null) continue;
		// A whole link in the place of its end makes an address that nobody can open.
		const isDoubled = /:\/\/.*:\/\//.test(url);
		const isOdd = /[^\x21-\x7e]/.test(url) || url.length > 2_000;
		if (isOdd || isDoubled) return format('button: URL');
	}
	return null;
};

const coupons: Rule = (template, use) => {
	const wrong = buttonsOf(template, 'COPY_CODE').some(
		(button) => !/^[A-Za-z0-9]{1,20}$/.test(filled(button.CouponCode, use) ?? 'none'),
	);
	return wrong ? invalid('CouponCode') : null;
};

/** The code is the only value; WhatsApp takes up to 15 characters. */
const oneTimeCodes: Rule = (template, { values }) => {
	if (!isWrittenByWhatsapp(template)) return null;
	return Object.values(values).some((code) => code.length > 15) ? invalid('code') : null;
};

/**
 * "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
const whiteSpace: Rule = (_template, { values }) => {
	const wrong = Object.values(values).some((value) => /[\n\r\t\v\f\u2028\u2029]| {5}/.test(value));
	return wrong ? { why: 'white space', receipt: '132018' } : null;
};

const lengths: Rule = (template, use) => {
	const most: Readonly<Record<string, number>> = { HEADER: 60, BODY: 1_024 };
	const long = parts(template).find(
		({ Type, Text = '' }) => [...fillIn(Text, use.values)].length > (most[Type] ?? Infinity),
	);
	return long ? { why: `${long.Type}: too long`, receipt: '132005' } : null;
};

/**
 * `ProductAction`: at most 10 sections and 30 products.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage
 */
const products: Rule = (template, { productAction }) => {
	const isList = buttonsOf(template, 'MPM').length > 0;
	const opensCatalog = buttonsOf(template, 'CATALOG').length > 0;
	if (!productAction) return isList ? missing('ProductAction') : null;
	if (!isList && !opensCatalog) return invalid('ProductAction: no button for products');
	const { ThumbnailProductRetailerId: thumbnail, Sections: sections, ...more } = productAction;
	if (Object.keys(more).length > 0) return invalid(`ProductAction: ${Object.keys(more).join()}`);
	if (typeof thumbnail !== 'string' || thumbnail === '') {
		return missing('ProductAction.ThumbnailProductRetailerId');
	}
	if (!isList) return sections === undefined ? null : invalid('ProductAction.Sections');
	if (!Array.isArray(sections) || sections.length === 0) return missing('ProductAction.Sections');
	const counts = sections.map(productsIn);
	if (counts.includes(0)) return invalid('ProductAction.Sections: title or products');
	const total = counts.reduce((sum, count) => sum + count, 0);
	return sections.length > 10 || total > 30 ? invalid('ProductAction: too many') : null;
};

/** 0 for a section that is not complete. */
function productsIn(section: unknown): number {
	if (!isRecord(section)) return 0;
	const { Title, ProductItems } = section;
	if (typeof Title !== 'string' || Title === '' || [...Title].length > 24) return 0;
	if (!Array.isArray(ProductItems)) return 0;
	const complete = ProductItems.every(
		(one: unknown) =>
			isRecord(one) && typeof one.ProductRetailerId === 'string' && one.ProductRetailerId !== '',
	);
	return complete ? ProductItems.length : 0;
}

const flows: Rule = (template, { flowAction }) => {
	if (!flowAction) return null;
	if (buttonsOf(template, 'FLOW').length === 0) return invalid('FlowAction: no button for a flow');
	const { FlowToken: token, FlowActionData: data, ...more } = flowAction;
	if (Object.keys(more).length > 0) return invalid(`FlowAction: ${Object.keys(more).join()}`);
	if (token !== undefined && typeof token !== 'string') return invalid('FlowAction.FlowToken');
	return data === undefined || isRecord(data) ? null : invalid('FlowAction.FlowActionData');
};

/** Nothing of this is documented for Viber. */
const WHATSAPP_RULES: readonly Rule[] = [whiteSpace, links, coupons, oneTimeCodes, lengths];

const RULES: readonly Rule[] = [payloads, headers, offerEnd, products, flows];
