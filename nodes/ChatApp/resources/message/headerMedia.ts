import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput, optionalText } from '../../../alibabaCloud/input/invalidInput';
import { isBinaryValue } from '../../../alibabaCloud/files/binaryValue';
import type { FileFacts } from '../../../alibabaCloud/files/mediaLimits';
import type { ChannelType } from '../../../alibabaCloud/channels/channels';
import { titleOf, type TemplateDefinition } from '../../templates/definition';
import type { FilledTemplate, GivenValues } from '../../templates/payload';
import { templateVariables, type VariablePlace } from '../../templates/variables';
import {
	checkInputFile,
	NOT_UPLOADED,
	uploadInputFile,
	type FoundFile,
} from '../../fields/inputFile';
import type { OperationContext } from '../../runtime/operation';
import type { Envelope } from './sendCall';

export const headerMediaOption: INodeProperties = {
	displayName: 'Header Media Input Data Field Name',
	name: 'headerMediaField',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the file to upload for the header',
	description:
		'The file is uploaded and its URL is used in the header. Only for templates whose header media is a variable.',
};

/** A file that becomes the header of a template. */
export interface HeaderMedia {
	/** The variable that takes the URL. */
	readonly variable: string;
	readonly facts: FileFacts;
	/** Not read before it is uploaded: the files of all items need not fit into memory together. */
	readonly found: FoundFile;
	readonly channelType: ChannelType;
}

const KINDS = Object.freeze({ IMAGE: 'image', VIDEO: 'video', DOCUMENT: 'document' } as const);

/**
 * The file for the header, checked against the channel's limits; `null` when the option is unused.
 *
 * @throws InvalidInput when the template's header takes no file.
 */
export async function readHeaderMedia(
	{ functions }: OperationContext,
	itemIndex: number,
	{ channelType, options }: Envelope,
	template: TemplateDefinition,
): Promise<HeaderMedia | null> {
	const given = options.headerMediaField;
	const label = headerMediaOption.displayName;
	const file = isBinaryValue(given) ? given : optionalText(given, label);
	if (file === undefined) return null;
	const variable = templateVariables(template).find(({ kind }) => kind === 'media');
	if (!variable) {
		throw new InvalidInput(
			`The header media of the template ${titleOf(template)} cannot be replaced`,
			"Remove 'Header Media Input Data Field Name': the header of this template has no variable.",
		);
	}
	// A whole address cannot follow the start of another.
	const isPart = ({ before, field: name, isButton }: VariablePlace): boolean =>
		name === 'Url' && !isButton && before.trim() !== '';
	if (variable.places.some(isPart)) {
		throw new InvalidInput(
			`The header media of the template ${titleOf(template)} cannot be replaced: '${variable.name}' is only the end of its link`,
			"Remove 'Header Media Input Data Field Name', and enter the end of the link in 'Template Variables'.",
		);
	}
	const format = variable.places[0]?.format as keyof typeof KINDS;
	const kindFor = () => KINDS[format] ?? 'document';
	const found = await checkInputFile(functions, itemIndex, file, channelType, kindFor);
	return { variable: variable.name, facts: found.facts, found, channelType };
}

/** The values with a stand-in for the file, so that they can be checked before it is uploaded. */
export function withHeaderMedia(given: GivenValues, media: HeaderMedia | null): GivenValues {
	if (!media) return given;
	return { ...given, values: { ...given.values, [media.variable]: NOT_UPLOADED } };
}

/** What is shown of a message whose file an earlier try uploaded: its address was not kept. */
export function withoutStandIn({ filled, media }: UploadedInto): FilledTemplate {
	if (!media) return filled;
	return { ...filled, TemplateParams: { ...filled.TemplateParams, [media.variable]: '' } };
}

interface UploadedInto {
	readonly filled: FilledTemplate;
	readonly media: HeaderMedia | null;
}

/**
 * Uploads the file of the header, if there is one, and puts its URL in the place of the stand-in.
 *
 * @throws NodeApiError of the upload.
 */
export async function uploadHeaderMedia(
	context: OperationContext,
	itemIndex: number,
	channel: string,
	{ filled, media }: UploadedInto,
): Promise<FilledTemplate> {
	if (!media) return filled;
	const { channelType, found } = media;
	const { url } = await uploadInputFile(context, itemIndex, { channelType, channel }, found);
	return { ...filled, TemplateParams: { ...filled.TemplateParams, [media.variable]: url } };
}
