import type { IDataObject } from 'n8n-workflow';

import { isEmptyValue } from '../../alibabaCloud/input/plainValue';
import type { FlowAction, ProductAction } from './actions';
import { buttonsOf, cardsOf, componentOf, inReadingOrder, typeOf } from './components';
import { field, own, text, type TemplateDefinition } from './definition';
import type { FilledTemplate } from './payload';
import { plainText } from './plainText';
import { isAuthentication, replaceVariables, templateVariables } from './variables';

export type RenderedHeader =
	| { readonly type: 'text'; readonly text: string }
	| {
			readonly type: 'image' | 'video' | 'document';
			readonly url: string;
			readonly fileName: string | null;
	  }
	| {
			readonly type: 'location';
			readonly latitude: string;
			readonly longitude: string;
			readonly name: string;
			readonly address: string;
	  };

/** A button with what it does; what its type does not have is `null`. */
export interface RenderedButton {
	/** The service's type: `URL`, `QUICK_REPLY`, `COPY_CODE`, ... */
	readonly type: string;
	readonly text: string;
	/** The link that opens. */
	readonly url: string | null;
	/** What comes back to the trigger when a quick reply is pressed. */
	readonly payload: string | null;
	/** The code that is copied or filled in. */
	readonly code: string | null;
	readonly phoneNumber: string | null;
	/** Products of a list, by title of the section. */
	readonly products: ProductAction | null;
	readonly flow: FlowAction | null;
}

export interface RenderedCard {
	readonly header: RenderedHeader | null;
	readonly body: string;
	readonly buttons: readonly RenderedButton[];
}

/** A template message as the receiver sees it. WhatsApp's markup, such as `*bold*`, stays. */
export interface RenderedTemplate {
	readonly header: RenderedHeader | null;
	/** A limited-time offer, with its end as ISO 8601 in UTC. */
	readonly offer: { readonly text: string; readonly endsAt: string | null } | null;
	readonly body: string;
	readonly footer: string | null;
	readonly buttons: readonly RenderedButton[];
	readonly cards: readonly RenderedCard[] | null;
	/** Everything in reading order as plain lines, for logs and agents. */
	readonly text: string;
	/** What the receiver may see differently. */
	readonly note: string | null;
}

interface Filling {
	readonly fill: (template: unknown) => string;
	readonly nextPayload: (label: string) => string;
	readonly code: string | null;
	readonly products: ProductAction | null;
	readonly flow: FlowAction | null;
}

const CODE_BUTTONS: ReadonlySet<string> = new Set(['COPY_CODE', 'ONE_TAP', 'ZERO_TAP']);

/** The texts that WhatsApp writes itself, in English. */
const SECRET_ADVICE = 'For your security, do not share this code.';
const GENERATED_NOTE =
	"WhatsApp provides the text of authentication templates in the template's language. It is shown in English here.";

/**
 * Shows a template with its values. Variables without a value stay as `$(name)`.
 *
 * Authentication texts: https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/authentication-templates
 */
export function renderTemplate(
	template: TemplateDefinition,
	filled: FilledTemplate,
): RenderedTemplate {
	const { components } = template;
	const filling = fillingOf(template, filled);
	const generated = isAuthentication(template);
	const buttons = buttonsOf(componentOf(components, 'BUTTONS')).map((button) =>
		renderButton(button, filling),
	);
	const carousel = componentOf(components, 'CAROUSEL');
	const parts = {
		header: renderHeader(componentOf(components, 'HEADER'), filling),
		offer: renderOffer(componentOf(components, 'LIMITED_TIME_OFFER'), template, filled, filling),
		body: renderBody(componentOf(components, 'BODY'), generated, filling),
		footer: renderFooter(componentOf(components, 'FOOTER'), generated, filling),
		buttons,
		cards: carousel ? cardsOf(carousel).map((card) => renderCard(card, filling)) : null,
	};
	const isGenerated = generated && text(componentOf(components, 'BODY')?.Text) === '';
	return { ...parts, text: plainText(parts), note: isGenerated ? GENERATED_NOTE : null };
}

function fillingOf(template: TemplateDefinition, filled: FilledTemplate): Filling {
	const values = filled.TemplateParams ?? {};
	const payloads = [...(filled.Payload ?? [])];
	const code = templateVariables(template).find(({ kind }) => kind === 'code')?.name;
	return {
		fill: (whole) => replaceVariables(text(whole), (name) => own(values, name)),
		nextPayload: (label) => payloads.shift() ?? label,
		code: code === undefined ? null : (own(values, code) ?? `$(${code})`),
		products: filled.ProductAction ?? null,
		flow: filled.FlowAction ?? null,
	};
}

function renderHeader(header: IDataObject | undefined, { fill }: Filling): RenderedHeader | null {
	if (!header) return null;
	const format = text(header.Format).toLowerCase();
	if (format === 'image' || format === 'video' || format === 'document') {
		const fileName = fill(header.FileName) || null;
		return { type: format, url: fill(header.Url), fileName };
	}
	if (format === 'location') {
		return {
			type: 'location',
			latitude: fill(header.Latitude),
			longitude: fill(header.Longitude),
			name: fill(header.LocationName),
			address: fill(header.LocationAddress),
		};
	}
	return { type: 'text', text: fill(header.Text) };
}

function renderOffer(
	offer: IDataObject | undefined,
	template: TemplateDefinition,
	{ TemplateParams = {} }: FilledTemplate,
	{ fill }: Filling,
): RenderedTemplate['offer'] {
	if (!offer) return null;
	const name = templateVariables(template).find(({ kind }) => kind === 'offerEnd')?.name;
	const given = name === undefined ? text(offer.OfferExpirationTimeMs) : own(TemplateParams, name);
	const end = new Date(isEmptyValue(given) ? NaN : Number(given));
	return {
		text: fill(offer.Text),
		endsAt: Number.isNaN(end.getTime()) ? null : end.toISOString(),
	};
}

function renderBody(body: IDataObject | undefined, generated: boolean, filling: Filling): string {
	const written = filling.fill(body?.Text);
	if (written !== '' || !generated) return written;
	const advice = text(field(body ?? {}, 'AddSecretRecommendation')) === 'true';
	const sentence = `${filling.code ?? ''} is your verification code.`;
	return advice ? `${sentence} ${SECRET_ADVICE}` : sentence;
}

function renderFooter(
	footer: IDataObject | undefined,
	generated: boolean,
	{ fill }: Filling,
): string | null {
	const written = fill(footer?.Text);
	const minutes = text(field(footer ?? {}, 'CodeExpirationMinutes'));
	if (written !== '' || !generated || minutes === '') return written || null;
	return `This code expires in ${minutes} ${minutes === '1' ? 'minute' : 'minutes'}.`;
}

function renderCard(card: readonly IDataObject[], filling: Filling): RenderedCard {
	const buttons = inReadingOrder(card).flatMap(buttonsOf);
	return {
		header: renderHeader(componentOf(card, 'HEADER'), filling),
		body: renderBody(componentOf(card, 'BODY'), false, filling),
		buttons: buttons.map((button) => renderButton(button, filling)),
	};
}

function renderButton(button: IDataObject, filling: Filling): RenderedButton {
	const { fill } = filling;
	const type = typeOf(button);
	const label = text(button.Text);
	return {
		type,
		text: label,
		url: fill(button.Url) || null,
		payload: type === 'QUICK_REPLY' ? filling.nextPayload(label) : null,
		code: CODE_BUTTONS.has(type) ? fill(button.CouponCode) || filling.code : null,
		phoneNumber: fill(button.PhoneNumber) || null,
		products: type === 'MPM' || type === 'CATALOG' ? filling.products : null,
		flow: type === 'FLOW' ? filling.flow : null,
	};
}
