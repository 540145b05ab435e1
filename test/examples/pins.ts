import type { IDataObject } from 'n8n-workflow';

/**
 * What the triggers of the examples give when somebody clicks "Execute workflow" before anything
 * has arrived. The phone number is one that Ofcom keeps for films, so nobody gets a message.
 *
 * Source: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 */
const PHONE = '447700900123';
const ADDRESS = `+${PHONE}`;

/** What a trigger of this package gives is read from the notification; others give the item as it is. */
export type Pin = { readonly notification: IDataObject } | { readonly item: IDataObject };

const shared = { CustSpaceId: 'cams-8d2kq7h1pz', WabaId: '104857600001234' };

const text = (Message: string): Pin => ({
	notification: {
		...{ MessageId: '2026112711000000001', ...shared, From: PHONE, To: '6531589000' },
		...{ DisplayName: 'Acme Support', Type: 'TEXT', Message, Timestamp: 1795773600000 },
		...{ Name: 'Mei', NoticeType: 'inbound' },
	},
});

const status = (change: IDataObject): Pin => ({
	notification: {
		...{ MessageId: '2026112711000000002', ...shared, From: '6531589000', To: PHONE },
		...{ Timestamp: 1795773600000, MsgFrameType: 'template', Type: 'TEMPLATE', Language: 'en' },
		...{ TaskId: 'order-1001', OriginPhoneNumber: '6531589000', ...change },
	},
});

const failed = status({
	...{ Status: 'Failed', TemplateCode: '1119000000000000001', TemplateName: 'order_update' },
	...{ ErrorCode: '131026', ErrorDescription: '131026:Message undeliverable' },
});

/** As n8n's own Webhook gives a request in JSON. */
const posted = (path: string, body: IDataObject): Pin => ({
	item: {
		headers: { 'content-type': 'application/json' },
		...{ params: {}, query: {}, body },
		webhookUrl: `https://n8n.example.com/webhook/${path}`,
		executionMode: 'production',
	},
});

const order = { number: 'A-1001', arrival: 'Friday', tracking: 'A-1001' };

/** By file and trigger; triggers that are started by hand need none. */
export const PINS: Readonly<Record<string, Readonly<Record<string, Pin>>>> = {
	'agent-with-review.json': {
		Complaint: posted('complaint', {
			...{ order: 'A-1001', name: 'Mei', phone: ADDRESS, text: 'The cup arrived broken' },
		}),
		'Inbound Message': text('Hello'),
	},
	'ai-agent-reply.json': { 'Inbound Message': text('When do you open?') },
	'ai-agent-tool.json': {
		'Colleague Writes': {
			item: {
				...{ sessionId: '0f9d8c7b6a5e4d3c2b1a', action: 'sendMessage' },
				chatInput: `Tell Mei, ${ADDRESS}, that order A-1001 arrives on Friday.`,
			},
		},
	},
	'appointment-from-list.json': {
		'Inbound Message': text('I need an appointment'),
		'One Customer': text('I need an appointment'),
	},
	'approve-refund.json': {
		'Refund Requested': posted('refund-requested', {
			...{ order: 'A-1001', amount: 'SGD 25', name: 'Mei', phone: ADDRESS },
		}),
		'Inbound Message': text('Hello'),
	},
	'campaign-from-sheet.json': {
		'Delivery Status': status({
			...{ Status: 'Delivered', TemplateCode: '1119000000000000003' },
			TemplateName: 'appointment_reminder',
		}),
	},
	'crm-order-to-template.json': {
		'CRM Order': posted('crm-order-shipped', { phone: ADDRESS, customer: 'Mei', order }),
	},
	'delivery-failure-follow-up.json': { 'Message Failed': failed },
	'delivery-status.json': { 'Delivery Status': failed },
	'delivery-with-fallback.json': {
		'Order Shipped': posted('order-shipped', { phone: ADDRESS, customer: 'Mei', order }),
		'Inbound Message': text('Hello'),
	},
	'freshdesk-tickets.json': {
		'Inbound Message': text('Where is my parcel?'),
		'Agent Replied': posted('freshdesk-reply', {
			...{ customer: ADDRESS, reply: '<div>It arrives on Friday.</div>' },
		}),
	},
	'helpdesk-routing-from-queue.json': { 'Queue Message': text('Where is my parcel?') },
	'helpdesk-routing.json': { 'Inbound Message': text('Where is my parcel?') },
	'one-time-password.json': {
		'Code Requested': posted('one-time-code', { phone: ADDRESS }),
		'Code Entered': posted('one-time-code-check', { phone: ADDRESS, code: '123456' }),
	},
	'opt-out-list.json': { Message: text('STOP') },
	'order-status.json': { 'Inbound Message': text('Where is A-1001?') },
	'survey-free-text.json': {
		'Order Delivered': posted('order-delivered', {
			...{ order: 'A-1001', name: 'Mei', phone: ADDRESS },
		}),
		'Inbound Message': text('Hello'),
	},
	'template-review.json': {
		'New Template': {
			item: {
				...{ 'Template Name': 'parcel_ready', Text: 'Hi $(name), your parcel is ready.' },
				...{ 'Sample Name': 'Mei', submittedAt: '2026-11-27T10:00:00.000+00:00' },
				formMode: 'production',
			},
		},
		'Template Stopped': {
			notification: {
				...{ WabaId: shared.WabaId, TemplateCode: '1119000000000000001', Language: 'en' },
				...{ AuditStatus: 'paused', Type: 'template' },
			},
		},
	},
	'verification-demo.json': { 'Message or Status': text('Where is my parcel?') },
	'verify-account.json': {
		'From Queue': text('Hello'),
		'Your Phone': {
			item: { Phone: ADDRESS, submittedAt: '2026-11-27T11:00:00.000Z', formMode: 'production' },
		},
	},
	'zendesk-tickets.json': {
		'Inbound Message': text('Where is my parcel?'),
		'Agent Replied': { item: { 'ticket.id': '7', 'ticket.external_id': ADDRESS } },
	},
};

export const PINNED_PERSON = PHONE;
