import type { Rule } from './rule';

interface InteractiveRules {
	readonly rules: readonly Rule[];
	readonly source: string;
}

const META = 'https://developers.facebook.com/documentation/business-messaging/whatsapp/messages';

const BODY: Rule = { path: 'body.text', field: 'Body', required: true, longest: 1024 };
const FRAME: readonly Rule[] = [
	{ path: 'header.text', field: 'Header Text', longest: 60 },
	{ path: 'footer.text', field: 'Footer', longest: 60 },
];
const HEADER_MEDIA: readonly Rule[] = [
	{ path: 'header.image.link', field: 'Link', form: 'link' },
	{ path: 'header.video.link', field: 'Link', form: 'link' },
	{ path: 'header.document.link', field: 'Link', form: 'link' },
];
const LINK = { required: true, form: 'link' } as const;
const MORE = 'send multiple messages';
const CATALOG: Rule = { path: 'action.catalog_id', field: 'Catalog', required: true };

const SECTION_TITLE: Rule = {
	path: 'action.sections[].title',
	field: 'Section Title',
	required: 'amongSeveral',
	longest: 24,
};

/** What WhatsApp asks of each kind of interactive message; one row a kind. */
export const INTERACTIVE_RULES = Object.freeze({
	button: {
		rules: [
			BODY,
			...FRAME,
			...HEADER_MEDIA,
			{
				path: 'action.buttons[]',
				field: 'Buttons',
				least: 1,
				most: 3,
				orElse: "use the 'Interactive Type' List, which has up to 10 rows",
			},
			{
				path: 'action.buttons[].reply.title',
				field: 'Button Text',
				required: true,
				longest: 20,
				unique: true,
			},
			{
				path: 'action.buttons[].reply.id',
				field: 'Button ID',
				required: true,
				longest: 256,
				unique: true,
			},
		],
		source: `${META}/interactive-reply-buttons-messages`,
	},
	list: {
		rules: [
			BODY,
			...FRAME,
			{ path: 'action.button', field: 'List Button Text', required: true, longest: 20 },
			{ path: 'action.sections[]', field: 'Sections', least: 1, most: 10, orElse: MORE },
			SECTION_TITLE,
			{ path: 'action.sections[].rows[]', field: 'Rows', least: 1, most: 10, orElse: MORE },
			{ path: 'action.sections[].rows', field: 'Rows', required: true },
			{ path: 'action.sections[].rows[].title', field: 'Row Title', required: true, longest: 24 },
			{
				path: 'action.sections[].rows[].id',
				field: 'Row ID',
				required: true,
				longest: 200,
				unique: true,
			},
			{ path: 'action.sections[].rows[].description', field: 'Row Description', longest: 72 },
		],
		source: `${META}/interactive-list-messages`,
	},
	product: {
		rules: [
			{ path: 'body.text', field: 'Body', longest: 1024 },
			...FRAME,
			CATALOG,
			{ path: 'action.product_retailer_id', field: 'Product ID', required: true },
		],
		source: `${META}/interactive-product-messages`,
	},
	product_list: {
		rules: [
			BODY,
			{ path: 'header.text', field: 'Header Text', required: true, longest: 60 },
			{ path: 'footer.text', field: 'Footer', longest: 60 },
			CATALOG,
			{ path: 'action.sections[]', field: 'Product Sections', least: 1, most: 10, orElse: MORE },
			SECTION_TITLE,
			{
				path: 'action.sections[].product_items[]',
				field: 'Product IDs',
				least: 1,
				most: 30,
				orElse: MORE,
			},
			{ path: 'action.sections[].product_items', field: 'Product IDs', required: true },
		],
		source: `${META}/interactive-product-messages`,
	},
	catalog_message: {
		rules: [BODY, ...FRAME],
		source: `${META}/interactive-product-messages`,
	},
	flow: {
		rules: [
			BODY,
			...FRAME,
			...HEADER_MEDIA,
			{ path: 'action.parameters.flow_id', field: 'Flow', required: true },
			{
				path: 'action.parameters.flow_cta',
				field: 'Flow Button Text',
				required: true,
				longest: 20,
			},
		],
		source: `${META}/interactive-flow-messages`,
	},
	cta_url: {
		rules: [
			BODY,
			...FRAME,
			...HEADER_MEDIA,
			{
				path: 'action.parameters.display_text',
				field: 'Link Button Text',
				required: true,
				longest: 20,
			},
			{ path: 'action.parameters.url', field: 'Button URL', required: true, form: 'link' },
		],
		source: `${META}/interactive-cta-url-messages`,
	},
	location_request_message: {
		rules: [BODY],
		source: `${META}/location-request-messages`,
	},
	request_contact_info: {
		rules: [BODY],
		source: 'https://partner-docs.gupshup.io/reference/sendrequestcontactinfointeractivemessage',
	},
	call_permission_request: {
		rules: [BODY],
		source:
			'https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions',
	},
	carousel: {
		rules: [
			BODY,
			{ path: 'action.cards[]', field: 'Cards', least: 2, most: 10, orElse: MORE },
			{ path: 'action.cards[].header.image?.link', field: 'Media URL', ...LINK },
			{ path: 'action.cards[].header.video?.link', field: 'Media URL', ...LINK },
			{ path: 'action.cards[].body.text', field: 'Card Text', longest: 160 },
			{
				path: 'action.cards[].action.parameters?.display_text',
				field: 'Button Text',
				required: true,
				longest: 20,
			},
			{ path: 'action.cards[].action.parameters?.url', field: 'Button URL', ...LINK },
			{
				path: 'action.cards[].action.buttons[].quick_reply.title',
				field: 'Button Text',
				required: true,
				longest: 20,
			},
			{
				path: 'action.cards[].action.buttons[].quick_reply.id',
				field: 'Button ID',
				required: true,
				longest: 256,
				unique: true,
			},
		],
		source: `${META}/interactive-media-carousel-messages`,
	},
	address_message: {
		rules: [
			BODY,
			...FRAME,
			{ path: 'action.parameters.country', field: 'Country', required: true, form: 'country' },
		],
		source: `${META}/address-messages`,
	},
}) satisfies Readonly<Record<string, InteractiveRules>>;

/** The rules of a kind; kinds that are given as JSON may be newer than this table. */
export function interactiveRules(type: unknown): readonly Rule[] {
	const rows: Readonly<Record<string, InteractiveRules>> = INTERACTIVE_RULES;
	return typeof type === 'string' && Object.hasOwn(rows, type) ? (rows[type]?.rules ?? []) : [];
}
