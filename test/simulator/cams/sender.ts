import type { ChannelType } from '../control/state';
import { productError } from '../gateway/errors';
import type { Params } from '../gateway/params';
import type { BusinessNumber, Channel } from '../world/channels';
import { deliveryFailure, type DeliveryFailure } from '../world/delivery-outcomes';
import type { World } from '../world/world';
import { numberOf, optionalChannel } from './lookups';
import type { SendProblem } from './template-use';

const CHANNEL_TYPES: readonly ChannelType[] = [
	'whatsapp',
	'messenger',
	'instagram',
	'telegram',
	'viber',
];
/** Channels whose users are phone numbers. */
const BY_NUMBER: readonly ChannelType[] = ['whatsapp', 'viber'];
/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids */
const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;
const RECIPIENT = /^[1-9]\d{5,14}$/;

export interface Sender {
	channelType: ChannelType;
	channel: Channel;
	number: BusinessNumber;
	problem: SendProblem | null;
}

/** Checks channel and sender, and the parameters that both sends share. */
export function readSender(world: World, params: Params): Sender {
	const given = params.require('ChannelType');
	const channelType = CHANNEL_TYPES.find((one) => one === given);
	if (!channelType) {
		throw productError(
			'InvalidParameter.ChannelTypeNotSupport',
			`The ChannelType ${given} is not supported.`,
		);
	}
	const from = params.require('From');
	if (BY_NUMBER.includes(channelType) && !/^\d+$/.test(from)) {
		throw productError('InvalidParameter.FromOnlyNumeric', 'The From must be numeric.');
	}
	params.integer('Ttl', { min: 30, max: 1_209_600 });
	params.integer('FallBackDuration', { min: 60, max: 43_200 });
	params.oneOf('FallBackRule', ['undelivered', 'sentFailed']);
	params.object('ProductAction');
	params.object('FlowAction');
	const number = numberOf(world, from, optionalChannel(world, params));
	const channel = world.channels.channelOf(number);
	if (channel.channelType !== channelType) {
		throw productError(
			'InvalidParameter.ChannelTypeNotSupport',
			`The number ${from} does not belong to a channel of type ${channelType}.`,
		);
	}
	return { channelType, channel, number, problem: offline(number) };
}

function offline(number: BusinessNumber): SendProblem | null {
	if (number.status === 'CONNECTED') return null;
	return {
		kind: 'offlineSender',
		refusal: productError(
			'PhoneNumberNotRegistered',
			`The phone number ${number.number} is not registered (${number.status}).`,
		),
		receipt: deliveryFailure('133010'),
	};
}

/** Digits with country code; ids of users and groups of other kinds are taken as they are. */
export function checkRecipient(
	world: World,
	channelType: ChannelType,
	to: string,
	group: boolean,
): void {
	if (group || !BY_NUMBER.includes(channelType)) return;
	const { userIds } = world.options.behavior;
	if (channelType === 'whatsapp' && userIds === 'taken' && USER_ID.test(to)) return;
	if (!/^\d+$/.test(to)) {
		throw productError('InvalidParameter.ToOnlyNumeric', 'The To must be numeric.');
	}
	if (!RECIPIENT.test(to)) {
		throw productError('InvalidParameter.PhoneNumberError', `The phone number ${to} is invalid.`);
	}
}

/** Refuses the call, or gives the failure for the receipt; null when there is no problem. */
export function judge(world: World, problems: Array<SendProblem | null>): DeliveryFailure | null {
	for (const problem of problems) {
		if (!problem) continue;
		if (world.options.behavior[problem.kind] === 'refuse') throw problem.refusal;
		return problem.receipt;
	}
	return null;
}
