import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { uploadMedia } from '../../alibabaCloud/files/upload';
import { readInputFile } from './inputFile';
import type { OperationContext } from '../runtime/operation';
import { readCollection } from './parameters';
import { textParameter, WEB_ADDRESS, type CallParameter } from './parameter';
import type { AddedFields, Sent } from './reading';

/** For a picture out of the incoming item; `uploadPicture` reads it. */
export const pictureField: INodeProperties = {
	displayName: 'Picture Input Data Field Name',
	name: 'pictureFieldName',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description:
		'The name of the input field containing a JPEG or PNG file of up to 5 MB. It is uploaded to the channel first.',
};

/** For a picture that is on the web already. */
export function pictureLink(sentAs: string): CallParameter {
	return textParameter(
		sentAs,
		{
			displayName: 'Picture Link',
			name: 'pictureLink',
			placeholder: 'e.g. https://example.com/logo.png',
			description: 'Public URL of the picture',
		},
		WEB_ADDRESS,
	);
}

/**
 * Stores the picture of the incoming item, if one is named, and returns its link as the parameter.
 *
 * @throws InvalidInput for a file that is no picture, or when there is a link as well.
 */
export async function uploadPicture(
	context: OperationContext,
	itemIndex: number,
	collection: AddedFields['name'],
	sentAs: string,
	sent: Sent,
): Promise<Sent> {
	const { functions } = context;
	const { pictureFieldName } = readCollection(functions, collection, itemIndex);
	if (!pictureFieldName) return {};
	if (sent[sentAs] !== undefined) {
		throw new InvalidInput(
			"'Picture Link' and 'Picture Input Data Field Name' are both filled in",
			'Fill in only one of them.',
		);
	}
	const isPicture = (): 'image' => 'image';
	const file = await readInputFile(functions, itemIndex, pictureFieldName, 'whatsapp', isPicture);
	const channel = String(sent.CustSpaceId);
	const { url } = await uploadMedia(context, itemIndex, { channel, ...file });
	return { [sentAs]: url };
}
