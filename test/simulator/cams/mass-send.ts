import type { Action, ActionContext, ActionTable } from '../gateway/action';
import { invalid, missing, productError, ServiceError } from '../gateway/errors';
import { isRecord } from '../gateway/params';
import { templateAppearance } from '../world/appearance';
import { deliveryFailure, type DeliveryFailure } from '../world/delivery-outcomes';
import type { Template } from '../world/templates';
import { checkRecipient, judge, readSender, type Sender } from './sender';
import { checkUse, findTemplate, readAction, readPayloads, readValues } from './template-use';
import type { World } from '../world/world';

const MOST_RECIPIENTS = 1_000;

/**
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-sendchatappmassmessage
 * The answer never tells of single recipients: what is wrong with one shows in its receipt.
 */
const sendChatappMassMessage: Action = {
	required: ['ChannelType', 'From', 'Language'],
	qps: 10,
	handle(context) {
		const { params, world } = context;
		const sender = readSender(world, params);
		const recipients = params.array('SenderList');
		if (recipients === undefined) throw missing('SenderList');
		if (recipients.length === 0 || recipients.length > MOST_RECIPIENTS) throw invalid('SenderList');
		const code = params.get('TemplateCode');
		const name = params.get('TemplateName');
		if (code === undefined && name === undefined) {
			throw productError(
				'InvalidParameter.TemplateCodeNotEmpty',
				'The TemplateCode cannot be empty.',
			);
		}
		const { template, problem } = findTemplate(world, {
			...(code === undefined ? { name } : { code }),
			language: params.require('Language'),
			custSpaceId: sender.channel.custSpaceId,
		});
		const failure = judge(world, [sender.problem, problem]);
		// Without a template there is nothing to send; a real receipt could not name it either.
		if (!template) throw problem?.refusal ?? invalid('TemplateCode');
		const groupMessageId = world.messages.nextId(world.now);
		for (const given of recipients) {
			if (!isRecord(given)) throw invalid('SenderList');
		}
		for (const given of recipients) {
			if (isRecord(given)) sendOne(context, { sender, template, groupMessageId, given, failure });
		}
		return { GroupMessageId: groupMessageId };
	},
};

function sendOne(
	{ params, world }: ActionContext,
	one: {
		sender: Sender;
		template: Template;
		groupMessageId: string;
		given: Record<string, unknown>;
		failure: DeliveryFailure | null;
	},
): void {
	const { sender, template, groupMessageId, given } = one;
	const to = typeof given.To === 'string' ? given.To : '';
	const values = readValues('SenderList', given.TemplateParams);
	const payloads = readPayloads('SenderList', given.Payload);
	const productAction = readAction('SenderList', given.ProductAction);
	const flowAction = readAction('SenderList', given.FlowAction);
	const failure =
		one.failure ??
		(isRecipient(world, sender, to, given.RecipientType === 'group')
			? null
			: deliveryFailure('131026')) ??
		checkUse(world, template, { values, payloads, productAction, flowAction })?.receipt ??
		null;
	world.lifecycle.accept(
		{
			channelType: sender.channelType,
			custSpaceId: sender.channel.custSpaceId,
			business: sender.number.number,
			user: to,
			frame: 'template',
			type: 'template',
			template: {
				code: template.code,
				name: template.name,
				language: template.language,
				category: template.category,
			},
			content: JSON.stringify(values),
			appearance: templateAppearance(template, values, payloads),
			contextMessageId: null,
			groupMessageId,
			toGroup: given.RecipientType === 'group',
			taskId: params.get('TaskId') ?? null,
		},
		failure,
	);
}

function isRecipient(world: World, sender: Sender, to: string, group: boolean): boolean {
	try {
		checkRecipient(world, sender.channelType, to, group);
		return to !== '';
	} catch (error) {
		if (error instanceof ServiceError) return false;
		throw error;
	}
}

export const massSendActions: ActionTable = { SendChatappMassMessage: sendChatappMassMessage };
