import { productError } from '../gateway/errors';
import { isRecord, type Params } from '../gateway/params';
import type { BusinessNumber, Channel } from '../world/channels';
import type { World } from '../world/world';

/** The channel of the account; a wrong id looks to the service like somebody else's. */
export function channelOf(world: World, custSpaceId: string): Channel {
	const channel = world.channels.find(custSpaceId);
	if (channel) return channel;
	throw productError(
		'Unknown.ResourceOwnerId',
		'The resource does not belong to the current account.',
	);
}

/** Checks `CustSpaceId` when given. */
export function optionalChannel(world: World, params: Params): Channel | undefined {
	const id = params.get('CustSpaceId');
	return id === undefined ? undefined : channelOf(world, id);
}

export function numberOf(world: World, number: string, channel?: Channel): BusinessNumber {
	const found = world.channels.number(number, channel?.custSpaceId);
	if (found) return found;
	throw productError('InvalidParameter.PhoneNumberError', `The phone number ${number} is invalid.`);
}

/**
 * `Page` of the list actions: JSON {"Index":1,"Size":10}. The documented sample of
 * ListChatappTemplate writes the keys in lower case, so both are read.
 */
export function pageOf(params: Params): { index: number; size: number } {
	const malformed = () => productError('InvalidParameter.PageInvalid', 'The Page is invalid.');
	const given = params.json('Page', malformed);
	if (given === undefined) return { index: 1, size: 10 };
	if (!isRecord(given)) throw malformed();
	const index = Number(given.Index ?? given.index ?? NaN);
	const size = Number(given.Size ?? given.size ?? NaN);
	const whole = Number.isInteger(index) && Number.isInteger(size);
	if (!whole || index < 1 || size < 1 || size > 100) throw malformed();
	return { index, size };
}

export function pageSlice<T>(rows: readonly T[], page: { index: number; size: number }): T[] {
	return rows.slice((page.index - 1) * page.size, page.index * page.size);
}
