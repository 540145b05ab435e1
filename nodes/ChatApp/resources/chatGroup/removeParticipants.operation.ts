import { requiredText } from '../../../alibabaCloud/input/invalidInput';
import { phoneDigits } from '../../../alibabaCloud/input/phoneNumber';
import { SEPARATORS } from '../../../alibabaCloud/input/textList';
import type { CallParameter } from '../../fields/parameter';
import { echo, singleCall } from '../../calls/singleCall';
import { requestIdOf } from '../../runtime/results';
import { GROUPS_OF, oneGroup } from './groupFields';

const LABEL = 'Participant Numbers';

const participants: CallParameter = {
	sentAs: 'List',
	property: {
		displayName: LABEL,
		name: 'participantNumbers',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +6591230001, +60123450002',
		description:
			"The members' phone numbers with country code. Separate multiple values with commas.",
	},
	read(given) {
		const numbers: unknown[] = Array.isArray(given)
			? given
			: requiredText(given, LABEL).split(SEPARATORS);
		const filled = numbers.map((number) => String(number).trim()).filter(Boolean);
		if (filled.length === 0) requiredText('', LABEL);
		return filled.map((number) => ({ ParticipantNumber: phoneDigits(number, LABEL, '') }));
	},
};

export const removeParticipants = singleCall({
	value: 'removeParticipants',
	name: 'Remove Participants',
	action: 'Remove participants of chat group',
	description: 'Remove members from a group. They can rejoin with the invite link.',
	calls: 'DeleteChatGroupParticipants',
	parameters: [...oneGroup, participants],
	complete: () => GROUPS_OF,
	result: ({ envelope, sent }) => ({
		removed: true,
		participants: (sent.List as Array<{ ParticipantNumber: string }>).map(
			({ ParticipantNumber }) => ParticipantNumber,
		),
		...echo(sent, ['GroupId', 'BusinessNumber']),
		requestId: requestIdOf(envelope),
	}),
});
