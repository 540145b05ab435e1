import { isRecord } from '../gateway/params';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What WhatsApp itself checks after the service took a message, so that the sender hears of it by
 * a failed receipt (131009: parameter value is not valid).
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-messages
 */
export function breaksWhatsappLimits(type: string, content: unknown): boolean {
	if (type === 'contacts') return !list(content).every(isContact);
	if (!isRecord(content)) return false;
	if (type === 'text') return length(content.text) > 4096;
	if (type === 'location') {
		return !within(content.latitude, 90) || !within(content.longitude, 180);
	}
	if (type === 'interactive') return !isInteractive(content);
	return length(content.caption) > 1024;
}

const HEADERS: Readonly<Record<string, readonly string[]>> = {
	button: ['text', 'image', 'video', 'document'],
	flow: ['text', 'image', 'video', 'document'],
	cta_url: ['text', 'image', 'video', 'document'],
	address_message: ['text', 'image', 'video', 'document'],
	list: ['text'],
	product_list: ['text'],
};

/** One row a type: what its action must be like. Types without a row are taken as they are. */
const ACTIONS: Readonly<Record<string, (action: Fields) => boolean>> = {
	button({ buttons }) {
		const replies = list(buttons).map((button) => record(record(button).reply));
		const named = replies.every(({ id, title }) => fits(id, 256) && fits(title, 20));
		return between(replies.length, 1, 3) && named && different(replies.map(({ id }) => id));
	},
	list({ button, sections }) {
		const groups = list(sections).map(record);
		const rows = groups.flatMap((group) => list(group.rows).map(record));
		return (
			fits(button, 20) &&
			between(groups.length, 1, 10) &&
			titled(groups) &&
			between(rows.length, 1, 10) &&
			rows.every(({ id, title }) => fits(id, 200) && fits(title, 24)) &&
			rows.every(({ description }) => length(description) <= 72) &&
			different(rows.map(({ id }) => id))
		);
	},
	product: ({ catalog_id, product_retailer_id }) =>
		length(catalog_id) > 0 && length(product_retailer_id) > 0,
	product_list({ catalog_id, sections }) {
		const groups = list(sections).map(record);
		const items = groups.flatMap((group) => list(group.product_items).map(record));
		return (
			length(catalog_id) > 0 &&
			between(groups.length, 1, 10) &&
			titled(groups) &&
			between(items.length, 1, 30) &&
			items.every((item) => length(item.product_retailer_id) > 0)
		);
	},
	catalog_message: ({ name }) => name === 'catalog_message',
	flow({ name, parameters }) {
		const {
			flow_message_version,
			flow_id,
			flow_token,
			flow_cta,
			flow_action,
			flow_action_payload,
		} = record(parameters);
		const opens =
			flow_action !== 'navigate' ||
			flow_action_payload === undefined ||
			length(record(flow_action_payload).screen) > 0;
		return (
			name === 'flow' &&
			flow_message_version === '3' &&
			length(flow_id) > 0 &&
			length(flow_token) > 0 &&
			fits(flow_cta, 20) &&
			opens
		);
	},
	cta_url({ name, parameters }) {
		const { display_text, url } = record(parameters);
		return name === 'cta_url' && fits(display_text, 20) && /^https?:\/\//.test(String(url));
	},
	location_request_message: ({ name }) => name === 'send_location',
	call_permission_request: ({ name }) => name === 'call_permission_request',
	request_contact_info: ({ name }) => name === 'request_contact_info',
	carousel({ cards }) {
		const all = list(cards).map(record);
		const kinds = all.map(({ action }) => {
			const { name, buttons } = record(action);
			return Array.isArray(buttons) ? buttons.length : name;
		});
		return (
			between(all.length, 2, 10) &&
			new Set(kinds).size === 1 &&
			all.every(isCard) &&
			different(all.map(({ card_index }) => card_index))
		);
	},
	address_message: ({ name, parameters }) =>
		name === 'address_message' && length(record(parameters).country) === 2,
};

function isInteractive(content: Fields): boolean {
	const type = String(content.type);
	const header = record(content.header);
	const offered = HEADERS[type];
	const check = ACTIONS[type];
	return (
		length(record(content.body).text) <= 1024 &&
		length(record(content.footer).text) <= 60 &&
		isHeader(header, content.header === undefined ? undefined : (offered ?? [])) &&
		(type !== 'product_list' || length(header.text) > 0) &&
		(!check || check(record(content.action)))
	);
}

/** A card with a link or replies, or a product, whose picture is in the catalog. */
function isCard({ header, body, action, card_index, type }: Fields): boolean {
	const { name, parameters, buttons, product_retailer_id } = record(action);
	const { display_text, url } = record(parameters);
	const replies = list(buttons).map((button) => record(record(button).quick_reply));
	const isLink = name === 'cta_url' && fits(display_text, 20) && /^https?:\/\//.test(String(url));
	const isReply =
		replies.length > 0 && replies.every(({ id, title }) => fits(id, 256) && fits(title, 20));
	if (!Number.isInteger(card_index) || length(record(body).text) > 160) return false;
	if (type === 'product') return length(product_retailer_id) > 0;
	return isHeader(record(header), ['image', 'video']) && (type === 'cta_url' ? isLink : isReply);
}

/** Undefined = there is none. */
function isHeader(header: Fields, offered: readonly string[] | undefined): boolean {
	if (!offered) return true;
	const type = String(header.type);
	if (!offered.includes(type)) return false;
	return type === 'text' ? fits(header.text, 60) : length(record(header[type]).link) > 0;
}

function isContact(contact: unknown): boolean {
	const name = record(record(contact).name);
	const parts = ['first_name', 'last_name', 'middle_name', 'suffix', 'prefix'];
	return length(name.formatted_name) > 0 && parts.some((part) => length(name[part]) > 0);
}

function titled(groups: readonly Fields[]): boolean {
	return groups.every(
		({ title }) => length(title) <= 24 && (groups.length === 1 || length(title) > 0),
	);
}

function different(values: readonly unknown[]): boolean {
	return new Set(values).size === values.length;
}

function between(count: number, least: number, most: number): boolean {
	return count >= least && count <= most;
}

function within(value: unknown, most: number): boolean {
	return Math.abs(Number(value)) <= most;
}

function fits(value: unknown, longest: number): boolean {
	return between(length(value), 1, longest);
}

/** In code points. */
function length(value: unknown): number {
	return typeof value === 'string' ? [...value].length : 0;
}

function record(value: unknown): Fields {
	return isRecord(value) ? value : {};
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}
