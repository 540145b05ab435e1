import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../../../alibabaCloud/input/invalidInput';
import { readHosts } from '../../../alibabaCloud/files/addressPolicy';
import { downloadFile, type DownloadedFile } from '../../../alibabaCloud/files/download';
import { isWebPage, typeOfName } from '../../../alibabaCloud/files/fileTypes';
import { mediaHostsProperty } from '../../../alibabaCloud/files/mediaHosts';
import {
	assertMediaLimits,
	assertStickerSize,
	kindOf,
	MEDIA_KINDS,
	type MediaKind,
} from '../../../alibabaCloud/files/mediaLimits';
import { refusedDownload } from '../../../alibabaCloud/files/refusedDownload';
import { uploadMedia } from '../../../alibabaCloud/files/upload';
import type { ChannelType } from '../../../alibabaCloud/channels/channels';
import { channelTypeField } from '../../fields/channelType';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { MEDIA_SOURCES, mediaFields } from '../../fields/media';
import { optionsField, readFileTimeout, readOptions } from '../../runtime/options';
import { readInputFile, type InputFile } from '../../fields/inputFile';
import type { ItemOperation, OperationContext } from '../../runtime/operation';
import { readChannelType, readLocator } from '../../fields/parameters';

const AUTOMATIC = 'auto';
const LINK_LABEL = 'Link';
/** No channel takes a larger file. */
const LARGEST = 100 * 1024 * 1024;

const mediaTypeField: INodeProperties = {
	displayName: 'Media Type',
	name: 'mediaType',
	type: 'options',
	options: [
		{ name: 'Audio', value: 'audio' },
		{ name: 'By File Type', value: 'auto', description: 'Determine the type from the file format' },
		{ name: 'Document', value: 'document' },
		{ name: 'GIF', value: 'gif' },
		{ name: 'Image', value: 'image' },
		{ name: 'Sticker', value: 'sticker' },
		{ name: 'Video', value: 'video' },
	],
	default: 'auto',
	description:
		'How the file will be sent. Its size and format are checked against the limits of the channel.',
};

export const upload: ItemOperation = {
	value: 'upload',
	holdsFiles: true,
	name: 'Upload',
	action: 'Upload media',
	description:
		'Upload a file and get a link for use in messages, templates and profiles. How long the file is kept is not documented.',
	properties: [
		channelTypeField('The chat app to use the file with'),
		channelLocator,
		...mediaFields(),
		mediaTypeField,
		optionsField([mediaHostsProperty]),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const channelType = readChannelType(functions, itemIndex);
		const channel = readLocator(functions, 'channel', 'Channel', itemIndex);
		const given = functions.getNodeParameter('mediaType', itemIndex, AUTOMATIC);
		const chosen = MEDIA_KINDS.find((kind) => kind === given);
		const kindFor = (mimeType: string): MediaKind => chosen ?? kindOf(mimeType);
		const source = functions.getNodeParameter('mediaSource', itemIndex, MEDIA_SOURCES.link);
		const file: InputFile & Partial<Pick<DownloadedFile, 'release'>> =
			source === MEDIA_SOURCES.link
				? await readLinkedFile(context, itemIndex, channelType, kindFor)
				: await readInputFile(
						functions,
						itemIndex,
						functions.getNodeParameter('binaryPropertyName', itemIndex, 'data'),
						channelType,
						kindFor,
					);
		try {
			const { url } = await uploadMedia(context, itemIndex, { channel, ...file });
			const { fileName, mimeType, size } = file;
			return { url, fileName, mimeType, size, lifetime: 'unknown' };
		} finally {
			file.release?.();
		}
	},
};

/** A file of the web, with the same checks as one of the incoming item. */
async function readLinkedFile(
	context: OperationContext,
	itemIndex: number,
	channelType: ChannelType,
	kindFor: (mimeType: string) => MediaKind,
): Promise<InputFile & Pick<DownloadedFile, 'release'>> {
	const { functions } = context;
	const link = requiredText(functions.getNodeParameter('link', itemIndex, ''), LINK_LABEL);
	const options = readOptions(functions, itemIndex);
	const found = await downloadFile(context, itemIndex, link, LARGEST, LINK_LABEL, {
		hosts: readHosts(options.mediaHosts),
		timeoutMs: readFileTimeout(functions, options),
		tooLargeAdvice: 'Reduce the file size. No channel supports larger files.',
	});
	if ('httpStatus' in found) {
		throw refusedDownload(
			functions.getNode(),
			itemIndex,
			LINK_LABEL,
			found,
			'Check that the link is public and opens without signing in.',
		);
	}
	let isTaken = false;
	try {
		const { data, fileName, release } = found;
		const mimeType = found.mimeType || 'application/octet-stream';
		const kind = kindFor(mimeType);
		assertNoPage(found, mimeType, kind);
		assertMediaLimits(channelType, kind, { fileName, mimeType, size: data.length }, LINK_LABEL);
		if (channelType === 'whatsapp' && kind === 'sticker') {
			assertStickerSize(data, fileName, LINK_LABEL);
		}
		isTaken = true;
		return { data, fileName, mimeType, size: data.length, release };
	} finally {
		if (!isTaken) found.release();
	}
}

/**
 * Shops and drives answer the link to a file with a page around it, or with one to sign in.
 *
 * @throws InvalidInput for a page under the name of another file, or in place of a picture.
 */
function assertNoPage(
	{ fileName, called }: DownloadedFile,
	mimeType: string,
	kind: MediaKind,
): void {
	if (!isWebPage(mimeType)) return;
	// A link to a picture may lead on to a page to sign in that is called one.
	const names = [fileName, called];
	if (kind === 'document' && names.every((name) => isWebPage(typeOfName(name) ?? mimeType))) return;
	throw new InvalidInput(
		`'${LINK_LABEL}' leads to a web page, not to a file: ${fileName}`,
		'Use the direct download link of the file, and check that it opens without signing in.',
	);
}
