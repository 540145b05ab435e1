import type { FilledTemplate } from '../../templates/payload';
import { presentParts } from '../../templates/presentParts';
import { renderTemplate } from '../../templates/render';
import { channelTypeField, TEMPLATE_CHANNELS } from '../../fields/channelType';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import {
	approvedTemplateLocator,
	optionalLanguageLocator,
	senderFields,
} from '../../fields/locators';
import { optionsField } from '../../runtime/options';
import {
	defaultCountryOption,
	replyToOption,
	taskIdOption,
	toFields,
} from '../../fields/recipient';
import { allowedRecipientsOption } from '../../runtime/sendLimits';
import { idempotencyKeyOption } from '../../runtime/idempotency';
import { resendUnknownOption } from '../../runtime/resendUnknown';
import { settledBefore, settledItem } from '../../runtime/sendOnce';
import { skipRecipientsOption } from '../../runtime/skipRecipients';
import { sendOptions } from '../../fields/sendOptions';
import { variablesField } from '../../fields/templateVariables';
import { templateOptions } from './closedWindow';
import type { SendOperation } from '../../runtime/operation';
import { headerMediaOption, uploadHeaderMedia, withoutStandIn } from './headerMedia';
import { deliveryOptions } from './deliveryOptions';
import { withDeliveryWait } from './deliveryWait';
import { labelOf, messageClassOption } from './messageClass';
import {
	leftOut,
	prepareMessage,
	prepareSkipped,
	readEnvelope,
	type CheckedMessage,
	type MessageParameters,
} from './sendCall';
import { readTemplateMessage } from './templateMessage';

export const sendTemplate: SendOperation = {
	value: 'sendTemplate',
	name: 'Send Template',
	action: 'Send template message',
	description: 'Send an approved template, for example to start a conversation',
	builderHint:
		'The way to write first. The template has to be approved; it decides which variables there are.',
	properties: [
		channelTypeField('The chat app to send the message with', TEMPLATE_CHANNELS),
		channelLocator,
		...senderFields(TEMPLATE_CHANNELS),
		...toFields(TEMPLATE_CHANNELS),
		approvedTemplateLocator,
		optionalLanguageLocator,
		variablesField,
		optionsField([
			allowedRecipientsOption,
			...templateOptions,
			defaultCountryOption,
			headerMediaOption,
			messageClassOption,
			...deliveryOptions,
			...sendOptions,
			idempotencyKeyOption,
			replyToOption,
			resendUnknownOption,
			skipRecipientsOption,
			taskIdOption,
		]),
	],
	async prepare(context, itemIndex) {
		const envelope = readEnvelope(context, itemIndex);
		const earlier = settledBefore(context, itemIndex);
		// Who opted out since an earlier try got the message all the same.
		const skipped = earlier ? null : await prepareSkipped(context, envelope);
		if (skipped) return skipped;
		const { channel, channelType, from, to, options } = envelope;
		const checked = await readTemplateMessage(context, itemIndex, envelope);
		if ('skipReason' in checked) {
			const known = { to, from, channelId: channel, channelType };
			if (earlier) return settledItem(context, itemIndex, earlier, known);
			return leftOut({ reason: checked.skipReason, messageId: null, ...known });
		}
		const { code, language, template, media } = checked;
		const label = labelOf(channelType, options.label);
		const messageWith = (filled: FilledTemplate): MessageParameters => ({
			Type: 'template',
			TemplateCode: code,
			Language: language,
			Label: label,
			...filled,
		});

		let shown = withoutStandIn(checked);
		const checkedMessage: CheckedMessage = {
			message: messageWith(checked.filled),
			...(media && {
				file: media.facts,
				async upload() {
					shown = await uploadHeaderMedia(context, itemIndex, channel, checked);
					return messageWith(shown);
				},
			}),
			more: () => ({
				adjustedVariables: [...checked.adjusted],
				rendered: presentParts(renderTemplate(template, shown)),
			}),
		};
		return withDeliveryWait(context, itemIndex, envelope, (own) =>
			prepareMessage(context, itemIndex, own, checkedMessage),
		);
	},
};
