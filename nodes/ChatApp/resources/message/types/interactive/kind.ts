import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { MessageInput } from '../messageType';

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
