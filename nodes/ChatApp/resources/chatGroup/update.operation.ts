import { pictureField, pictureLink, uploadPicture } from '../../fields/picture';
import { updateFields } from '../../fields/reading';
import { confirmation, singleCall } from '../../calls/singleCall';
import { groupDescription, GROUPS_OF, newSubject, oneGroup } from './groupFields';

export const update = singleCall({
	value: 'update',
	holdsFiles: true,
	name: 'Update',
	action: 'Update chat group',
	description: 'Update the subject, description or picture of a group',
	calls: 'UpdateChatGroup',
	parameters: oneGroup,
	added: updateFields(
		[newSubject, groupDescription, pictureLink('ProfilePictureFile')],
		[pictureField],
	),
	complete: async (context, itemIndex, sent) => ({
		...GROUPS_OF,
		...(await uploadPicture(context, itemIndex, 'updateFields', 'ProfilePictureFile', sent)),
	}),
	result: (answer) =>
		confirmation(answer, { updated: true }, [
			'GroupId',
			'BusinessNumber',
			'Subject',
			'Description',
			'ProfilePictureFile',
		]),
});
