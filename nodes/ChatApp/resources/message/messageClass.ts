import type { INodeProperties } from 'n8n-workflow';

import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import type { ChannelType } from '../../../alibabaCloud/channels/channels';

const TRANSACTION = 'transaction';

/** Viber prices and limits messages by class and refuses those without one. */
const messageClass: INodeProperties = {
	displayName: 'Message Class',
	name: 'label',
	type: 'options',
	options: [
		{ name: 'Promotion', value: 'promotion' },
		{ name: 'Transaction', value: TRANSACTION },
	],
	default: TRANSACTION,
	description: 'Whether Viber treats the message as promotional or transactional',
};

export const messageClassField: INodeProperties = {
	...messageClass,
	displayOptions: { show: { channelType: ['viber'] } },
};

export const messageClassOption: INodeProperties = {
	...messageClass,
	displayOptions: { show: { '/channelType': ['viber'] } },
};

/** `Label` of a send; other channels have none. */
export function labelOf(channelType: ChannelType, given: unknown): string | undefined {
	return channelType === 'viber'
		? (optionalText(given, messageClass.displayName) ?? TRANSACTION)
		: undefined;
}
