import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

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
					description: 'A file of the incoming item, uploaded to the channel first',
				},
				{
					name: 'Link',
					value: MEDIA_SOURCES.link,
					description: 'A link that anybody can open',
				},
			],
			default: 'link',
			displayOptions: { show },
			description: 'Where the file comes from',
		},
		{
			displayName: 'Link',
			name: 'link',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/files/a.jpg',
			displayOptions: { show: { ...show, mediaSource: [MEDIA_SOURCES.link] } },
			description: 'Link to the file. It must work without signing in.',
		},
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			displayOptions: { show: { ...show, mediaSource: [MEDIA_SOURCES.binary] } },
			description:
				'The name of the input field that has the file. Its size and format are checked before it is uploaded.',
		},
	];
}
