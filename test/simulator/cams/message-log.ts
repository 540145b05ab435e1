import type { Action, ActionTable } from '../gateway/action';
import { invalid, missing, productError } from '../gateway/errors';
import type { Params } from '../gateway/params';
import type { MessageStatus } from '../control/state';
import type { Message } from '../world/messages';
import { channelOf, numberOf, pageOf, pageSlice } from './lookups';

/** Only the sample "success" is documented; the other words are this stand-in's. */
const STATUS: Readonly<Record<MessageStatus, { value: string; name: string }>> = {
	accepted: { value: 'sending', name: 'Sending' },
	sent: { value: 'success', name: 'Sent' },
	delivered: { value: 'success', name: 'Delivered' },
	read: { value: 'success', name: 'Read' },
	failed: { value: 'fail', name: 'Failed' },
	received: { value: 'success', name: 'Received' },
};

/** The longest period that is listed at once. */
const LONGEST_MS = 90 * 86_400_000;

/** Milliseconds from `StartTime`/`EndTime`, or from "YYYY-MM-DD HH:mm:ss" in UTC+8. */
function timeOf(params: Params, name: string): number | undefined {
	const ms = params.integer(name, { min: 0, max: Number.MAX_SAFE_INTEGER });
	if (ms !== undefined) return ms;
	const text = params.get(`${name}Str`);
	if (text === undefined) return undefined;
	const time = Date.parse(`${text.replace(' ', 'T')}+08:00`);
	if (Number.isNaN(time)) throw invalid(`${name}Str`);
	return time;
}

const listChatappMessage: Action = {
	required: ['ChannelType', 'CustSpaceId', 'BusinessNumber', 'Page'],
	handle({ params, world }) {
		const channelType = params.require('ChannelType').toLowerCase();
		if (channelType !== 'whatsapp' && channelType !== 'viber') {
			throw productError(
				'InvalidParameter.ChannelTypeNotSupport',
				`The ChannelType ${channelType} is not supported.`,
			);
		}
		const channel = channelOf(world, params.require('CustSpaceId'));
		const number = numberOf(world, params.require('BusinessNumber'), channel);
		const page = pageOf(params);
		const action = params.oneOf('EventAction', ['DOWN', 'UP']);
		const start = timeOf(params, 'StartTime');
		const end = timeOf(params, 'EndTime');
		// Optional in the SDK, but a real account answered that the start time must not be empty.
		if (start === undefined) throw missing('StartTime');
		if (end === undefined) throw missing('EndTime');
		if (end < start || end - start > LONGEST_MS) throw invalid('EndTime');
		const wanted: Array<[string | undefined, (message: Message) => string | null]> = [
			[action, eventAction],
			[params.get('UserNumber'), (message) => message.user],
			[params.get('TemplateCode'), (message) => message.template?.code ?? null],
			[params.get('GroupMessageId'), (message) => message.groupMessageId],
			[params.get('MessageStatus'), (message) => STATUS[message.status].value],
			[params.get('ClientAcceptStatus'), acceptStatus],
		];
		const rows = world.messages.all
			.filter(
				(message) =>
					message.channelType === channelType &&
					message.business === number.number &&
					message.createdAt >= start &&
					message.createdAt <= end &&
					wanted.every(([value, read]) => value === undefined || read(message) === value),
			)
			.reverse();
		return { Success: true, Data: pageSlice(rows, page).map(row) };
	},
};

function eventAction(message: Message): 'UP' | 'DOWN' {
	return message.direction === 'in' ? 'UP' : 'DOWN';
}

/** Only the sample "success" of the filter is documented. */
function acceptStatus({ status }: Message): string {
	return status === 'read' || status === 'delivered' ? 'success' : '';
}

function row(message: Message) {
	const status = STATUS[message.status];
	const read = message.status === 'read';
	return {
		MessageId: message.id,
		UniqueMessageId: message.id,
		ChannelType: message.channelType.toUpperCase(),
		BusinessNumber: message.business,
		UserNumber: message.user,
		EventAction: eventAction(message),
		EventActionName: message.direction === 'in' ? 'Received' : 'Sent',
		Type: message.frame,
		MessageType: message.type.toUpperCase(),
		Message: message.content,
		MessageStatus: status.value,
		MessageStatusName: status.name,
		ClientAcceptStatusName: acceptStatus(message) === 'success' ? 'Delivered' : '',
		ClientReadStatus: read ? 'read' : 'unread',
		ClientReadStatusName: read ? 'Read' : 'Unread',
		FailReason: message.error?.description ?? '',
		FailBackFlag: 'N',
		SendTime: new Date(message.createdAt).toISOString(),
		TemplateCode: message.template?.code ?? '',
		TemplateName: message.template?.name ?? '',
		LanguageCode: message.template?.language ?? '',
		ConversationId: message.conversationId,
		MessageSource: message.groupMessageId === null ? 'API' : 'BATCH',
		Month: new Date(message.createdAt).toISOString().slice(0, 7).replace('-', ''),
	};
}

export const messageLogActions: ActionTable = { ListChatappMessage: listChatappMessage };
