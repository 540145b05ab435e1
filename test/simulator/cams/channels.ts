import type { Action, ActionTable } from '../gateway/action';
import type { BusinessNumber } from '../world/channels';
import type { World } from '../world/world';
import { optionalChannel } from './lookups';

const listInstance: Action = {
	handle({ params, world }) {
		const type = params.get('ChannelType')?.toLowerCase();
		const index = params.integer('PageIndex', { min: 1, max: 100_000 }) ?? 1;
		const size = params.integer('PageSize', { min: 1, max: 100 }) ?? 10;
		const name = params.get('InstanceName') ?? params.get('FilterStr') ?? '';
		const id = params.get('InstanceId');
		const rows = world.channels.channels.filter(
			(channel) =>
				(type === undefined || channel.channelType === type) &&
				(id === undefined || channel.custSpaceId === id) &&
				channel.name.toLowerCase().includes(name.toLowerCase()),
		);
		return {
			Success: true,
			TotalCount: rows.length,
			Data: rows.slice((index - 1) * size, index * size).map((channel) => ({
				InstanceId: channel.custSpaceId,
				CustSpaceId: channel.custSpaceId,
				InstanceName: channel.name,
				InstanceDescription: channel.description,
				ChannelType: channel.channelType,
				State: channel.state,
				CountryId: channel.countryId,
				SubmitTime: channel.submitTime,
			})),
		};
	},
};

/** A number as the list and the sync show it. */
export function numberRow(world: World, number: BusinessNumber): Record<string, string> {
	const view = world.channels.viewNumber(number);
	const namesQueues = view.queueFlag === 'Y' || world.options.behavior.queueNames === 'always';
	return {
		PhoneNumber: view.number,
		VerifiedName: view.verifiedName,
		Status: view.status,
		CodeVerificationStatus: world.management.of(number).verified ? 'VERIFIED' : 'NOT_VERIFIED',
		QualityRating: view.quality,
		MessagingLimitTier: view.messagingLimit,
		NameStatus: 'APPROVED',
		NewNameStatus: 'NONE',
		IsOfficial: 'N',
		StatusCallbackUrl: view.statusCallbackUrl,
		UpCallbackUrl: view.upCallbackUrl,
		StatusQueue: namesQueues ? view.statusQueue : '',
		UpQueue: namesQueues ? view.upQueue : '',
	};
}

const queryChatappPhoneNumbers: Action = {
	qps: 10,
	handle({ params, world }) {
		const channel = optionalChannel(world, params);
		const status = params.get('Status');
		const numbers = world.channels.numbers.filter(
			(number) =>
				world.channels.channelOf(number).channelType === 'whatsapp' &&
				(channel === undefined || number.custSpaceId === channel.custSpaceId) &&
				(status === undefined || number.status === status),
		);
		return {
			Success: true,
			PhoneNumbers: numbers.map((number) => numberRow(world, number)),
		};
	},
};

/** Tells whether the product is activated, so it is the one action that works before. */
const getChatappOpenStatus: Action = {
	handle({ world }) {
		return { OpenStatus: world.account.activated };
	},
};

export const channelActions: ActionTable = {
	ListInstance: listInstance,
	QueryChatappPhoneNumbers: queryChatappPhoneNumbers,
	GetChatappOpenStatus: getChatappOpenStatus,
};
