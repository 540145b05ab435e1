import { isNo } from '../../../alibabaCloud/client/answer';
import { channelParameter, ownNumberParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';

export const deleteUsername = singleCall({
	value: 'deleteUsername',
	name: 'Delete Username',
	action: 'Delete username of phone number',
	description: 'Delete the username of a phone number. Others can then request it.',
	calls: 'DeleteWhatsappUserName',
	parameters: [channelParameter, ownNumberParameter()],
	judge: ({ envelope }) =>
		isNo(envelope.Data)
			? {
					code: '',
					message: 'The username was not deleted',
					advice: "Check with 'Get Username' that the phone number has one.",
				}
			: null,
	result: (answer) => confirmation(answer, { deleted: true }, ['CustSpaceId', 'PhoneNumber']),
});
