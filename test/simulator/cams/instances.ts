import type { Action, ActionTable } from '../gateway/action';
import { invalid, productError } from '../gateway/errors';
import type { Params } from '../gateway/params';
import type { Channel } from '../world/channels';
import type { World } from '../world/world';
import { channelOf } from './lookups';

const TYPES = ['whatsapp', 'viber', 'messenger', 'instagram'] as const;

function view(channel: Channel): Record<string, unknown> {
	return {
		InstanceId: channel.custSpaceId,
		InstanceName: channel.name,
		InstanceDescription: channel.description,
		ChannelType: channel.channelType,
		CountryId: channel.countryId,
		SubmitTime: channel.submitTime,
		ResourceRegionId: 'ap-southeast-1',
	};
}

function change(channel: Channel, params: Params): void {
	params.oneOf('IsConfirmAudit', ['Y', 'N']);
	channel.name = params.require('InstanceName');
	channel.description = params.get('InstanceDescription') ?? channel.description;
	channel.countryId = params.get('CountryId') ?? channel.countryId;
}

function add(world: World, channelType: Channel['channelType'], id: string): Channel {
	const channel: Channel = {
		...{ custSpaceId: id, name: id, channelType, state: 'published', wabaId: null },
		...{ submitTime: '2026-01-05 10:00:00', countryId: 'SG', description: '' },
		webhook: { statusCallbackUrl: '', httpFlag: 'N', queueFlag: 'N' },
	};
	world.channels.channels.push(channel);
	world.emit({ type: 'reset' });
	return channel;
}

const create: Action = {
	required: ['ChannelType', 'InstanceName'],
	handle({ params, world }) {
		const type = TYPES.find((one) => one === params.require('ChannelType').toLowerCase());
		if (!type) throw invalid('ChannelType');
		const channel = add(world, type, `cams-new${world.management.nextNumber()}`);
		change(channel, params);
		// Documented as a number, although names are texts.
		return { Success: true, Data: { ...view(channel), InstanceName: 0 } };
	},
};

const query: Action = {
	required: ['InstanceId'],
	handle({ params, world }) {
		const channel = channelOf(world, params.require('InstanceId'));
		return {
			Success: true,
			Data: {
				...view(channel),
				...{ ContactMail: '', CustType: 'DIRECT', FacebookBmId: '', IsvTerms: '' },
				...{ OfficeAddress: '', ResourceGroupId: '' },
			},
		};
	},
};

const update: Action = {
	required: ['InstanceId', 'InstanceName'],
	handle({ params, world }) {
		const channel = channelOf(world, params.require('InstanceId'));
		change(channel, params);
		return { Success: true, Data: view(channel) };
	},
};

const remove: Action = {
	required: ['InstanceId'],
	handle({ params, world }) {
		const channel = channelOf(world, params.require('InstanceId'));
		const { channels, numbers } = world.channels;
		channels.splice(channels.indexOf(channel), 1);
		for (const number of numbers.filter((one) => one.custSpaceId === channel.custSpaceId)) {
			numbers.splice(numbers.indexOf(number), 1);
		}
		world.emit({ type: 'reset' });
		return { Success: true };
	},
};

/** The channel gets an account; without one that waits for it, a new channel is made. */
const bind: Action = {
	required: ['WabaId'],
	qps: 10,
	handle({ params, world }) {
		const wabaId = params.require('WabaId');
		if (!/^\d+$/.test(wabaId)) throw invalid('WabaId');
		const { channels } = world.channels;
		if (channels.some((one) => one.wabaId === wabaId)) {
			throw productError('InvalidParameter', 'The WABA is bound already.');
		}
		const channel =
			channels.find((one) => one.channelType === 'whatsapp' && one.wabaId === null) ??
			add(world, 'whatsapp', `cams-new${world.management.nextNumber()}`);
		channel.wabaId = wabaId;
		return { Success: true, Data: { CustSpaceId: channel.custSpaceId, WabaId: wabaId } };
	},
};

export const BUSINESS_ID = '700000000000001';

function bound(world: World, params: Params): string {
	const { wabaId } = channelOf(world, params.require('CustSpaceId'));
	if (wabaId === null) throw productError('InvalidParameter', 'The channel has no WABA.');
	return wabaId;
}

const account: Action = {
	required: ['CustSpaceId'],
	qps: 10,
	handle: ({ params, world }) => ({
		Success: true,
		Data: {
			...{ Id: bound(world, params), Name: 'Acme', Currency: 'USD' },
			...{ MessageTemplateNamespace: 'acme_namespace', AccountReviewStatus: 'APPROVED' },
			...{ BusinessId: BUSINESS_ID, BusinessName: 'Acme Store', PrimaryBusinessLocation: 'SG' },
			...{ MarketingMessageLiteStatus: 'N', IsOnBizApp: 'N', AuthInternationalRateEligibility: {} },
		},
	}),
};

const business: Action = {
	required: ['CustSpaceId', 'WabaId'],
	qps: 10,
	handle({ params, world }) {
		if (params.require('WabaId') !== bound(world, params)) throw invalid('WabaId');
		return {
			Success: true,
			Data: {
				...{ BusinessId: BUSINESS_ID, BusinessName: 'Acme Store' },
				...{ VerificationStatus: 'verified', Vertical: 'RETAIL' },
			},
		};
	},
};

/** What each kind of check needs beside the channel. */
const NODES = {
	template: ['TemplateCode', 'Language'],
	phone: ['PhoneNumber'],
	waba: ['WabaId'],
} as const;

const health: Action = {
	required: ['CustSpaceId', 'NodeType'],
	qps: 5,
	handle({ params, world }) {
		const channel = channelOf(world, params.require('CustSpaceId'));
		const type = params.oneOf('NodeType', ['template', 'phone', 'waba']) ?? 'waba';
		const needed = NODES[type as keyof typeof NODES];
		const ids = Object.fromEntries(needed.map((name) => [name, params.require(name)]));
		const number = world.channels.number(ids.PhoneNumber ?? '', channel.custSpaceId);
		const isOffline = type === 'phone' && number?.status !== 'CONNECTED';
		const CanSendMessage = isOffline ? 'BLOCKED' : 'AVAILABLE';
		const problem = {
			...{ ErrorCode: '141000', ErrorDescription: 'The number is not connected.' },
			PossibleSolution: 'Register the number.',
		};
		const Entities = [
			{
				EntityType: type.toUpperCase(),
				CanSendMessage,
				...ids,
				Errors: isOffline ? [problem] : [],
			},
		];
		return { Success: true, Data: { CanSendMessage, Entities } };
	},
};

const enableMetrics: Action = {
	required: ['CustSpaceId'],
	qps: 5,
	handle({ params, world }) {
		bound(world, params);
		world.management.metrics.add(params.require('CustSpaceId'));
		return {};
	},
};

/** Channels as instances, and the accounts behind them. */
export const instanceActions: ActionTable = {
	CreateInstance: create,
	QueryInstance: query,
	UpdateInstance: update,
	DeleteInstance: remove,
	ChatappBindWaba: bind,
	QueryChatappBindWaba: account,
	QueryWabaBusinessInfo: business,
	GetWhatsappHealthStatus: health,
	EnableWhatsappROIMetric: enableMetrics,
};
