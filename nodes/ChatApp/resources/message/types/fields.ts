import type { INodeProperties } from 'n8n-workflow';

import { mediaFields } from '../../../fields/media';

/** A text in one line, optional unless `others` says so. */
export function textOf(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	others: Partial<INodeProperties> = {},
): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description, ...others };
}

/* Fields that several types share. Each is one object: see `MessageType.properties`. */

const plainTextField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Thank you, we are looking into it.',
	description: 'The text of the message',
};

/** The same parameter, with the one limit that is documented. */
export const textFields: readonly INodeProperties[] = [
	{
		...plainTextField,
		displayOptions: { show: { channelType: ['whatsapp'] } },
		description: 'The text of the message, up to 4,096 characters',
	},
	{
		...plainTextField,
		displayOptions: { show: { channelType: ['instagram', 'messenger', 'telegram', 'viber'] } },
	},
];

export const fileFields: readonly INodeProperties[] = mediaFields();

/** Only WhatsApp shows a text under a file. */
export const captionField: INodeProperties = {
	displayName: 'Caption',
	name: 'caption',
	type: 'string',
	default: '',
	placeholder: 'e.g. Your parcel',
	displayOptions: { show: { channelType: ['whatsapp'] } },
	description: 'Text shown below the file, up to 1,024 characters',
};

export const fileNameField: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice.pdf',
	displayOptions: { show: { channelType: ['viber', 'whatsapp'] } },
	description: 'The file name shown to the recipient. Leave empty to use the name of the file.',
};

/** Content of types whose layout nobody published. */
export const contentJsonField: INodeProperties = {
	displayName: 'Content (JSON)',
	name: 'contentJson',
	type: 'json',
	required: true,
	default: '{}',
	description:
		'The content as JSON, sent unchanged. The format of this type is not publicly documented. Ask Alibaba Cloud support for it and send a test message first.',
};
