import type { Action, ActionContext, ActionTable } from '../gateway/action';
import { invalid, missing, productError } from '../gateway/errors';
import { contentAppearance, EMPTY_APPEARANCE, templateAppearance } from '../world/appearance';
import { deliveryFailure, type DeliveryFailure } from '../world/delivery-outcomes';
import type { AcceptedMessage } from '../world/lifecycle';
import type { World } from '../world/world';
import { checkContent } from './content';
import { cannotFetch } from './fetched-media';
import { checkRecipient, judge, readSender, type Sender } from './sender';
import { checkUse, findTemplate, readAction, readPayloads, readValues } from './template-use';
import type { SendProblem } from './template-use';
import { breaksWhatsappLimits } from './whatsapp-limits';

/** Channels where free-form messages need an open window; Viber has none. */
const WINDOWED = new Set(['whatsapp', 'messenger', 'instagram']);

/** https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmessage */
const sendChatappMessage: Action = {
	required: ['ChannelType', 'Type', 'From', 'To'],
	qps: 250,
	handle(context) {
		const { params, world } = context;
		const sender = readSender(world, params);
		const to = params.require('To');
		const recipient = params.oneOf('RecipientType', ['individual', 'group']);
		checkRecipient(world, sender.channelType, to, recipient === 'group');
		const type = params.require('Type');
		if (type !== 'template' && type !== 'message') throw invalid('Type');
		return type === 'template'
			? sendTemplate(context, sender, to)
			: sendSession(context, sender, to);
	},
};

function common({ params }: ActionContext, sender: Sender, to: string) {
	return {
		channelType: sender.channelType,
		custSpaceId: sender.channel.custSpaceId,
		business: sender.number.number,
		user: to,
		contextMessageId: params.get('ContextMessageId') ?? null,
		groupMessageId: null,
		toGroup: params.get('RecipientType') === 'group',
		taskId: params.get('TaskId') ?? null,
	};
}

function sendTemplate(context: ActionContext, sender: Sender, to: string) {
	const { params, world } = context;
	const code = params.get('TemplateCode');
	const name = params.get('TemplateName');
	if (code === undefined && name === undefined) {
		throw productError(
			'InvalidParameter.TemplateCodeNotEmpty',
			'The TemplateCode cannot be empty.',
		);
	}
	const language = params.get('Language');
	if (language === undefined) {
		throw productError('InvalidParameter.LanguageNotEmpty', 'The Language cannot be empty.');
	}
	const values = readValues('TemplateParams', params.json('TemplateParams'));
	const payloads = readPayloads('Payload', params.json('Payload'));
	const productAction = readAction('ProductAction', params.json('ProductAction'));
	const flowAction = readAction('FlowAction', params.json('FlowAction'));
	const use = { values, payloads, productAction, flowAction };
	const { custSpaceId } = sender.channel;
	const { template, problem } = findTemplate(world, {
		...(code === undefined ? { name } : { code }),
		language,
		custSpaceId,
	});
	const mismatch = template && !problem ? checkUse(world, template, use) : null;
	const failure = judge(world, [sender.problem, problem, mismatch]);
	const message: AcceptedMessage = {
		...common(context, sender, to),
		frame: 'template',
		type: 'template',
		template: {
			code: template?.code ?? code ?? '',
			name: template?.name ?? name ?? '',
			language,
			category: template?.category ?? 'UTILITY',
		},
		content: JSON.stringify(values),
		appearance: template ? templateAppearance(template, values, payloads) : EMPTY_APPEARANCE,
	};
	return { MessageId: world.lifecycle.accept(message, failure).id };
}

function sendSession(context: ActionContext, sender: Sender, to: string) {
	const { params, world } = context;
	const text = params.get('Content');
	const { type, content } = checkContent(sender.channelType, params.get('MessageType'), text);
	const failure = judge(world, [sender.problem, closedWindow(context, sender, to)]);
	// An indicator is no message: nothing stays in the conversation and no receipt follows.
	if (type === 'typing_indicator' && content === undefined && !params.get('ContextMessageId')) {
		throw missing('ContextMessageId');
	}
	if (type === 'typing_indicator') return { MessageId: world.messages.nextId(world.now) };
	const limits = sender.channelType === 'whatsapp' ? byWhatsapp(world, type, content) : null;
	const message: AcceptedMessage = {
		...common(context, sender, to),
		frame: 'message',
		type,
		template: null,
		content: text ?? '',
		appearance: contentAppearance(type, content),
	};
	return { MessageId: world.lifecycle.accept(message, failure ?? limits).id };
}

/** What WhatsApp finds after the service took the message. */
function byWhatsapp(world: World, type: string, content: unknown): DeliveryFailure | null {
	if (breaksWhatsappLimits(type, content)) {
		return deliveryFailure('131009', 'Parameter value is not valid');
	}
	return cannotFetch(world.storage, type, content)
		? deliveryFailure('131053', 'Media upload error')
		: null;
}

function closedWindow({ world }: ActionContext, sender: Sender, to: string): SendProblem | null {
	if (!WINDOWED.has(sender.channelType)) return null;
	const { number, channel } = sender;
	const conversation = world.conversations.of(to, number.number, channel.custSpaceId);
	if (world.conversations.isOpen(conversation, world.now)) return null;
	return {
		kind: 'closedWindow',
		refusal: productError(
			'SessionWindowExpired',
			'More than 24 hours have passed since the user last wrote; send a template message.',
		),
		receipt: deliveryFailure('131047'),
	};
}

export const sendActions: ActionTable = { SendChatappMessage: sendChatappMessage };
