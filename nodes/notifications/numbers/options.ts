import {
	type ILoadOptionsFunctions,
	type INodePropertyOptions,
	NodeOperationError,
} from 'n8n-workflow';

import { toText } from '../items/fields';
import { readNumbers } from './atService';
import type { NumberCallbacks } from './callbacks';

/**
 * The numbers of the chosen channel, to choose from.
 *
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
	return (await readNumbers(context, channel)).map((number) => {
		const description = describe(number);
		return {
			name: `+${number.number}`,
			value: number.number,
			...(description === '' ? {} : { description }),
		};
	});
}
