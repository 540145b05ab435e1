import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../../../alibabaCloud/input/invalidInput';
import { isObject } from '../../../alibabaCloud/wire/parseJson';
import { uploadMedia } from '../../../alibabaCloud/files/upload';
import { channelParameter, formed, locatorParameter, WEB_ADDRESS } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';
import { flowLocator } from '../../fields/managementLocators';
import { readInputFile } from '../../fields/inputFile';
import type { OperationContext } from '../../runtime/operation';

const JSON_LABEL = 'Flow JSON';
const LINK_LABEL = 'Link';

const SOURCE_FIELDS: readonly INodeProperties[] = [
	{
		displayName: 'JSON Source',
		name: 'jsonSource',
		type: 'options',
		options: [
			{ name: 'Define Below', value: 'json' },
			{ name: 'Input Data Field', value: 'binary' },
			{ name: 'Link', value: 'link' },
		],
		default: 'json',
		description: 'Where to get the JSON of the flow',
	},
	{
		displayName: JSON_LABEL,
		name: 'flowJson',
		type: 'json',
		required: true,
		default: '',
		placeholder: 'e.g. {"version": "7.0", "screens": []}',
		displayOptions: { show: { jsonSource: ['json'] } },
		description: "The screens of the flow, as exported from Meta's Flow Builder",
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		displayOptions: { show: { jsonSource: ['binary'] } },
		description: 'The name of the input field containing the JSON file',
	},
	{
		displayName: LINK_LABEL,
		name: 'link',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/flow.json',
		displayOptions: { show: { jsonSource: ['link'] } },
		description: 'Public URL of the JSON file',
	},
];

export const updateJson = singleCall({
	value: 'updateJson',
	holdsFiles: true,
	name: 'Update JSON',
	action: 'Update JSON of WhatsApp flow',
	description: 'Replace the screens of a draft',
	calls: 'UpdateFlowJSONAsset',
	parameters: [channelParameter, locatorParameter('FlowId', flowLocator)],
	others: SOURCE_FIELDS,
	complete: async (context, itemIndex, { CustSpaceId }) => ({
		FilePath: await jsonLink(context, itemIndex, String(CustSpaceId)),
	}),
	result: (answer) =>
		confirmation(answer, { updated: true, nextStep: "Preview it with 'Get Preview URL'." }, [
			'FlowId',
			'FilePath',
		]),
});

/** The service fetches the JSON from a link, so what is no link is uploaded first. */
async function jsonLink(
	context: OperationContext,
	itemIndex: number,
	channel: string,
): Promise<string> {
	const { functions } = context;
	const source = functions.getNodeParameter('jsonSource', itemIndex, 'json');
	if (source === 'link') {
		const link = requiredText(functions.getNodeParameter('link', itemIndex, ''), LINK_LABEL);
		return formed(link, LINK_LABEL, WEB_ADDRESS);
	}
	// What is no option was refused as it was read, but for an empty value.
	if (!source) {
		throw new InvalidInput(
			`'JSON Source' is not known: ${String(source)}`,
			'Use one of json, binary, link.',
		);
	}
	const data =
		source === 'json'
			? Buffer.from(readJson(functions.getNodeParameter('flowJson', itemIndex, '')))
			: await readFile(context, itemIndex);
	const file = { channel, data, fileName: 'flow.json', mimeType: 'application/json' };
	return (await uploadMedia(context, itemIndex, file)).url;
}

async function readFile({ functions }: OperationContext, itemIndex: number): Promise<Buffer> {
	const name: unknown = functions.getNodeParameter('binaryPropertyName', itemIndex, 'data');
	const isDocument = (): 'document' => 'document';
	const { data } = await readInputFile(functions, itemIndex, name, 'whatsapp', isDocument);
	// Without the mark that some editors put before a text, which is no JSON.
	return Buffer.from(readJson(data.toString('utf8')));
}

/** The text as it is, since parsing and writing it again could change it. */
function readJson(given: unknown): string {
	const text =
		typeof given === 'object' && given !== null
			? JSON.stringify(given)
			: requiredText(given, JSON_LABEL);
	try {
		const parsed: unknown = JSON.parse(text);
		if (isObject(parsed)) return text;
	} catch {
		// Said below: the parser's own words help nobody who did not write the JSON by hand.
	}
	throw new InvalidInput(
		`'${JSON_LABEL}' is not a JSON object`,
		'Copy the JSON from the Flow Builder again. It starts with { and ends with }.',
	);
}
