import type { INodeProperties } from 'n8n-workflow';

import { shownFileName, withEndingOf } from '../../../../alibabaCloud/files/fileName';
import { withLimits } from './fileLimits';
import { captionField, fileFields, fileNameField } from './fields';
import type { MessageType } from './messageType';
import { someText } from './values';

const fileTypeField: INodeProperties = {
	displayName: 'File Type',
	name: 'fileType',
	type: 'string',
	default: '',
	placeholder: 'e.g. pdf',
	displayOptions: { show: { channelType: ['viber'] } },
	description: 'The type of file. Leave empty to use the file extension.',
};

export const document: MessageType = {
	value: 'document',
	name: 'Document',
	description: (channelType) => withLimits('A file such as a PDF', channelType, 'document'),
	channels: ['messenger', 'telegram', 'viber', 'whatsapp'],
	properties: [...fileFields, fileNameField, fileTypeField, captionField],
	media: () => 'document',
	content: ({ channelType, read, media }) => {
		// Names such as INV/2026/001 would be read as folders.
		const chosen = shownFileName(someText(read('fileName')) ?? '') ?? media.fileName;
		// Without one, no phone knows what to open it with.
		const fileName = withEndingOf(media.fileName, chosen);
		const ending = /\.([A-Za-z0-9]+)$/.exec(fileName)?.[1]?.toLowerCase();
		const { link } = media;
		if (channelType === 'viber') {
			return { link, fileName, fileType: someText(read('fileType')) ?? ending };
		}
		return channelType === 'whatsapp'
			? { link, fileName, caption: someText(read('caption')) }
			: { link };
	},
};
