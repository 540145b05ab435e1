import type { IBinaryData, IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput, optionalText, requiredText } from '../../../alibabaCloud/input/invalidInput';
import { trimCopied } from '../../../alibabaCloud/input/plainValue';
import { readHosts } from '../../../alibabaCloud/files/addressPolicy';
import {
	downloadFile,
	type DownloadedFile,
	type DownloadRules,
} from '../../../alibabaCloud/files/download';
import { readFileName } from '../../../alibabaCloud/files/fileName';
import { isWebPage, typeOfName } from '../../../alibabaCloud/files/fileTypes';
import { mediaHostsProperty } from '../../../alibabaCloud/files/mediaHosts';
import { refusedDownload } from '../../../alibabaCloud/files/refusedDownload';
import { storagePath } from '../../../alibabaCloud/files/renewal';
import { optionsField, readFileTimeout, readOptions } from '../../runtime/options';
import { ItemWithBinary, type ItemOperation, type OperationContext } from '../../runtime/operation';

const URL_LABEL = 'URL';
const FILE_NAME_LABEL = 'File Name';
const SIZE_LABEL = 'Max Size';
const DEFAULT_MEGABYTES = 100;

const ownOptions: readonly INodeProperties[] = [
	mediaHostsProperty,
	{
		displayName: FILE_NAME_LABEL,
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. photo.jpg',
		description: 'The name of the file in the output. Leave empty to use the name from the link.',
	},
	{
		displayName: 'File Path',
		name: 'filePath',
		type: 'string',
		default: '',
		placeholder: 'e.g. 104857600001234/photo.jpg',
		description:
			"The path of the file in the service's storage, used by 'Renew Expired Link'. Leave empty to read it from the link.",
	},
	{
		displayName: SIZE_LABEL,
		name: 'maxSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1024 },
		default: DEFAULT_MEGABYTES,
		description: 'Maximum file size in MB',
	},
	{
		displayName: 'Renew Expired Link',
		name: 'renewLink',
		type: 'boolean',
		default: true,
		description:
			'Whether to request a new link from the service when the current one has expired. Links to received files expire after seven days.',
	},
];

export const download: ItemOperation = {
	value: 'download',
	holdsFiles: true,
	name: 'Download',
	action: 'Download media',
	description: 'Download the file of a received message or from any URL',
	properties: [
		{
			displayName: URL_LABEL,
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. {{ $json.media.url }}',
			description:
				'The URL of the file. For a received message, use the link that the trigger returns.',
		},
		{
			displayName: 'Output Data Field Name',
			name: 'outputPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			description: 'The name of the output field to put the file in',
		},
		optionsField(ownOptions),
	],
	async execute(context, itemIndex) {
		const { functions } = context;
		const url = trimCopied(
			requiredText(functions.getNodeParameter('url', itemIndex, ''), URL_LABEL),
		);
		const field = requiredText(
			functions.getNodeParameter('outputPropertyName', itemIndex, 'data'),
			'Output Data Field Name',
		);
		const options = readOptions(functions, itemIndex);
		const { file, renewed } = await fetchFile(context, itemIndex, url, options);
		try {
			const given = optionalText(options.fileName, FILE_NAME_LABEL);
			const mimeType = file.mimeType || undefined;
			assertFile(file, given);
			const named = readFileName({ given, mimeType }) ?? file.fileName;
			const binary = await functions.helpers.prepareBinaryData(file.data, named, mimeType);
			const fileName = nameWithType(named, mimeType, binary);
			binary.fileName = fileName;
			return new ItemWithBinary(
				{ fileName, mimeType: binary.mimeType, size: file.data.length, url, renewed },
				{ [field]: binary },
			);
		} finally {
			file.release();
		}
	},
};

/** n8n looks into a file whose type nobody tells, and calls a text what it does not know. */
const UNKNOWN_TYPE = 'text/plain';

/** A name with the ending of the type that n8n found, where the server told none. */
function nameWithType(named: string, told: string | undefined, { mimeType }: IBinaryData): string {
	if (told !== undefined || mimeType === UNKNOWN_TYPE) return named;
	return readFileName({ given: named, mimeType }) ?? named;
}

/**
 * Servers answer a link that has ended with nothing, or with a page to sign in, as if it were the file.
 *
 * @param given what the file is called in the output
 * @throws InvalidInput for a page that nobody calls one, and for a file without content.
 */
function assertFile({ data, mimeType, called }: DownloadedFile, given: string | undefined): void {
	if (data.length === 0) {
		throw new InvalidInput(
			`'${URL_LABEL}' leads to an empty file`,
			'Check that the link opens in a browser. If it was empty when it was sent, ask the sender to send it again.',
		);
	}
	const isCalledOne = [given ?? '', called].some((name) => isWebPage(typeOfName(name) ?? ''));
	if (!isWebPage(mimeType) || isCalledOne) return;
	throw new InvalidInput(
		`'${URL_LABEL}' leads to a web page, not to a file${called ? `: ${called}` : ''}`,
		`Use the direct download link of the file, and check that it opens without signing in. To download the page itself, enter a name that ends in .html in the option '${FILE_NAME_LABEL}'.`,
	);
}

/** Fetches the file; once more by a fresh link when the storage refuses the given one. */
async function fetchFile(
	context: OperationContext,
	itemIndex: number,
	url: string,
	options: IDataObject,
): Promise<{ file: DownloadedFile; renewed: boolean }> {
	const largest = megabytes(options.maxSize) * 1024 * 1024;
	const rules: DownloadRules = {
		hosts: readHosts(options.mediaHosts),
		timeoutMs: readFileTimeout(context.functions, options),
		tooLargeAdvice: `Raise the option '${SIZE_LABEL}', or use a smaller file.`,
	};
	const first = await downloadFile(context, itemIndex, url, largest, URL_LABEL, rules);
	if ('data' in first) return { file: first, renewed: false };

	const path = optionalText(options.filePath, 'File Path') ?? storagePath(url);
	if (first.expired && path !== null && options.renewLink !== false) {
		const fresh = await freshLink(context, path);
		const second = await downloadFile(context, itemIndex, fresh, largest, URL_LABEL, rules);
		if ('data' in second) return { file: second, renewed: true };
	}
	throw refusedDownload(
		context.functions.getNode(),
		itemIndex,
		URL_LABEL,
		first,
		'Check that the link opens in a browser. Links to received files expire after seven days, so download them when the message arrives.',
	);
}

async function freshLink(context: OperationContext, path: string): Promise<string> {
	const envelope = await context.callApi({
		product: 'cams',
		action: 'GeneratePresignedUrl',
		retry: 'safe',
		body: { FilePath: path },
	});
	const { Url } = (envelope.Data ?? {}) as { Url?: unknown };
	return requiredText(Url, 'Fresh link of the service');
}

function megabytes(given: unknown): number {
	const size = Number(given ?? DEFAULT_MEGABYTES);
	if (size > 0 && Number.isFinite(size)) return size;
	throw new InvalidInput(
		`'${SIZE_LABEL}' is not a valid size: ${String(given)}`,
		`Set '${SIZE_LABEL}' to a number of MB greater than 0.`,
	);
}
