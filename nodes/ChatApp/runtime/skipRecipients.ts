import type { INodeProperties } from 'n8n-workflow';

import { optionalText } from '../../alibabaCloud/input/invalidInput';
import { isListed, readSkipList, type SkipList } from '../messages/skipList';
import { createGiveWay } from './giveWay';
import type { OperationContext } from './operation';
import { readOptions } from './options';
import { RUN_LISTS } from './plainParameters';

const [NAME] = RUN_LISTS;

/** For people who do not want to hear from the business. */
export const skipRecipientsOption: INodeProperties = {
	displayName: 'Skip Recipients',
	name: NAME,
	type: 'string',
	default: '',
	placeholder: 'e.g. +65 9123 4567, SG.13491208655302741918',
	description:
		'Phone numbers and IDs that get no message, such as people who opted out: an array, rows of a table, or text separated by commas or line breaks. The list of the first item applies to all items. Without a list, nothing is sent. If nobody opted out, use an empty array.',
};

/**
 * Whether a recipient is one to leave out.
 *
 * @throws InvalidInput when the option is there and holds no list.
 */
export async function isSkipped(context: OperationContext, to: string): Promise<boolean> {
	const list = await context.once('skipped recipients', async () => await listOf(context));
	return list !== null && isListed(to, list);
}

async function listOf({ functions }: OperationContext): Promise<SkipList | null> {
	const { options } = functions.getNode().parameters;
	const isSet = typeof options === 'object' && options !== null && Object.hasOwn(options, NAME);
	if (!isSet) return null;
	// The first item's is the list of all: ten thousand items must not read it ten thousand times.
	const value: unknown = functions.getNodeParameter(`options.${NAME}`, 0, null);
	const country = optionalText(readOptions(functions, 0).defaultCountry) ?? '';
	return await readSkipList(value, country, createGiveWay());
}
