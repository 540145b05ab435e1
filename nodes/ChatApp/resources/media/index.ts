import type { Resource } from '../../runtime/operation';
import { download } from './download.operation';
import { upload } from './upload.operation';

/** The first operation is the one a new node starts with. */
export const media: Resource = {
	value: 'media',
	name: 'Media',
	description: 'Upload files to send, and download received ones',
	operations: [upload, download],
};
