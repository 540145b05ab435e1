import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { MediaKind } from '../../../../alibabaCloud/files/mediaLimits';
import type { ChannelType } from '../../../../alibabaCloud/channels/channels';

/** What a type makes its content of. */
export interface MessageInput {
	readonly channelType: ChannelType;
	/** The value of one of the type's `properties` for the current item. */
	read(name: string): unknown;
	/** The options of the operation. */
	readonly options: IDataObject;
	/** The file of the message, for types with `media`. */
	readonly media: MessageMedia;
}

export interface MessageMedia {
	/** Where the receiver's app fetches it. */
	readonly link: string;
	/** Empty when it is not known. */
	readonly fileName: string;
}

/** One kind of free-form message: its fields and how they become its content. */
export interface MessageType {
	/** `MessageType` of the service; stored in workflows. */
	readonly value: string;
	readonly name: string;
	/** One for all channels, or what each has of its own, such as the limits of files. */
	readonly description: string | ((channelType: ChannelType) => string);
	/** The channels that offer it. */
	readonly channels: readonly ChannelType[];
	/**
	 * Fields of its own, shown when it is chosen. One that several types share is one object, so
	 * that the node's description has it once. `channelType` in its own `displayOptions` narrows
	 * the channels.
	 */
	readonly properties: readonly INodeProperties[];
	/** Entries of its own in the options of the operation. */
	readonly options?: readonly INodeProperties[];
	/** What its file is, `null` when this message has none; absent for types without files. */
	media?(read: MessageInput['read']): MediaKind | null;
	/** What the service calls it, where it is not `value`. */
	serviceName?(read: MessageInput['read']): string;
	/** Parameters of the call beside the content, for types that need some. */
	parameters?(
		input: Pick<MessageInput, 'read' | 'options'>,
	): Readonly<Record<string, string | undefined>>;
	/** The content before it is checked; `undefined` for a message without one. */
	content(input: MessageInput): unknown;
}

/** One kind of interactive message: its fields and how they become its action. */
export interface InteractiveKind {
	/** `type` of the content; stored in workflows. */
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** What may stand above the body; `text` alone means that there is no choice. */
	readonly header: 'none' | 'text' | 'any';
	readonly hasFooter: boolean;
	/** Without the interactive type in `displayOptions`: the message type adds it. */
	readonly properties: readonly INodeProperties[];
	action(read: MessageInput['read']): IDataObject;
}
