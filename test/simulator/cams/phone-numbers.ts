import type { Action, ActionTable } from '../gateway/action';
import { invalid, productError } from '../gateway/errors';
import type { Params } from '../gateway/params';
import type { BusinessNumber } from '../world/channels';
import type { World } from '../world/world';
import { numberRow } from './channels';
import { channelOf, numberOf } from './lookups';

/** Number and channel of a call; the number has to belong to the channel. */
export function ownNumber(world: World, params: Params, name = 'PhoneNumber'): BusinessNumber {
	const channel = channelOf(world, params.require('CustSpaceId'));
	return numberOf(world, params.require(name), channel);
}

const OWN = ['CustSpaceId', 'PhoneNumber'];

const add: Action = {
	required: ['Cc', 'CustSpaceId', 'PhoneNumber', 'VerifiedName'],
	qps: 10,
	handle({ params, world }) {
		const { custSpaceId, wabaId } = channelOf(world, params.require('CustSpaceId'));
		if (wabaId === null) throw productError('InvalidParameter', 'The channel has no WABA.');
		if (!/^[1-9]\d{0,2}$/.test(params.require('Cc'))) throw invalid('Cc');
		if (!/^\d{4,14}$/.test(params.require('PhoneNumber'))) throw invalid('PhoneNumber');
		const number = params.require('Cc') + params.require('PhoneNumber');
		if (world.channels.number(number)) {
			throw productError('InvalidParameter.PhoneNumberError', 'The phone number exists already.');
		}
		const added: BusinessNumber = {
			...{ number, custSpaceId, verifiedName: params.require('VerifiedName') },
			...{ status: 'UNVERIFIED', quality: 'UNKNOWN', messagingLimit: 'TIER_250' },
			webhook: { upCallbackUrl: '', statusCallbackUrl: '', httpFlag: 'N', queueFlag: 'N' },
		};
		world.channels.numbers.push(added);
		world.emitNumber(added);
		return { Success: true };
	},
};

/** The code is the last six digits of the number, so that everybody can try it. */
const requestCode: Action = {
	required: [...OWN, 'Locale', 'Method'],
	qps: 10,
	handle({ params, world }) {
		const number = ownNumber(world, params);
		params.oneOf('Method', ['SMS', 'VOICE']);
		world.management.of(number).code = number.number.slice(-6);
		return { Success: true };
	},
};

const verify: Action = {
	required: [...OWN, 'VerifyCode'],
	qps: 10,
	handle({ params, world }) {
		const number = ownNumber(world, params);
		const state = world.management.of(number);
		if (state.code === null || state.code !== params.require('VerifyCode')) {
			throw productError('InvalidParameter.VerifyCode', 'The verification code is wrong.');
		}
		Object.assign(state, { code: null, verified: true, remoteStatus: 'CONNECTED' });
		number.status = 'PENDING';
		world.emitNumber(number);
		return { Success: true };
	},
};

const register: Action = {
	required: OWN,
	qps: 10,
	handle({ params, world }) {
		const number = ownNumber(world, params);
		const state = world.management.of(number);
		if (!state.verified) {
			throw productError('PhoneNumberNotRegistered', 'The phone number is not verified.');
		}
		state.remoteStatus = 'CONNECTED';
		return { Success: true };
	},
};

const deregister: Action = {
	required: OWN,
	qps: 10,
	handle({ params, world }) {
		const number = ownNumber(world, params);
		world.management.of(number).remoteStatus = 'DISCONNECTED';
		number.status = 'DISCONNECTED';
		world.emitNumber(number);
		return { Success: true };
	},
};

const sync: Action = {
	required: ['CustSpaceId'],
	qps: 10,
	handle({ params, world }) {
		const { custSpaceId } = channelOf(world, params.require('CustSpaceId'));
		const numbers = world.channels.numbers.filter((one) => one.custSpaceId === custSpaceId);
		for (const number of numbers) {
			const { remoteStatus } = world.management.of(number);
			if (number.status === remoteStatus) continue;
			number.status = remoteStatus;
			world.emitNumber(number);
		}
		return { Success: true, PhoneNumbers: numbers.map((number) => numberRow(world, number)) };
	},
};

const LENGTH_MS = { DAILY: 86_400_000, HALF_HOUR: 1_800_000 };

const metrics: Action = {
	required: ['Start', 'End'],
	qps: 50,
	handle({ params, world }) {
		const { custSpaceId } = channelOf(world, params.require('CustSpaceId'));
		const most = Number.MAX_SAFE_INTEGER;
		const start = params.integer('Start', { min: 0, max: most }) ?? 0;
		const end = params.integer('End', { min: start, max: most }) ?? start;
		const granularity = params.oneOf('Granularity', ['DAILY', 'HALF_HOUR']) ?? 'DAILY';
		const length = LENGTH_MS[granularity as keyof typeof LENGTH_MS];
		const wanted = params.get('PhoneNumber');
		if (!world.management.metrics.has(custSpaceId)) return { Success: true, Data: [] };
		const rows = new Map<string, Record<string, string | number>>();
		for (const message of world.messages.all) {
			const { custSpaceId: owner, direction, business, createdAt, status } = message;
			const isWanted = wanted === undefined || business === wanted;
			if (owner !== custSpaceId || direction !== 'out' || !isWanted) continue;
			if (createdAt < start || createdAt > end) continue;
			const begin = createdAt - (createdAt % length);
			const key = `${business} ${begin}`;
			const row = rows.get(key) ?? {
				...{ PhoneNumber: business, Granularity: granularity, Start: begin, End: begin + length },
				...{ SentCount: 0, DeliveredCount: 0 },
			};
			row.SentCount = Number(row.SentCount) + 1;
			const isDelivered = status === 'delivered' || status === 'read';
			row.DeliveredCount = Number(row.DeliveredCount) + (isDelivered ? 1 : 0);
			rows.set(key, row);
		}
		return { Success: true, Data: [...rows.values()] };
	},
};

const TEXT_LIMITS = { About: 139, Address: 256, Description: 512, Email: 128 } as const;

const getProfile: Action = {
	required: OWN,
	qps: 10,
	handle: ({ params, world }) => ({
		Success: true,
		Data: { ...world.management.of(ownNumber(world, params)).profile },
	}),
};

const updateProfile: Action = {
	required: OWN,
	qps: 10,
	handle({ params, world }) {
		const { profile } = world.management.of(ownNumber(world, params));
		for (const [name, longest] of Object.entries(TEXT_LIMITS)) {
			if ([...(params.get(name) ?? '')].length > longest) throw invalid(name);
		}
		const websites = params.array('Websites');
		if (websites && websites.length > 2) throw invalid('Websites');
		for (const name of [...Object.keys(TEXT_LIMITS), 'ProfilePictureUrl', 'Vertical']) {
			const value = params.get(name);
			if (value !== undefined) Object.assign(profile, { [name]: value });
		}
		if (websites) profile.Websites = websites.map(String);
		return { Success: true };
	},
};

const getAutomation: Action = {
	required: OWN,
	qps: 5,
	handle({ params, world }) {
		const number = ownNumber(world, params);
		const { automation } = world.management.of(number);
		return { Success: true, Data: { PhoneNumber: number.number, ...automation } };
	},
};

const updateAutomation: Action = {
	required: OWN,
	qps: 5,
	handle({ params, world }) {
		const state = world.management.of(ownNumber(world, params));
		const prompts = params.array('Prompts')?.map(String) ?? [];
		if (prompts.length > 4 || prompts.some((prompt) => [...prompt].length > 80)) {
			throw invalid('Prompts');
		}
		const commands = (params.array('Commands') ?? []) as typeof state.automation.Commands;
		if (commands.length > 30) throw invalid('Commands');
		state.automation = {
			EnableWelcomeMessage: params.boolean('EnableWelcomeMessage') ?? false,
			Prompts: prompts,
			Commands: commands,
		};
		return { Success: true };
	},
};

const getUsername: Action = {
	required: OWN,
	handle({ params, world }) {
		const { username } = world.management.of(ownNumber(world, params));
		// Not documented: what a number without a username has in `Data`.
		return { Success: true, Data: username ? { Username: username, Status: 'approved' } : {} };
	},
};

const suggestUsernames: Action = {
	required: OWN,
	handle({ params, world }) {
		const words = ownNumber(world, params)
			.verifiedName.toLowerCase()
			.split(/[^a-z0-9]+/);
		const [first = ''] = words;
		return { Success: true, Data: [...new Set([words.join('.'), words.join('_'), first])] };
	},
};

const updateUsername: Action = {
	required: [...OWN, 'Username'],
	handle({ params, world }) {
		const own = ownNumber(world, params);
		const username = params.require('Username');
		const transfer = params.oneOf('TransferAction', ['none', 'force_transfer']) ?? 'none';
		const holder = world.channels.numbers.find(
			(one) => one !== own && world.management.of(one).username === username,
		);
		if (holder && transfer === 'none') {
			throw productError('147005', 'The username is used by another phone number.');
		}
		if (holder) world.management.of(holder).username = null;
		world.management.of(own).username = username;
		return { Success: true, Data: { Status: 'approved' } };
	},
};

const deleteUsername: Action = {
	required: OWN,
	handle({ params, world }) {
		const state = world.management.of(ownNumber(world, params));
		const had = state.username !== null;
		state.username = null;
		return { Success: true, Data: had };
	},
};

/** Numbers from being added to sending, and what users see of them. */
export const phoneNumberActions: ActionTable = {
	AddChatappPhoneNumber: add,
	GetChatappVerifyCode: requestCode,
	ChatappVerifyAndRegister: verify,
	ChatappPhoneNumberRegister: register,
	ChatappPhoneNumberDeregister: deregister,
	ChatappSyncPhoneNumber: sync,
	GetChatappPhoneNumberMetric: metrics,
	QueryPhoneBusinessProfile: getProfile,
	ModifyPhoneBusinessProfile: updateProfile,
	GetConversationalAutomation: getAutomation,
	UpdateConversationalAutomation: updateAutomation,
	GetWhatsappUserName: getUsername,
	GetWhatsappUserNameSuggestions: suggestUsernames,
	UpdateWhatsappUserName: updateUsername,
	DeleteWhatsappUserName: deleteUsername,
};
