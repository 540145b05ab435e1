import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { narrowed } from './narrowed';

/** Where a file comes from; stored in workflows. */
export const MEDIA_SOURCES = Object.freeze({ link: 'link', binary: 'binary' } as const);

/** Where the file of a message comes from: fields that belong together. */
export function mediaFields(show: IDisplayOptions['show'] = {}): INodeProperties[] {
	return [
		{
			displayName: 'Media Source',
			name: 'mediaSource',
			type: 'options',
			options: [
				{
					name: 'Input Data Field',
					value: MEDIA_SOURCES.binary,
					description: 'A file of the input item, which is uploaded to the channel first',
				},
				{
					name: 'Link',
					value: MEDIA_SOURCES.link,
					description: 'A public URL',
				},
			],
			default: 'link',
			displayOptions: { show },
			description: 'Where to get the file from',
		},
		{
			displayName: 'Link',
			name: 'link',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/files/a.jpg',
			displayOptions: { show: narrowed(show, { mediaSource: [MEDIA_SOURCES.link] }) },
			description: 'Public URL of the file',
		},
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			displayOptions: { show: narrowed(show, { mediaSource: [MEDIA_SOURCES.binary] }) },
			description:
				'The name of the input field containing the file to upload. Its size and format are checked first.',
		},
	];
}
