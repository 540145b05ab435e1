import {
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import { toText } from '../items/fields';
import { choosable } from '../../alibabaCloud/lists/listAnswers';
import { rowsOf } from '../../alibabaCloud/lists/pages';
import { askNumbers } from './atService';
import { NUMBERS, type NumberCallbacks, readCallbacks } from './callbacks';

/**
 * The numbers of the chosen channel, to choose from.
 *
 * @throws NodeOperationError where there is none: an empty list explains nothing.
 * @param describe what to say of a number; empty for nothing
 */
export async function numberOptions(
	context: ILoadOptionsFunctions,
	describe: (number: NumberCallbacks) => string,
): Promise<INodePropertyOptions[]> {
	const channel = toText(context.getCurrentNodeParameter('channel', { extractValue: true }));
	if (channel === null || channel.startsWith('=')) {
		throw new NodeOperationError(context.getNode(), "Choose 'Channel' first", {
			description: "This list depends on 'Channel', which is empty or an expression.",
		});
	}
	const answer = await askNumbers(context, channel);
	const options = readCallbacks(answer).map((number) => {
		const description = describe(number);
		return {
			name: `+${number.number}`,
			value: number.number,
			...(description === '' ? {} : { description }),
		};
	});
	if (choosable(context, rowsOf(answer, NUMBERS), options, 'phone number').length > 0)
		return options;
	throw new NodeOperationError(context.getNode(), 'This channel has no phone number', {
		description: "Add a number with Phone Number > Add, or choose another 'Channel'.",
	});
}
