import type { Behavior } from '../options';
import type { Channel, BusinessNumber } from './channels';
import type { Message } from './messages';
import type { Template } from './templates';

export type NotificationKind = 'inbound' | 'status' | 'audit';

/** One notification in its two documented layouts. */
export interface Notification {
	kind: NotificationKind;
	http: Record<string, unknown>;
	queue: Record<string, unknown>;
}

export interface InboundContent {
	/** "TEXT", "IMAGE", "REPLY"... as the service writes it. */
	type: string;
	/** Text for TEXT, else the fields of the type. */
	message: unknown;
	name: string;
	contextMessageId?: string;
	/** Who wrote the quoted message. */
	quotedFrom?: string;
	/** Not documented: consumers read it. */
	groupId?: string;
	/** Business-scoped user ids. */
	fromUserId?: string;
	fromParentUserId?: string;
	fromUserName?: string;
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
	sent: 'Sent',
	delivered: 'Delivered',
	read: 'Read',
	failed: 'Failed',
};

/** `Type` of the queue's layout knows only these; everything else is "none". */
const QUEUE_TYPES = new Set(['image', 'video', 'document', 'audio']);

function absentRemoved(entry: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

/**
 * ChatAppStatus. The HTTP layout has no StatusDescription, but names template and language; the
 * queue's layout is the other way round.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/chatappstatus-1
 */
export function statusNotification(
	message: Message,
	status: string,
	at: number,
	behavior: Behavior,
): Notification {
	const plus = behavior.plusInNumbers && message.channelType === 'whatsapp' ? '+' : '';
	const word = STATUS_WORDS[status] ?? status;
	const failed = status === 'failed';
	const id =
		message.groupMessageId !== null && behavior.massMessageId === 'group'
			? message.groupMessageId
			: message.id;
	const common = {
		MessageId: id,
		Timestamp: at,
		Status: word,
		MsgFrameType: message.frame,
		TaskId: message.taskId ?? id,
		OriginPhoneNumber: message.business,
		TemplateCode: message.template?.code,
		ErrorCode: message.error?.code,
		ErrorDescription: message.error?.description,
	};
	const conversation = failed
		? {}
		: {
				ConversationType: message.template?.category.toLowerCase() ?? 'service',
				ConversationId: message.conversationId,
			};
	return {
		kind: 'status',
		http: absentRemoved({
			...common,
			...conversation,
			From: plus + message.business,
			To: (isNumber(message.user) ? plus : '') + message.user,
			Type: message.type.toUpperCase(),
			Language: message.template?.language,
			TemplateName: message.template?.name,
		}),
		queue: absentRemoved({
			...common,
			...(status === 'read' ? {} : conversation),
			From: message.business,
			To: message.user,
			StatusDescription: word,
			Type: QUEUE_TYPES.has(message.type) ? message.type : 'none',
		}),
	};
}

/**
 * ChatAppStatus of a user who stopped or allowed messages, in the words of Viber's. It tells of the
 * latest message.
 */
export function subscriptionNotification(
	message: Message,
	optedOut: boolean,
	at: number,
	behavior: Behavior,
): Notification {
	const word = optedOut ? 'unsubscribe' : 'subscribe';
	const { http, queue } = statusNotification(message, word, at, behavior);
	const {
		ErrorCode: _code,
		ErrorDescription: _text,
		ConversationType: _type,
		ConversationId: _id,
		TemplateCode: _template,
		...common
	} = queue;
	const { StatusDescription: _description, ...pushed } = common;
	const rest = { MsgFrameType: 'message', Type: 'none' };
	return {
		kind: 'status',
		http: { ...pushed, From: http.From, To: http.To, ...rest },
		queue: { ...common, ...rest },
	};
}

function isNumber(user: string): boolean {
	return /^\d+$/.test(user);
}

/** ChatAppInbound; HTTP adds NoticeType. */
export function inboundNotification(
	message: Message,
	content: InboundContent,
	channel: Channel,
	number: BusinessNumber,
	behavior: Behavior,
): Notification {
	const asText =
		typeof content.message === 'string' || behavior.inboundMessage === 'object'
			? content.message
			: JSON.stringify(content.message);
	const plus = behavior.plusInNumbers && message.channelType === 'whatsapp' ? '+' : '';
	const layout = (sign: string) => ({
		MessageId: message.id,
		CustSpaceId: channel.custSpaceId,
		WabaId: channel.wabaId ?? undefined,
		From: (isNumber(message.user) ? sign : '') + message.user,
		To: sign + number.number,
		FromUserId: content.fromUserId,
		FromParentUserId: content.fromParentUserId,
		FromUserName: content.fromUserName,
		Timestamp: message.createdAt,
		DisplayName: number.verifiedName,
		Type: content.type,
		Message: asText,
		Name: content.name,
		Context: content.contextMessageId
			? { from: content.quotedFrom ?? number.number, id: content.contextMessageId }
			: undefined,
		GroupId: content.groupId,
	});
	return {
		kind: 'inbound',
		http: absentRemoved({ ...layout(plus), NoticeType: 'inbound' }),
		queue: absentRemoved(layout('')),
	};
}

/** ChatAppAudit: https://help.aliyun.com/zh/chatapp/developer-reference/chatappaudit-1 */
export function auditNotification(
	template: Template,
	channel: Channel,
	behavior: Behavior,
): Notification {
	const entry = absentRemoved({
		WabaId: channel.wabaId ?? undefined,
		TemplateCode: template.code,
		Language: template.language,
		AuditStatus: template.auditStatus,
		Reason: template.auditStatus === 'fail' ? (template.reason ?? '') : '',
		Type: behavior.auditVersion === 'v2' ? 'template' : undefined,
	});
	return { kind: 'audit', http: entry, queue: entry };
}
