import { createHash } from 'node:crypto';

import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../shared/errors/invalidInput';
import { uploadMedia } from '../../../shared/media/upload';
import { titleOf, type TemplateDefinition } from '../../../shared/templates/definition';
import type { GivenValues } from '../../../shared/templates/payload';
import { templateVariables } from '../../../shared/templates/variables';
import type { OperationContext } from '../../operation';

export const headerMediaOption: INodeProperties = {
	displayName: 'Header Media Input Data Field Name',
	name: 'headerMediaField',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	hint: 'The name of the input field containing the binary file data to upload for the header',
	description:
		'Uploads this file and fills its URL into the header of the template. Only for templates whose header media is a variable.',
};

/**
 * Puts the URL of an uploaded file into the variable of the header's media.
 *
 * @throws InvalidInput when the template has no such variable.
 */
export async function withHeaderMedia(
	context: OperationContext,
	itemIndex: number,
	{
		channel,
		template,
		given,
	}: {
		readonly channel: string;
		readonly template: TemplateDefinition;
		readonly given: GivenValues;
	},
	binaryField: string | undefined,
): Promise<GivenValues> {
	if (binaryField === undefined) return given;
	const variable = templateVariables(template).find(({ kind }) => kind === 'media');
	if (!variable) {
		throw new InvalidInput(
			`The header media of the template ${titleOf(template)} cannot be replaced`,
			"Remove 'Header Media Input Data Field Name': the header of this template has no variable.",
		);
	}
	const { helpers } = context.functions;
	const { fileName, mimeType } = helpers.assertBinaryData(itemIndex, binaryField);
	const data = await helpers.getBinaryDataBuffer(itemIndex, binaryField);
	// The same brochure for a thousand receivers is uploaded once.
	const digest = createHash('sha256').update(data).digest('hex');
	const { url } = await context.once(
		`upload ${channel} ${mimeType} ${digest}`,
		async () =>
			await uploadMedia(context, itemIndex, {
				channel,
				data,
				fileName: fileName ?? binaryField,
				mimeType,
			}),
	);
	return { ...given, values: { ...given.values, [variable.name]: url } };
}
