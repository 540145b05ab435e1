import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../shared/errors/invalidInput';
import {
	assertMediaLimits,
	assertStickerSize,
	type FileFacts,
	type MediaKind,
} from '../shared/media/mediaLimits';
import type { ChannelType } from '../shared/messages/channels';

export const INPUT_FIELD_LABEL = 'Input Data Field Name';

/**
 * Stands in for the link of a file while the message is checked: what is refused is not uploaded.
 */
export const NOT_UPLOADED = 'https://upload.invalid/';

export interface InputFile extends FileFacts {
	readonly data: Buffer;
}

/**
 * A file of the incoming item, checked against what the channel takes. Format and size are checked
 * before the bytes are read, so a film never fills the memory only to be refused.
 *
 * @throws InvalidInput when there is no such file, or with limit and actual size.
 */
export async function readInputFile(
	functions: IExecuteFunctions,
	itemIndex: number,
	fieldName: unknown,
	channelType: ChannelType,
	kindFor: (mimeType: string) => MediaKind,
): Promise<InputFile> {
	const field = requiredText(fieldName, INPUT_FIELD_LABEL);
	const binary = functions.getInputData()[itemIndex]?.binary ?? {};
	const found = Object.hasOwn(binary, field) ? binary[field] : undefined;
	if (!found) {
		const others = Object.keys(binary).join(', ');
		throw new InvalidInput(
			`'${INPUT_FIELD_LABEL}' names no file of the incoming item: ${field}`,
			others
				? `The item has files in: ${others}. Use one of these names.`
				: 'The item has no files. Put a node that reads or makes one before this node.',
		);
	}
	const { mimeType } = found;
	const fileName = found.fileName || `file.${found.fileExtension || 'bin'}`;
	const kind = kindFor(mimeType);
	const check = (size: number): void =>
		assertMediaLimits(channelType, kind, { fileName, mimeType, size }, field);
	if (found.id) check((await functions.helpers.getBinaryMetadata(found.id)).fileSize);
	const data = await functions.helpers.getBinaryDataBuffer(itemIndex, field);
	check(data.length);
	if (channelType === 'whatsapp' && kind === 'sticker') assertStickerSize(data, fileName, field);
	return { fileName, mimeType, size: data.length, data };
}
