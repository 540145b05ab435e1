import type { IDataObject } from 'n8n-workflow';

/** Parameters of the node and the exact content that the service gets, by channel and type. */
export type MessageCase = [
	channel: string,
	type: string,
	parameters: IDataObject,
	content: unknown,
];

export const JPG = 'https://example.com/files/a.jpg';
export const MP4 = 'https://example.com/files/a.mp4';
export const BODY = { bodyText: 'Hello Mei' };
