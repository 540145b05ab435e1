import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { readHosts } from '../alibabaCloud/files/addressPolicy';
import { mediaHostsProperty } from '../alibabaCloud/files/mediaHosts';
import type { MediaSettings } from './media';

const DEFAULT_MB = 20;
const MEGABYTE = 1024 * 1024;

/** Part of the collection `options` of both triggers, read by `readMediaSettings`. */
export const mediaProperties: INodeProperties[] = [
	{
		displayName: 'Download Media',
		name: 'downloadMedia',
		type: 'boolean',
		default: false,
		description:
			"Whether to download images, documents and other files that people send into the binary field 'data' of the item. Links to files expire after 7 days. If a download fails, the item keeps the link and 'mediaError' holds the reason.",
	},
	mediaHostsProperty,
	{
		displayName: 'Download Only Types',
		name: 'mediaTypes',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Audio', value: 'audio' },
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'Sticker', value: 'sticker' },
			{ name: 'Video', value: 'video' },
		],
		description: 'Message types to download files of. Leave empty for all types.',
	},
	{
		displayName: 'Download Size Limit (MB)',
		name: 'mediaMaxMegabytes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_MB,
		description: 'Larger files are not downloaded. Their items keep the link.',
	},
];

/**
 * @param forMs how long all downloads of one push may take together
 * @returns null when nothing is to be downloaded
 */
export function readMediaSettings(options: IDataObject, forMs: number): MediaSettings | null {
	if (options.downloadMedia !== true) return null;
	const megabytes = Number(options.mediaMaxMegabytes ?? DEFAULT_MB);
	const types = Array.isArray(options.mediaTypes) ? options.mediaTypes.map(String) : [];
	return {
		maxBytes: (megabytes > 0 ? megabytes : DEFAULT_MB) * MEGABYTE,
		types: types.includes('audio') ? [...types, 'voice'] : types,
		hosts: readHosts(options.mediaHosts),
		forMs,
	};
}
