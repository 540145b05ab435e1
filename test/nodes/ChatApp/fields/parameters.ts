import type { IDataObject } from 'n8n-workflow';

/*
 * What tests fill into the node, from the seed of the simulator. Apart from the workbench, which
 * loads n8n.
 */
export const CHANNEL = 'cams-8d2kq7h1pz';
export const VIBER_CHANNEL = 'cams-viber4u9t2x';
export const SENDER = '6531589000';
export const MEI = '6591230001';
export const ORDER_UPDATE = '1119000000000000001';
export const WELCOME = '1119000000000000002';

/** A resource locator filled in by ID, as workflows store it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Values of the mapper, as workflows store them. */
export const mapped = (value: IDataObject | null) => ({ mappingMode: 'defineBelow', value });

export const SEND = {
	resource: 'message',
	operation: 'send',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	from: byId(SENDER),
	to: `+${MEI}`,
	messageType: 'text',
	text: 'Hello Mei',
};

export const SEND_TEMPLATE = {
	resource: 'message',
	operation: 'sendTemplate',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	from: byId(SENDER),
	to: `+${MEI}`,
	template: byId(ORDER_UPDATE),
	language: byId('en'),
	variables: mapped({ order: 'A-1', name: 'Mei', date: 'Monday', track: 'A1' }),
};

/** A template as somebody fills it into the fields of the editor. */
export const CREATE_TEMPLATE = {
	resource: 'template',
	operation: 'create',
	channelType: 'whatsapp',
	channel: byId(CHANNEL),
	templateName: 'parcel_sent',
	templateLanguage: 'en',
	category: 'UTILITY',
	designMode: 'fields',
	layout: 'standard',
	bodyText: 'Hi $(name), your order {{order}} ships today.',
	variableExamples: {
		example: [
			{ name: 'name', value: 'Mei' },
			{ name: '$(order)', value: 'A-1001' },
		],
	},
};
