import type { Action, ActionTable } from '../gateway/action';
import { invalid } from '../gateway/errors';
import type { Params } from '../gateway/params';
import type { Flag } from '../world/channels';
import type { World } from '../world/world';
import { channelOf, numberOf } from './lookups';

/** The new value of a URL: empty text clears it; a parameter left out follows the behavior. */
function nextUrl(params: Params, name: string, present: string, world: World): string {
	if (!params.has(name))
		return world.options.behavior.omittedWebhookFields === 'keep' ? present : '';
	const value = params.values[name] ?? '';
	if (value !== '' && !/^https?:\/\/[^\s/]+/.test(value)) throw invalid(name);
	return world.options.behavior.callbackQueries === 'cut' ? value.replace(/\?.*/s, '') : value;
}

function nextFlag(params: Params, name: string, present: Flag, world: World): Flag {
	const given = params.oneOf<Flag>(name, ['Y', 'N']);
	if (given !== undefined) return given;
	return world.options.behavior.omittedWebhookFields === 'keep' ? present : 'N';
}

const updatePhoneWebhook: Action = {
	required: ['CustSpaceId', 'PhoneNumber'],
	qps: 10,
	handle({ params, world }) {
		const channel = channelOf(world, params.require('CustSpaceId'));
		const number = numberOf(world, params.require('PhoneNumber'), channel);
		const { webhook } = number;
		number.webhook = {
			upCallbackUrl: nextUrl(params, 'UpCallbackUrl', webhook.upCallbackUrl, world),
			statusCallbackUrl: nextUrl(params, 'StatusCallbackUrl', webhook.statusCallbackUrl, world),
			httpFlag: nextFlag(params, 'HttpFlag', webhook.httpFlag, world),
			queueFlag: nextFlag(params, 'QueueFlag', webhook.queueFlag, world),
		};
		world.emitNumber(number);
		return {};
	},
};

const updateAccountWebhook: Action = {
	required: ['CustSpaceId'],
	qps: 10,
	handle({ params, world }) {
		const channel = channelOf(world, params.require('CustSpaceId'));
		const { webhook } = channel;
		channel.webhook = {
			statusCallbackUrl: nextUrl(params, 'StatusCallbackUrl', webhook.statusCallbackUrl, world),
			httpFlag: nextFlag(params, 'HttpFlag', webhook.httpFlag, world),
			queueFlag: nextFlag(params, 'QueueFlag', webhook.queueFlag, world),
		};
		world.emit({ type: 'reset' });
		return {};
	},
};

export const webhookActions: ActionTable = {
	UpdatePhoneWebhook: updatePhoneWebhook,
	UpdateAccountWebhook: updateAccountWebhook,
};
