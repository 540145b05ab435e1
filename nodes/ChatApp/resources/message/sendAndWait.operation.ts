import { SEND_AND_WAIT_OPERATION, type IDataObject } from 'n8n-workflow';

import { InvalidInput, optionalText, requiredText } from '../../../alibabaCloud/input/invalidInput';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { isWindowRefusal } from '../../calls/windowFallback';
import { channelTypeField } from '../../fields/channelType';
import { senderFields } from '../../fields/locators';
import { readMoment } from '../../fields/moment';
import {
	defaultCountryOption,
	replyToOption,
	taskIdOption,
	toFields,
} from '../../fields/recipient';
import { sendOptions } from '../../fields/sendOptions';
import { valueOptions } from '../../fields/templateVariables';
import { optionsField } from '../../runtime/options';
import type { OperationContext, PreparedItem, SendOperation } from '../../runtime/operation';
import { resendUnknownOption } from '../../runtime/resendUnknown';
import { skipRecipientsOption } from '../../runtime/skipRecipients';
import { allowedRecipientsOption, allowedTemplatesOption } from '../../runtime/sendLimits';
import { renderTemplate } from '../../templates/render';
import { readAnswerMedia } from '../../waiting/answerMedia';
import { beginAsking, endAsking, taskIdOf, type Asking } from '../../waiting/asking';
import { assertSameExecution } from './askedBefore';
import { hold } from '../../waiting/hold';
import { QUESTION_CODE } from '../../waiting/codes';
import { rememberQuestion } from '../../waiting/rememberQuestion';
import { questionContent } from '../../waiting/questionContent';
import { asOutput, questionResult, type AskedQuestion } from '../../waiting/questionResult';
import { readWaitLimit, type LimitFields } from '../../waiting/waitLimit';
import type { Offered, QuestionState } from '../../waiting/waitingState';
import { askFields, SEND_AS } from './askFields';
import { askOptions, LIMIT_LABEL } from './askOptions';
import { labelOf, messageClassOption } from './messageClass';
import {
	assertOneItem,
	readApprovers,
	readEarlier,
	readResponse,
	type ReadQuestion,
} from './readQuestion';
import { prepareMessage, prepareSkipped, readEnvelope, type Envelope } from './sendCall';
import { readTemplateMessage } from './templateMessage';
import { templateButtons } from './templateQuestion';

export const sendAndWait: SendOperation = {
	value: SEND_AND_WAIT_OPERATION,
	name: 'Send and Wait for Response',
	action: 'Send message and wait for response',
	description:
		'Ask a question and continue the execution with the response that is tapped or written in the chat',
	properties: [
		channelTypeField('The chat app to send the question with'),
		channelLocator,
		...senderFields(),
		...toFields(),
		...askFields,
		optionsField([
			...askOptions,
			...sendOptions,
			...valueOptions,
			allowedRecipientsOption,
			allowedTemplatesOption,
			defaultCountryOption,
			messageClassOption,
			replyToOption,
			resendUnknownOption,
			skipRecipientsOption,
			taskIdOption,
		]),
	],
	async prepare(context, itemIndex) {
		const { functions } = context;
		assertOneItem(functions);
		const envelope = readEnvelope(context, itemIndex);
		const skipped = await prepareSkipped(context, envelope);
		if (skipped) return skipped;
		const response = readResponse(functions, itemIndex);
		const approvers = readApprovers(envelope);
		const limit = readLimit(context, envelope.options);
		const asking = beginAsking(functions, JSON.stringify([envelope.to, response.choices]));
		assertSameExecution(context, asking, itemIndex);
		const earlier = readEarlier(envelope.options.earlierQuestions, asking.nonce);
		const ways = await readWays(context, itemIndex, envelope, response, asking);
		const [first] = ways;
		return {
			lane: first.prepared.lane,
			async run() {
				const { sent, way } = await sendFirst(ways);
				const question = askedQuestion(envelope, response, way, sent, [...earlier, asking.nonce]);
				const { messageId } = question;
				const reference = asking.reference(QUESTION_CODE);
				rememberQuestion({ reference, from: envelope.from, to: envelope.to, messageId });
				const state = stateOf(context, envelope, response, asking, way, approvers, earlier);
				const unanswered = asOutput(questionResult(question, 'noAnswer'), state.byErrorOutput);
				endAsking(functions);
				await hold(functions, unanswered, state, limit === null ? null : Date.now() + limit);
				return questionResult(question, 'waiting');
			},
		};
	},
};

/** One way to send the question. */
interface Way {
	readonly sentAs: 'message' | 'template';
	readonly prepared: PreparedItem;
	readonly text: string;
	readonly offered: Offered;
	readonly shown: readonly string[];
}

/** The ways to send a question, the second one for a window that is closed. */
async function readWays(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	response: ReadQuestion,
	asking: Asking,
): Promise<[Way, ...Way[]]> {
	const { functions } = context;
	const taskId = taskIdOf(asking.reference(QUESTION_CODE), optionalText(envelope.options.taskId));
	const own: Envelope = { ...envelope, options: { ...envelope.options, taskId } };
	const sendAs =
		envelope.channelType === 'whatsapp'
			? functions.getNodeParameter('sendAs', itemIndex, SEND_AS.message)
			: SEND_AS.message;
	if (sendAs === SEND_AS.template) {
		return [await templateWay(context, itemIndex, own, response, asking)];
	}
	const message = messageWay(context, itemIndex, own, response, asking);
	return sendAs === SEND_AS.automatic
		? [message, await templateWay(context, itemIndex, own, response, asking)]
		: [message];
}

function messageWay(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	{ choices, labelFields }: ReadQuestion,
	asking: Asking,
): Way {
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
			listButton: optionalText(options.listButton) ?? 'Choose',
			mayShorten: (options.longMessages ?? (isReview ? 'shorten' : 'fail')) === 'shorten',
		},
		(index) => asking.reference(String(index)),
	);
	const label = labelOf(channelType, options.label);
	const message = { Type: 'message', ...content, Label: label };
	const prepared = prepareMessage(context, itemIndex, envelope, { message });
	return { sentAs: 'message', prepared, text, offered, shown: [] };
}

async function templateWay(
	context: OperationContext,
	itemIndex: number,
	envelope: Envelope,
	{ choices }: ReadQuestion,
	asking: Asking,
): Promise<Way> {
	const checked = await readTemplateMessage(context, itemIndex, envelope);
	if ('skipReason' in checked) {
		throw new InvalidInput(
			`The question cannot be asked: ${checked.skipReason}`,
			"Fill in the variables of the template, or set the option 'Empty Values' to 'Use Default Text'.",
		);
	}
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
	const prepared = prepareMessage(context, itemIndex, envelope, { message });
	const text = renderTemplate(template, filled).text;
	return { sentAs: 'template', prepared, text, offered: 'template', shown: buttons.shown };
}

/** Sends the question the first way, and the next one where the service refuses a closed window. */
async function sendFirst([first, second]: readonly [Way, ...Way[]]): Promise<{
	sent: IDataObject;
	way: Way;
}> {
	const sentBy = async (way: Way): Promise<{ sent: IDataObject; way: Way }> => {
		return { sent: (await way.prepared.run()) as IDataObject, way };
	};
	return await sentBy(first).catch(async (error: unknown) => {
		if (second && isWindowRefusal(error)) return await sentBy(second);
		throw error;
	});
}

function readLimit({ functions }: OperationContext, { limitWaitTime }: IDataObject): number | null {
	const { values } = (limitWaitTime ?? {}) as { values?: LimitFields };
	if (!values) return null;
	const until = (given: unknown, label: string): number => readMoment(functions, given, label);
	return readWaitLimit(values, LIMIT_LABEL, Date.now(), until);
}

function askedQuestion(
	{ channelType, channel, from, to }: Envelope,
	{ kind, choices }: ReadQuestion,
	{ sentAs, text }: Way,
	{ messageId, requestId }: IDataObject,
	keys: string[],
): AskedQuestion {
	return {
		keys,
		messageId: messageId as string | null,
		...{ text, kind, choices: [...choices], to, from },
		...{ channelId: channel, channelType, sentAs },
		requestId: requestId as string | null,
		askedAt: new Date().toISOString(),
	};
}

function stateOf(
	{ functions }: OperationContext,
	{ channelType, channel, from, to, options }: Envelope,
	{ kind, choices, takesText }: ReadQuestion,
	{ nonce, execution }: Asking,
	{ offered, shown }: Way,
	approvers: readonly string[],
	earlier: readonly string[],
): QuestionState {
	const isGroup = options.recipientType === 'group';
	return {
		waitsFor: 'answer',
		...{ nonce, execution, earlier, kind, choices, shown, offered, takesText, approvers },
		conversation: { channelType, channelId: channel, from, to, isGroup },
		replyToOthers: optionalText(options.replyToOthers) ?? null,
		closingMessage: optionalText(options.closingMessage) ?? null,
		media: readAnswerMedia(options),
		byErrorOutput: functions.getNode().onError === 'continueErrorOutput',
	};
}
