import type { MessageAppearance } from '../control/state';
import { fillIn, isWrittenByWhatsapp, type Template, type TemplateComponent } from './templates';

type Fields = Readonly<Record<string, unknown>>;

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker', 'gif']);

export const EMPTY_APPEARANCE: MessageAppearance = {
	header: null,
	body: '',
	footer: null,
	media: null,
	buttons: [],
};

function text(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function fields(value: unknown): Fields {
	return value !== null && typeof value === 'object' && !Array.isArray(value)
		? (value as Fields)
		: {};
}

function list(value: unknown): Fields[] {
	return Array.isArray(value) ? value.map(fields) : [];
}

/** A template as the user sees it; payloads belong to the quick replies in their order. */
export function templateAppearance(
	template: Pick<Template, 'category' | 'components'> & Partial<Pick<Template, 'type'>>,
	values: Readonly<Record<string, string>>,
	payloads: readonly string[],
): MessageAppearance {
	const part = (type: string) => template.components.find((one) => one.Type === type);
	const left = [...payloads];
	const top = partsAppearance(template.components, values, left);
	const written = isWrittenByWhatsapp(template) ? writtenByWhatsapp(part, values) : null;
	const cards = part('CAROUSEL')?.Cards?.map(({ CardComponents }) =>
		partsAppearance(CardComponents, values, left),
	);
	return {
		header: top.header,
		body: top.body || (written?.body ?? ''),
		footer: fillIn(part('FOOTER')?.Text ?? '', values) || (written?.footer ?? null),
		media: null,
		buttons: top.buttons,
		...(cards ? { cards } : {}),
	};
}

/**
 * WhatsApp writes authentication messages itself.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/authentication-templates
 */
function writtenByWhatsapp(
	part: (type: string) => TemplateComponent | undefined,
	values: Readonly<Record<string, string>>,
): { body: string; footer: string | null } {
	const advice = part('BODY')?.AddSecretRecommendation === true;
	const minutes = part('FOOTER')?.CodeExpirationMinutes;
	return {
		body: [
			`${Object.values(values)[0] ?? ''} is your verification code.`,
			...(advice ? ['For your security, do not share this code.'] : []),
		].join(' '),
		footer: typeof minutes === 'number' ? `This code expires in ${minutes} minutes.` : null,
	};
}

/** Header, body and buttons of a template or card; takes what it needs of the payloads. */
function partsAppearance(
	components: readonly TemplateComponent[],
	values: Readonly<Record<string, string>>,
	payloads: string[],
): Pick<MessageAppearance, 'header' | 'body' | 'buttons'> {
	const part = (type: string) => components.find((one) => one.Type === type);
	const header = part('HEADER');
	const format = (header?.Format ?? 'TEXT').toLowerCase();
	const type = format as NonNullable<MessageAppearance['header']>['type'];
	return {
		header: !header
			? null
			: format === 'text'
				? { type, text: fillIn(header.Text ?? '', values) }
				: { type, url: fillIn(header.Url ?? '', values) },
		body: fillIn(part('BODY')?.Text ?? '', values),
		buttons: (part('BUTTONS')?.Buttons ?? []).map((button) => ({
			type: button.Type,
			text: button.Text ?? '',
			payload: button.Type === 'QUICK_REPLY' ? (payloads.shift() ?? button.Text ?? '') : null,
			url: button.Url ? fillIn(button.Url, values) : null,
		})),
	};
}

/** A session message as the user sees it. */
export function contentAppearance(type: string, content: unknown): MessageAppearance {
	const given = fields(content);
	if (type === 'interactive') return interactiveAppearance(given);
	if (MEDIA.has(type)) {
		return {
			...EMPTY_APPEARANCE,
			body: text(given.caption),
			media: { kind: type, url: text(given.link), fileName: text(given.fileName) || null },
		};
	}
	if (type === 'location') {
		const place = text(given.name) || `${text(given.latitude)}, ${text(given.longitude)}`;
		const address = text(given.name) ? text(given.address) : '';
		return {
			...EMPTY_APPEARANCE,
			body: `Location: ${[place, address].filter(Boolean).join(', ')}`,
		};
	}
	if (type === 'contacts') {
		const names = list(content).map(({ name, phones }) => {
			const number = text(list(phones)[0]?.phone);
			return `${text(fields(name).formatted_name)}${number && ` (${number})`}`;
		});
		return { ...EMPTY_APPEARANCE, body: `Contact: ${names.join(', ')}` };
	}
	if (type === 'reaction') return { ...EMPTY_APPEARANCE, body: text(given.emoji) };
	if (type === 'reply') {
		return { ...EMPTY_APPEARANCE, body: text(given.text), payload: text(given.payload) };
	}
	const media = text(given.link)
		? { kind: type.includes('video') ? 'video' : 'image', url: text(given.link), fileName: null }
		: null;
	const action = text(given.action);
	return {
		...EMPTY_APPEARANCE,
		body: text(given.text),
		media,
		buttons: action ? [{ type: 'URL', text: text(given.caption), payload: null, url: action }] : [],
	};
}

/** What a person tapped, in whichever layout it was reported. */
export function choiceAppearance(message: Fields): MessageAppearance {
	const inner = fields(message.interactive ?? message);
	const given = inner.button_reply ?? inner.list_reply ?? inner.button ?? inner;
	const chosen = fields(given);
	return {
		...EMPTY_APPEARANCE,
		body: text(chosen.title) || text(chosen.text),
		payload: text(chosen.id) || text(chosen.payload),
	};
}

/** The button that the app draws by itself for these types. */
const OWN_BUTTONS: Readonly<Record<string, { type: string; text: string }>> = {
	catalog_message: { type: 'CATALOG', text: 'View catalog' },
	flow: { type: 'FLOW', text: 'Open form' },
	location_request_message: { type: 'LOCATION_REQUEST', text: 'Send location' },
	address_message: { type: 'ADDRESS', text: 'Provide address' },
	call_permission_request: { type: 'CALL_PERMISSION', text: 'Choose preference' },
	request_contact_info: { type: 'CONTACT_INFO', text: 'Share contact info' },
};

/** A button that the phone page shows without doing anything. */
function still(type: string, label: string): MessageAppearance['buttons'][number] {
	return { type, text: label, payload: null, url: null };
}

function interactiveAppearance(given: Fields): MessageAppearance {
	const header = fields(given.header);
	const action = fields(given.action);
	const parameters = fields(action.parameters);
	const buttons = list(action.buttons).map((button) => {
		const reply = fields(button.reply ?? button.quick_reply);
		return { type: 'REPLY', text: text(reply.title), payload: text(reply.id), url: null };
	});
	const cards = list(action.cards).map((card) => {
		// A card holds no cards: content from outside could nest them without end.
		const flat = { ...card, action: { ...fields(card.action), cards: null } };
		const { header, body, buttons } = interactiveAppearance(flat);
		return { header, body, buttons };
	});
	const rows = list(action.sections).flatMap((section) =>
		list(section.rows).map((row) => ({
			type: 'LIST',
			text: text(row.title),
			payload: text(row.id),
			url: null,
			...(text(row.description) && { description: text(row.description) }),
			...(text(section.title) && { section: text(section.title) }),
		})),
	);
	const products = list(action.sections).flatMap((section) =>
		list(section.product_items).map(({ product_retailer_id: id }) => still('PRODUCT', text(id))),
	);
	const single = text(action.product_retailer_id);
	const own = OWN_BUTTONS[text(given.type)];
	const link = text(parameters.url)
		? [
				{
					type: 'URL',
					text: text(parameters.display_text),
					payload: null,
					url: text(parameters.url),
				},
			]
		: [];
	const kind = text(header.type);
	return {
		header:
			kind === 'text'
				? { type: 'text', text: text(header.text) }
				: kind === 'image' || kind === 'video' || kind === 'document'
					? { type: kind, url: text(fields(header[kind]).link) }
					: null,
		body: text(fields(given.body).text),
		footer: text(fields(given.footer).text) || null,
		media: null,
		buttons: [
			...buttons,
			...rows,
			...products,
			...(single ? [still('PRODUCT', single)] : []),
			...link,
			...(own ? [still(own.type, text(parameters.flow_cta) || own.text)] : []),
		],
		...(cards.length > 0 && { cards }),
		...(rows.length > 0 && { listLabel: text(action.button) }),
	};
}
