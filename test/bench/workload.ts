import type { IDataObject } from 'n8n-workflow';

export const SENDS = 1000;
export const RECIPIENTS = 10_000;
/** The way to the service and back. */
export const LATENCY_MS = 50;
/** 20 at a time at 50 ms each are 400 a second at most, so the unpaced runs use more. */
const UNPACED_CONCURRENCY = 100;

/** The parameters of one send, and the variables of its template. */
export const BODY = {
	ChannelType: 'whatsapp',
	CustSpaceId: 'cams-8d2kq7h1pz',
	From: '6531589000',
	To: '6591230001',
	Type: 'template',
	TemplateCode: '1119000000000000001',
	Language: 'en',
};
export const VALUES = { order: 'A-1', name: 'Mei', date: 'Monday', track: 'A-1' };

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A template with a header, four variables and buttons, filled from the item. */
export function sending(operation: 'sendTemplate' | 'sendBulk', options: object): object {
	return {
		resource: 'message',
		operation,
		channelType: 'whatsapp',
		channel: byId('cams-8d2kq7h1pz'),
		from: byId('6531589000'),
		to: '={{ $json.phone }}',
		template: byId('1119000000000000001'),
		language: byId('en'),
		variables: {
			mappingMode: 'defineBelow',
			value: {
				order: '={{ $json.order }}',
				name: '={{ $json.name }}',
				date: 'Monday',
				track: '={{ $json.order }}',
			},
		},
		options,
	};
}

/** The same template by n8n's own WhatsApp node. */
export const BY_WHATSAPP_NODE = {
	resource: 'message',
	operation: 'sendTemplate',
	phoneNumberId: '106540352242922',
	recipientPhoneNumber: '={{ $json.phone }}',
	template: 'order_update|en',
	components: {
		component: [
			{
				type: 'header',
				headerParameters: { parameter: [{ type: 'text', text: '={{ $json.order }}' }] },
			},
			{
				type: 'body',
				bodyParameters: {
					parameter: [
						{ type: 'text', text: '={{ $json.name }}' },
						{ type: 'text', text: 'Monday' },
					],
				},
			},
			{
				...{ type: 'button', sub_type: 'url', index: 0 },
				buttonParameters: { parameter: { type: 'text', text: '={{ $json.order }}' } },
			},
		],
	},
	requestOptions: {},
};

export const PACED = { requestsPerSecond: 250 };
export const UNPACED = { requestsPerSecond: 0, maxConcurrency: UNPACED_CONCURRENCY };

export function people(count: number): IDataObject[] {
	return Array.from({ length: count }, (_, index) => ({
		phone: `+659${String(1_000_000 + index)}`,
		order: `A-${index}`,
		name: 'Mei',
	}));
}

/** Settings of the stand-in: no limit below the one that is measured, and nothing else to do. */
export const SERVICE = {
	latencyMs: LATENCY_MS,
	requestsPerSecond: { SendChatappMessage: 0, GetChatappTemplateDetail: 0 },
	delivery: { sentMs: null, deliveredMs: null, readMs: null },
	page: false,
};

/** The documented limits of the paced runs. */
export const LIMITED = { ...SERVICE, requestsPerSecond: {} };
