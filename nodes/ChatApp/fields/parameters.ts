import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput, requiredText } from '../../alibabaCloud/input/invalidInput';
import { CHANNELS, CHANNEL_TYPES, type ChannelType } from '../../alibabaCloud/channels/channels';

/** The value behind a resource locator, whichever mode it was picked in. */
export function readLocator(
	functions: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
): string {
	const value = functions.getNodeParameter(name, itemIndex, '', { extractValue: true });
	return requiredText(value, label);
}

export function readChannelType(functions: IExecuteFunctions, itemIndex: number): ChannelType {
	return channelTypeOf(functions.getNodeParameter('channelType', itemIndex));
}

/** Expressions can yield anything, so the stored list of channels is checked again. */
export function channelTypeOf(given: unknown): ChannelType {
	const name = String(given).toLowerCase();
	const known = CHANNEL_TYPES.find((type) => type === name);
	if (known) return known;
	throw new InvalidInput(
		`'Channel Type' is not known: ${name}`,
		`Use one of ${Object.keys(CHANNELS).join(', ')}.`,
	);
}

/** A collection of fields; an empty object when nothing was added. */
export function readCollection(
	functions: IExecuteFunctions,
	name: string,
	itemIndex: number,
): IDataObject {
	return functions.getNodeParameter(name, itemIndex, {}) as IDataObject;
}

/**
 * How many results to return: `Infinity` for all.
 *
 * @throws InvalidInput for what counts nothing: a list cut at no number would be empty, and look as
 * if there were no results.
 */
export function readLimit(functions: IExecuteFunctions, itemIndex: number): number {
	const returnAll = functions.getNodeParameter('returnAll', itemIndex, false) as boolean;
	if (returnAll) return Infinity;
	const given: unknown = functions.getNodeParameter('limit', itemIndex, 50);
	const limit = typeof given === 'string' && given.trim() === '' ? NaN : Number(given);
	const isCount = ['number', 'string'].includes(typeof given) && Number.isSafeInteger(limit);
	if (isCount && limit >= 1) return limit;
	throw new InvalidInput(
		`'Limit' is not a whole number greater than 0: ${String(given)}`,
		"Enter a number such as 50 in 'Limit', or turn on 'Return All'.",
	);
}
