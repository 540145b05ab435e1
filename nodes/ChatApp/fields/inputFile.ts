import type { IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../../alibabaCloud/input/invalidInput';
import { readFileName } from '../../alibabaCloud/files/fileName';
import {
	assertMediaLimits,
	assertStickerSize,
	type FileFacts,
	type MediaKind,
} from '../../alibabaCloud/files/mediaLimits';
import type { ChannelType } from '../../alibabaCloud/channels/channels';

const INPUT_FIELD_LABEL = 'Input Data Field Name';

/**
 * Stands in for the link of a file while the message is checked: what is refused is not uploaded.
 */
export const NOT_UPLOADED = 'https://upload.invalid/';

export interface InputFile extends FileFacts {
	readonly data: Buffer;
}

/** A field of the incoming item that was found to hold a file. */
export interface FoundFile {
	readonly facts: FileFacts;
	readonly field: string;
	readonly kind: MediaKind;
}

/**
 * What is known of a file of the incoming item without its bytes, checked against what the channel
 * takes: a film never fills the memory only to be refused.
 *
 * @throws InvalidInput when there is no such file, or with limit and actual size.
 */
export async function checkInputFile(
	functions: IExecuteFunctions,
	itemIndex: number,
	fieldName: unknown,
	channelType: ChannelType,
	kindFor: (mimeType: string) => MediaKind,
): Promise<FoundFile> {
	const field = requiredText(fieldName, INPUT_FIELD_LABEL);
	const binary = functions.getInputData()[itemIndex]?.binary ?? {};
	const found = Object.hasOwn(binary, field) ? binary[field] : undefined;
	if (!found) {
		const others = Object.keys(binary).join(', ');
		throw new InvalidInput(
			`The input item has no file in '${INPUT_FIELD_LABEL}': ${field}`,
			others
				? `The input item has files in: ${others}. Enter one of these names.`
				: 'The input item has no files. Add a node that reads or creates a file before this node.',
		);
	}
	const { mimeType } = found;
	const facts: FileFacts = {
		fileName:
			readFileName({ given: found.fileName, mimeType }) ?? unnamed(mimeType, found.fileExtension),
		mimeType,
		size: found.id
			? (await functions.helpers.getBinaryMetadata(found.id)).fileSize
			: Buffer.byteLength(found.data, 'base64'),
	};
	const kind = kindFor(mimeType);
	assertMediaLimits(channelType, kind, facts, field);
	return { facts, field, kind };
}

/** Without an ending no phone knows what to open a file with. */
function unnamed(mimeType: string, ending: string | undefined): string {
	const name = ending ? `file.${ending}` : readFileName({ given: 'file', mimeType });
	return name === undefined || name === 'file' ? 'file.bin' : name;
}

/**
 * A file of the incoming item with its bytes, checked against what the channel takes.
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
	const found = await checkInputFile(functions, itemIndex, fieldName, channelType, kindFor);
	return await loadInputFile(functions, itemIndex, channelType, found);
}

/**
 * The bytes of a file that was checked. The files of all items need not fit into memory together,
 * so each is loaded only when its item is sent.
 *
 * @throws InvalidInput when its bytes are not what was said of it.
 */
export async function loadInputFile(
	functions: IExecuteFunctions,
	itemIndex: number,
	channelType: ChannelType,
	found: FoundFile,
): Promise<InputFile> {
	const { field, kind } = found;
	const data = await functions.helpers.getBinaryDataBuffer(itemIndex, field);
	const facts: FileFacts = { ...found.facts, size: data.length };
	assertMediaLimits(channelType, kind, facts, field);
	if (channelType === 'whatsapp' && kind === 'sticker') {
		assertStickerSize(data, facts.fileName, field);
	}
	return { ...facts, data };
}
