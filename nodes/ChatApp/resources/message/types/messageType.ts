import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ChannelType } from '../../../../shared/messages/channels';
import type { MessageTypeValue } from '../../../../shared/messages/content';

/** One kind of free message: its fields and how they become its content. */
export interface MessageType {
	readonly value: MessageTypeValue;
	readonly name: string;
	readonly description: string;
	/** The channels that offer it. */
	readonly channels: readonly ChannelType[];
	/** Fields of its own, shown when it is chosen. */
	readonly properties: readonly INodeProperties[];
	/** Entries of its own in the options of the operation. */
	readonly options: readonly INodeProperties[];
	/**
	 * The content before it is checked.
	 *
	 * @param read gives the value of one of `properties` for the current item.
	 */
	content(read: (name: string) => unknown, options: IDataObject): Readonly<Record<string, unknown>>;
}
