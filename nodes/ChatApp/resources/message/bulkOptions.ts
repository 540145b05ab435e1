import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ApiValue } from '../../../alibabaCloud/wire/serialize';
import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import type { ChannelType } from '../../../alibabaCloud/channels/channels';
import { taskIdOption } from '../../fields/recipient';
import { readSendOptions, sendOptions } from '../../fields/sendOptions';
import { labelOf, messageClassOption } from './messageClass';

/** Only single sends take it. */
const SINGLE_ONLY = 'trackingData';

/** The options of the messages themselves; a call has them once for all of its recipients. */
export const bulkOptions: readonly INodeProperties[] = [
	...sendOptions.filter(({ name }) => name !== SINGLE_ONLY),
	messageClassOption,
	taskIdOption,
];

/** What the options of an item set, by where the call has it. */
export interface BulkSettings {
	/** Items that differ here travel in different calls. */
	readonly shared: Readonly<Record<string, ApiValue>>;
	/** In the entry of the recipient. */
	readonly own: Readonly<Record<string, ApiValue>>;
}

/**
 * @throws InvalidInput for a value out of range.
 *
 * Source: https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmassmessage
 */
export function readBulkSettings(channelType: ChannelType, options: IDataObject): BulkSettings {
	const { RecipientType, TrackingData: _single, ...shared } = readSendOptions(options);
	return {
		shared: {
			...shared,
			TaskId: optionalText(options.taskId, taskIdOption.displayName),
			Label: labelOf(channelType, options.label),
		},
		own: { RecipientType },
	};
}
