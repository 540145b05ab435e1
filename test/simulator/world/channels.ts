import type { ChannelType, ChannelView, NumberView } from '../control/state';

export type Flag = 'Y' | 'N';

export interface Channel {
	custSpaceId: string;
	name: string;
	channelType: ChannelType;
	state: string;
	wabaId: string | null;
	submitTime: string;
	countryId: string;
	description: string;
	/** The callback for audit notifications; nothing reads it back. */
	webhook: { statusCallbackUrl: string; httpFlag: Flag; queueFlag: Flag };
}

/** A sender: a phone number, or on other channels the page, account or service id. */
export interface BusinessNumber {
	number: string;
	custSpaceId: string;
	verifiedName: string;
	status: string;
	quality: string;
	messagingLimit: string;
	webhook: { upCallbackUrl: string; statusCallbackUrl: string; httpFlag: Flag; queueFlag: Flag };
}

export type QueueKind = 'ChatAppInbound' | 'ChatAppStatus' | 'ChatAppAudit';

export function queueName(accountId: string, kind: QueueKind): string {
	return `Alicom-Queue-${accountId}-${kind}`;
}

export class ChannelBook {
	readonly channels: Channel[] = [];
	readonly numbers: BusinessNumber[] = [];

	constructor(private readonly accountId: string) {}

	find(custSpaceId: string): Channel | undefined {
		return this.channels.find((channel) => channel.custSpaceId === custSpaceId);
	}

	/** With a channel: only when the number belongs to it. */
	number(number: string, custSpaceId?: string): BusinessNumber | undefined {
		return this.numbers.find(
			(one) =>
				one.number === number && (custSpaceId === undefined || one.custSpaceId === custSpaceId),
		);
	}

	channelOf(number: BusinessNumber): Channel {
		const channel = this.find(number.custSpaceId);
		if (!channel) throw new Error(`The number ${number.number} has no channel`);
		return channel;
	}

	viewChannel(channel: Channel): ChannelView {
		const { custSpaceId, name, channelType, state, wabaId } = channel;
		return { custSpaceId, name, channelType, state, wabaId };
	}

	viewNumber(number: BusinessNumber): NumberView {
		const { webhook, ...rest } = number;
		return {
			...rest,
			...webhook,
			channelType: this.channelOf(number).channelType,
			upQueue: queueName(this.accountId, 'ChatAppInbound'),
			statusQueue: queueName(this.accountId, 'ChatAppStatus'),
		};
	}
}
