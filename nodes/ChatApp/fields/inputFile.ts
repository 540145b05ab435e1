import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../../alibabaCloud/input/invalidInput';
import { hasContent, isBinaryValue } from '../../alibabaCloud/files/binaryValue';
import { readFileName } from '../../alibabaCloud/files/fileName';
import { readMimeType, typeOfName } from '../../alibabaCloud/files/fileTypes';
import {
	assertMediaLimits,
	assertStickerSize,
	type FileFacts,
	type MediaKind,
} from '../../alibabaCloud/files/mediaLimits';
import { uploadMedia } from '../../alibabaCloud/files/upload';
import type { ChannelType } from '../../alibabaCloud/channels/channels';
import { textOf } from '../../alibabaCloud/input/text';
import { isObject } from '../../alibabaCloud/wire/parseJson';
import type { OperationContext } from '../runtime/operation';

const INPUT_FIELD_LABEL = 'Input Data Field Name';
/** What is known of a file of which nothing is known. */
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * Stands in for the link of a file while the message is checked: what is refused is not uploaded.
 */
export const NOT_UPLOADED = 'https://upload.invalid/';

export interface InputFile extends FileFacts {
	readonly data: Buffer;
}

/** A file of the incoming item that was found. */
export interface FoundFile {
	readonly facts: FileFacts;
	/** As n8n keeps it. */
	readonly binary: IBinaryData;
	/** What errors call it: the name of its field. */
	readonly label: string;
	readonly kind: MediaKind;
}

/**
 * What is known of a file of the incoming item without its bytes, checked against what the channel
 * takes: a film never fills the memory only to be refused.
 *
 * @param given the name of its field, or the file itself
 * @throws InvalidInput when there is no such file, or with limit and actual size.
 */
export async function checkInputFile(
	functions: IExecuteFunctions,
	itemIndex: number,
	given: unknown,
	channelType: ChannelType,
	kindFor: (mimeType: string) => MediaKind,
): Promise<FoundFile> {
	const { file, label } = isBinaryValue(given)
		? { file: given, label: INPUT_FIELD_LABEL }
		: namedFile(functions, itemIndex, requiredText(given, INPUT_FIELD_LABEL));
	const stated = textOf(file.mimeType);
	const name = textOf(file.fileName);
	// Storages call everything a stream of bytes, and a Code node may not name a type at all.
	const mimeType =
		readMimeType(stated) === undefined ? (typeOfName(name) ?? (stated || UNKNOWN_TYPE)) : stated;
	const facts: FileFacts = {
		fileName: readFileName({ given: name, mimeType }) ?? unnamed(mimeType, file.fileExtension),
		mimeType,
		size: file.id
			? (await functions.helpers.getBinaryMetadata(file.id)).fileSize
			: Buffer.byteLength(file.data ?? '', 'base64'),
	};
	const kind = kindFor(mimeType);
	assertMediaLimits(channelType, kind, facts, label);
	return { facts, binary: { ...file, data: file.data ?? '', mimeType }, label, kind };
}

/** @throws InvalidInput when the item has no such file, with the names of those that it has. */
function namedFile(
	functions: IExecuteFunctions,
	itemIndex: number,
	field: string,
): { file: Partial<IBinaryData>; label: string } {
	const files = filesOf(functions, itemIndex);
	const found = Object.hasOwn(files, field) ? files[field] : undefined;
	if (hasContent(found)) return { file: found, label: field };
	if (found) {
		throw new InvalidInput(
			`The field '${field}' of the input item holds no file`,
			"Create the file with the node 'Convert to File', or in a Code node with this.helpers.prepareBinaryData.",
		);
	}
	const others = Object.keys(files).join(', ');
	throw new InvalidInput(
		`The input item has no file in '${INPUT_FIELD_LABEL}': ${field}`,
		others
			? `The input item has files in: ${others}. Enter one of these names.`
			: 'The input item has no files. Add a node that reads or creates a file before this node.',
	);
}

/** The files of an item by name. A setting of the workflow keeps them in the JSON, in `_files`. */
function filesOf(functions: IExecuteFunctions, itemIndex: number): Record<string, unknown> {
	const item = functions.getInputData()[itemIndex];
	const isCombined = functions.getWorkflowSettings().binaryMode === 'combined';
	const inJson = isCombined && isObject(item?.json._files) ? item.json._files : {};
	return {
		...Object.fromEntries(Object.entries(inJson).map(([name, file]) => [`_files.${name}`, file])),
		...item?.binary,
	};
}

/** Without an ending no phone knows what to open a file with. */
function unnamed(mimeType: string, ending: unknown): string {
	const given = textOf(ending);
	const name = given ? `file.${given}` : readFileName({ given: 'file', mimeType });
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
	given: unknown,
	channelType: ChannelType,
	kindFor: (mimeType: string) => MediaKind,
): Promise<InputFile> {
	const found = await checkInputFile(functions, itemIndex, given, channelType, kindFor);
	return await loadInputFile(functions, itemIndex, channelType, found);
}

/**
 * The bytes of a file that was checked. The files of all items need not fit into memory together,
 * so each is loaded only when its item is sent.
 *
 * @throws InvalidInput when its bytes are not what was said of it.
 */
async function loadInputFile(
	functions: IExecuteFunctions,
	itemIndex: number,
	channelType: ChannelType,
	found: FoundFile,
): Promise<InputFile> {
	const { binary, label, kind } = found;
	const data = await functions.helpers.getBinaryDataBuffer(itemIndex, binary);
	const facts: FileFacts = { ...found.facts, size: data.length };
	assertMediaLimits(channelType, kind, facts, label);
	if (channelType === 'whatsapp' && kind === 'sticker') {
		assertStickerSize(data, facts.fileName, label);
	}
	return { ...facts, data };
}

/**
 * Uploads a file that was checked. A file for a thousand people is read once where n8n keeps it
 * outside of memory: there it has an ID, and may have to come from a storage of its own.
 *
 * @throws InvalidInput when its bytes are not what was said of it.
 * @throws NodeApiError of the upload.
 */
export async function uploadInputFile(
	context: OperationContext,
	itemIndex: number,
	{ channelType, channel }: { channelType: ChannelType; channel: string },
	found: FoundFile,
): Promise<{ url: string }> {
	const { facts, binary, kind } = found;
	const urls = await context.once('uploaded input files', () =>
		Promise.resolve(new Map<string, string>()),
	);
	const key = JSON.stringify([
		channel,
		channelType,
		kind,
		facts.fileName,
		facts.mimeType,
		binary.id,
	]);
	const earlier = binary.id ? urls.get(key) : undefined;
	if (earlier !== undefined) return { url: earlier };
	const file = await loadInputFile(context.functions, itemIndex, channelType, found);
	const { url } = await uploadMedia(context, itemIndex, { channel, ...file });
	if (binary.id) urls.set(key, url);
	return { url };
}
