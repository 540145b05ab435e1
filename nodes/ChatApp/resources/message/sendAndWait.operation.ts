import { SEND_AND_WAIT_OPERATION, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import { textOf } from '../../../alibabaCloud/input/text';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
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
import { isSkipped, skipRecipientsOption } from '../../runtime/skipRecipients';
import { allowedRecipientsOption, allowedTemplatesOption } from '../../runtime/sendLimits';
import { readAnswerMedia } from '../../waiting/answerMedia';
import { beginAsking, endAsking, type Asking } from '../../waiting/asking';
import { askedElsewhere } from './askedBefore';
import { assertCanWait, heldResult, hold } from '../../waiting/hold';
import { QUESTION_CODE } from '../../waiting/codes';
import { assertNote } from '../../waiting/notes';
import { rememberQuestion } from '../../waiting/rememberQuestion';
import {
	asOutput,
	openResult,
	questionResult,
	type AskedQuestion,
} from '../../waiting/questionResult';
import { readWaitLimit, type LimitFields } from '../../waiting/waitLimit';
import type { QuestionState } from '../../waiting/waitingState';
import { askFields, SEND_AS } from './askFields';
import { askOptions, LIMIT_LABEL } from './askOptions';
import { labelOf, messageClassOption } from './messageClass';
import { prepareQuestion, type Form } from './prepareQuestion';
import {
	assertOneItem,
	readApprovers,
	readEarlier,
	readResponse,
	type ReadQuestion,
} from './readQuestion';
import { leftOut, OPTED_OUT, readEnvelope, type Envelope } from './sendCall';

/** n8n's own nodes that wait need nothing else; here nothing on the panel would tell. */
const responseNotice: INodeProperties = {
	displayName:
		'The response only arrives if a workflow with a trigger of this package receives the messages of this number and is published.',
	name: 'responseNotice',
	type: 'notice',
	default: '',
};

export const sendAndWait: SendOperation = {
	value: SEND_AND_WAIT_OPERATION,
	name: 'Send and Wait for Response',
	action: 'Send message and wait for response',
	description:
		'Ask a question and continue the execution with the response that is tapped or written in the chat',
	properties: [
		responseNotice,
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
		assertCanWait(
			functions,
			"To ask a person before the agent uses a tool, add this operation as a human review step to that tool. To write to a person, give the agent the operation 'Send'.",
		);
		assertOneItem(functions);
		const held = heldResult(functions);
		if (held !== null) return unsent(async () => await Promise.resolve(held));
		const elsewhere = askedElsewhere(context, itemIndex, 'question');
		if (elsewhere !== null) return elsewhere;
		const envelope = readEnvelope(context, itemIndex);
		const response = readResponse(functions, itemIndex);
		const notAsked = (outcome: 'optedOut' | 'skipped'): IDataObject => {
			const text = textOf(functions.getNodeParameter('message', itemIndex, ''));
			const nothing = { messageId: null, requestId: null, sentAs: SEND_AS.message };
			return openResult(askedQuestion(envelope, response, text, nothing, []), outcome);
		};
		if (await isSkipped(context, envelope.to)) {
			return leftOut({ ...OPTED_OUT, ...notAsked('optedOut') });
		}
		const approvers = readApprovers(envelope);
		const notes = readNotes(envelope);
		const limit = readLimit(context, envelope.options);
		const asking = beginAsking(functions, JSON.stringify([envelope.to, response.choices]));
		const earlier = readEarlier(envelope.options.earlierQuestions, asking.nonce);
		const asked = await prepareQuestion(context, itemIndex, envelope, response, asking);
		if ('skipReason' in asked) {
			endAsking(functions);
			return leftOut({ state: 'skipped', reason: asked.skipReason, ...notAsked('skipped') });
		}
		return {
			lane: asked.prepared.lane,
			async run() {
				const sent = (await asked.prepared.run()) as IDataObject;
				const { message, template } = asked.forms;
				const isTemplate = message === undefined || sent.sentAs === 'template';
				const form = (isTemplate ? template : message) as Form;
				const sentAs = isTemplate ? 'template' : 'message';
				const keys = [...earlier, asking.nonce];
				const question = askedQuestion(envelope, response, form.text, { ...sent, sentAs }, keys);
				const { messageId } = question;
				const reference = asking.reference(QUESTION_CODE);
				rememberQuestion({ reference, from: envelope.from, to: envelope.to, messageId });
				const state = stateOf(context, envelope, notes, response, asking, form, approvers, earlier);
				const unanswered = asOutput(questionResult(question, 'noAnswer'), state.byErrorOutput);
				const result = openResult(question, 'waiting');
				const until = limit === null ? null : Date.now() + limit;
				await hold(functions, unanswered, state, until, result);
				endAsking(functions);
				return result;
			},
		};
	},
};

/** What ends an item of which nothing is sent. */
function unsent(run: PreparedItem['run']): PreparedItem {
	return { lane: null, run };
}

type Notes = Pick<QuestionState, 'closingMessage' | 'replyToOthers'>;

/** @throws InvalidInput for a text that could not be sent when it is time. */
function readNotes({ channelType, options }: Envelope): Notes {
	const read = (given: unknown, label: string): string | null => {
		const text = optionalText(given, label) ?? null;
		assertNote(channelType, text, label);
		return text;
	};
	return {
		closingMessage: read(options.closingMessage, 'Closing Message'),
		replyToOthers: read(options.replyToOthers, 'Reply to Others'),
	};
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
	text: string,
	{ messageId, requestId, sentAs }: IDataObject,
	keys: string[],
): AskedQuestion {
	return {
		keys,
		messageId: messageId as string | null,
		...{ text, kind, choices: [...choices], to, from },
		...{ channelId: channel, channelType, sentAs: sentAs as string },
		requestId: requestId as string | null,
		askedAt: new Date().toISOString(),
	};
}

function stateOf(
	{ functions }: OperationContext,
	{ channelType, channel, from, to, options }: Envelope,
	notes: Notes,
	{ kind, choices, takesText }: ReadQuestion,
	{ nonce, execution }: Asking,
	{ offered, shown }: Form,
	approvers: readonly string[],
	earlier: readonly string[],
): QuestionState {
	const isGroup = options.recipientType === 'group';
	return {
		waitsFor: 'answer',
		...{ nonce, execution, earlier, kind, choices, shown, offered, takesText, approvers },
		conversation: {
			...{ channelType, channelId: channel, from, to, isGroup },
			label: labelOf(channelType, options.label) ?? null,
		},
		...notes,
		media: readAnswerMedia(options),
		byErrorOutput: functions.getNode().onError === 'continueErrorOutput',
	};
}
