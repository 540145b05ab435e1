import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { CHANNEL_TYPES, CHANNELS } from '../../alibabaCloud/channels/channels';
import { textOf } from '../../alibabaCloud/input/text';
import { isListed, readSkipList, type SkipList } from '../messages/skipList';
import { createGiveWay, type GiveWay } from './giveWay';
import type { OperationContext } from './operation';
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
 * @throws InvalidInput when the option is there and holds no list, or entries that find nobody.
 */
export async function isSkipped(context: OperationContext, to: string): Promise<boolean> {
	const list = await context.once('skipped recipients', async () => await listOf(context));
	return list !== null && isListed(to, list);
}

async function listOf({ functions }: OperationContext): Promise<SkipList | null> {
	const { options, channelType } = functions.getNode().parameters;
	const isSet = typeof options === 'object' && options !== null && Object.hasOwn(options, NAME);
	if (!isSet) return null;
	// The first item's is the list of all: ten thousand items must not read it ten thousand times.
	const value: unknown = functions.getNodeParameter(`options.${NAME}`, 0, null);
	const { defaultCountry, recipientType } = options as IDataObject;
	const giveWay = createGiveWay();
	const differing = async (name: string, stored: unknown): Promise<string[]> =>
		await valuesOf(functions, name, stored, giveWay);
	const channels = await differing('channelType', channelType ?? 'whatsapp');
	const kinds = await differing('options.recipientType', recipientType);
	const isPhone = (channel: string): boolean =>
		CHANNEL_TYPES.some((type) => type === channel && CHANNELS[type].recipient === 'phone');
	return await readSkipList(value, {
		countries: async () => await differing('options.defaultCountry', defaultCountry),
		takesIds: !channels.every(isPhone) || kinds.includes('group'),
		giveWay,
	});
}

/**
 * The different values that a parameter has over the items. What fails counts as empty: its item
 * tells of it.
 */
async function valuesOf(
	functions: IExecuteFunctions,
	name: string,
	stored: unknown,
	giveWay: GiveWay,
): Promise<string[]> {
	if (!(typeof stored === 'string' && stored.startsWith('='))) return [textOf(stored)];
	const values = new Set<string>();
	for (const index of functions.getInputData().keys()) {
		await giveWay();
		try {
			values.add(textOf(functions.getNodeParameter(name, index, '')));
		} catch {
			values.add('');
		}
	}
	return [...values];
}
