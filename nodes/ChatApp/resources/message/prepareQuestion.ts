import { optionalText, requiredText } from '../../../alibabaCloud/input/invalidInput';
import { taskIdOption } from '../../fields/recipient';
import type { OperationContext, PreparedItem } from '../../runtime/operation';
import { renderTemplate } from '../../templates/render';
import { taskIdOf, type Asking } from '../../waiting/asking';
import { QUESTION_CODE } from '../../waiting/codes';
import { questionContent } from '../../waiting/questionContent';
import type { Offered } from '../../waiting/waitingState';
import { SEND_AS } from './askFields';
import { labelOf } from './messageClass';
import type { ReadQuestion } from './readQuestion';
import { prepareMessage, type Envelope, type MessageParameters } from './sendCall';
import { readTemplateMessage } from './templateMessage';
import { templateButtons } from './templateQuestion';

/** A form in which the question can be sent. */
export interface Form {
	readonly message: MessageParameters;
	readonly text: string;
	readonly offered: Offered;
	/** Labels on the phone, where they are others than those of the choices. */
	readonly shown: readonly string[];
}

/** The question ready to be sent, and the forms that it can have. */
export interface PreparedQuestion {
	readonly prepared: PreparedItem;
	readonly forms: Readonly<Partial<Record<'message' | 'template', Form>>>;
}

/**
 * Reads and checks every form that the question can have: one that is needed only for a closed window
 * must not fail when the message is out.
 *
 * @throws InvalidInput that names the field.
 */
export async function prepareQuestion(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	response: ReadQuestion,
	asking: Asking,
): Promise<PreparedQuestion | { readonly skipReason: string }> {
	const { functions } = context;
	const taskId = taskIdOf(
		asking.reference(QUESTION_CODE),
		optionalText(envelope.options.taskId, taskIdOption.displayName),
	);
	const own: Envelope = { ...envelope, options: { ...envelope.options, taskId } };
	const isWhatsapp = envelope.channelType === 'whatsapp';
	const sendAs = isWhatsapp
		? functions.getNodeParameter('sendAs', itemIndex, SEND_AS.message)
		: SEND_AS.message;
	const template =
		sendAs === SEND_AS.message
			? undefined
			: await templateForm(context, itemIndex, own, response, asking);
	if (template && 'skipReason' in template) return template;
	if (template && sendAs === SEND_AS.template) {
		const prepared = prepareMessage(context, itemIndex, own, { message: template.message });
		return { prepared, forms: { template } };
	}
	const message = messageForm(context, itemIndex, own, response, asking);
	const closedWindow = template ? { message: template.message, more: {} } : null;
	const checked = { message: message.message, closedWindow };
	const prepared = prepareMessage(context, itemIndex, own, checked);
	return { prepared, forms: { message, ...(template && { template }) } };
}

function messageForm(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	{ choices, labelFields, choicesField }: ReadQuestion,
	asking: Asking,
): Form {
	const { functions } = context;
	const { channelType, options } = envelope;
	const isReview = functions.getNode().type.endsWith('HitlTool');
	const { offered, text, ...content } = questionContent(
		{
			channelType,
			isGroup: options.recipientType === 'group',
			text: requiredText(functions.getNodeParameter('message', itemIndex, ''), 'Message'),
			choices,
			labelFields,
			choicesField,
			listButton: optionalText(options.listButton, 'List Button Text') ?? 'Choose',
			mayShorten: (options.longMessages ?? (isReview ? 'shorten' : 'fail')) === 'shorten',
		},
		(index) => asking.reference(String(index)),
	);
	const label = labelOf(channelType, options.label);
	const message = { Type: 'message', ...content, Label: label };
	return { message, text, offered, shown: [] };
}

async function templateForm(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	{ choices }: ReadQuestion,
	asking: Asking,
): Promise<Form | { readonly skipReason: string }> {
	const checked = await readTemplateMessage(context, itemIndex, envelope);
	if ('skipReason' in checked) return checked;
	const { code, language, template, filled } = checked;
	const buttons = templateButtons(template, choices);
	const Payload =
		choices.length > 0
			? buttons.choices.map((choice) => asking.reference(String(choice)))
			: undefined;
	const message = {
		Type: 'template',
		TemplateCode: code,
		Language: language,
		...filled,
		Payload,
	};
	const text = renderTemplate(template, filled).text;
	return { message, text, offered: 'template', shown: buttons.shown };
}
