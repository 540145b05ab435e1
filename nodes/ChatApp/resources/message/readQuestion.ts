import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidInput, optionalText } from '../../../alibabaCloud/input/invalidInput';
import { defaultCountryOption } from '../../fields/recipient';
import { readRecipient } from '../../messages/recipient';
import { textList } from '../../../alibabaCloud/input/textList';
import { textOf } from '../../../alibabaCloud/input/text';
import { isNonce, offersSame } from '../../waiting/asking';
import { choicesFromData, type Choice } from '../../waiting/choices';
import { comparablePerson } from '../../waiting/people';
import type { QuestionKind } from '../../waiting/waitingState';
import { APPROVERS_LABEL, EARLIER_LABEL } from './askOptions';
import type { Envelope } from './sendCall';
import { entriesOf, readJson, someText } from './types/values';

/** What the fields of a question hold. */
export interface ReadQuestion {
	readonly kind: QuestionKind;
	readonly choices: readonly Choice[];
	readonly labelFields: readonly string[];
	/** The field that holds the choices. */
	readonly choicesField: string;
	readonly takesText: boolean;
}

/**
 * How a person can respond.
 *
 * @throws InvalidInput that names the field.
 */
export function readResponse(functions: IExecuteFunctions, itemIndex: number): ReadQuestion {
	const read = (name: string, fallback: unknown): unknown =>
		functions.getNodeParameter(name, itemIndex, fallback as IDataObject);
	const kind = kindOf(read('responseType', 'approval'));
	if (kind === 'freeText') {
		return { kind, choices: [], labelFields: [], choicesField: '', takesText: true };
	}
	if (kind === 'approval') return approval(read('approvalOptions.values', {}));
	const takesText = read('acceptText', false) === true;
	const isData = read('choicesMode', 'fields') === 'data';
	const choicesField = isData ? 'Choices (Array)' : 'Choices';
	const choices = isData
		? choicesFromData(readJson(read('choicesData', ''), choicesField), choicesField)
		: entriesOf(read('choices', {}), 'choice').map(toChoice);
	if (choices.length === 0) {
		throw new InvalidInput(
			`'${choicesField}' has no entries`,
			"Add choices, or use the response type 'Free Text'. If it is an expression, check that the input item has the array.",
		);
	}
	const labelFields = choices.map((_, index) =>
		isData ? `Label ${index + 1} in ${choicesField}` : `Label of choice ${index + 1}`,
	);
	return { kind, choices, labelFields, choicesField, takesText };
}

/** What is no option was refused as it was read, but for an empty value. */
function kindOf(given: unknown): QuestionKind {
	if (given) return given as QuestionKind;
	throw new InvalidInput(
		`'Response Type' is not known: ${String(given)}`,
		"Choose 'Response Type' again.",
	);
}

function approval(given: unknown): ReadQuestion {
	const values = (typeof given === 'object' && given !== null ? given : {}) as IDataObject;
	const label = (name: string, usual: string): string =>
		values[name] === undefined ? usual : textOf(values[name]);
	const yes = { label: label('approveLabel', 'Approve'), value: 'approve' };
	const no = { label: label('disapproveLabel', 'Decline'), value: 'disapprove' };
	return {
		kind: 'approval',
		choices: values.approvalType === 'double' ? [yes, no] : [yes],
		labelFields: ['Approve Button Label', 'Disapprove Button Label'],
		choicesField: '',
		takesText: true,
	};
}

function toChoice({ label, value, description }: IDataObject): Choice {
	const shown = textOf(label);
	const below = someText(description);
	return { label: shown, value: someText(value) ?? shown, ...(below && { description: below }) };
}

/**
 * Who may answer; an empty list without the option.
 *
 * @throws InvalidInput for a list that nobody could answer by.
 */
export function readApprovers({ channelType, to, options }: Envelope): string[] {
	if (!Object.hasOwn(options, 'approvers')) return [];
	const country = optionalText(options.defaultCountry, defaultCountryOption.displayName) ?? '';
	const approvers = textList(options.approvers).map((entry) =>
		readRecipient(channelType, entry, APPROVERS_LABEL, country),
	);
	if (approvers.length === 0) {
		throw new InvalidInput(
			`The option '${APPROVERS_LABEL}' is empty, so nobody could answer`,
			`Fill in '${APPROVERS_LABEL}', or remove the option. If it is an expression, check that it returns text or a list.`,
		);
	}
	const isGroup = options.recipientType === 'group';
	const recipient = comparablePerson(to);
	if (isGroup || approvers.some((one) => comparablePerson(one) === recipient)) return approvers;
	throw new InvalidInput(
		`'To' is not one of the '${APPROVERS_LABEL}', so nobody could answer: ${to}`,
		`Send the question to an approver, or add the recipient to '${APPROVERS_LABEL}'.`,
	);
}

/**
 * Earlier questions whose answers count.
 *
 * @param nonce of the new question.
 * @throws InvalidInput for what is no ID of a question, and for questions with other choices.
 */
export function readEarlier(given: unknown, nonce: string): string[] {
	const ids = textList(given).filter((id) => id !== nonce);
	const strange = ids.find((id) => !isNonce(id));
	if (strange !== undefined) {
		throw new InvalidInput(
			`'${EARLIER_LABEL}' is not the key of a question: ${strange.slice(0, 100)}`,
			'Use question.keys of the result of the earlier question.',
		);
	}
	if (ids.every((id) => offersSame(id, nonce))) return ids.slice(-MOST_EARLIER);
	throw new InvalidInput(
		`The questions in '${EARLIER_LABEL}' have other choices or another recipient`,
		`Ask with the same choices, in the same order, or remove '${EARLIER_LABEL}'.`,
	);
}

const MOST_EARLIER = 50;

/** @throws InvalidInput for more than one item, since an execution waits for one thing at a time. */
export function assertOneItem(functions: IExecuteFunctions): void {
	const count = functions.getInputData().length;
	if (count === 1) return;
	throw new InvalidInput(
		`The node can wait for one item only, but has ${count}`,
		"Put the node behind 'Loop Over Items' with a batch size of 1, or into a sub-workflow that runs once for each item.",
	);
}
