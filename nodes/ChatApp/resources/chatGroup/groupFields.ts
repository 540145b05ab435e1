import {
	channelParameter,
	locatorParameter,
	ownNumberParameter,
	textParameter,
	type CallParameter,
	type TextForm,
} from '../../fields/parameter';
import { groupLocator } from '../../fields/managementLocators';

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference */
const LIMITS = Object.freeze({ subject: 128, description: 2048 } as const);

/** The only channel whose groups have documented actions. */
export const GROUPS_OF = Object.freeze({ ChannelType: 'WHATSAPP' } as const);

export const groupOwner: readonly CallParameter[] = [
	channelParameter,
	ownNumberParameter('BusinessNumber'),
];

export const oneGroup: readonly CallParameter[] = [
	...groupOwner,
	locatorParameter('GroupId', groupLocator),
];

const SUBJECT = {
	displayName: 'Subject',
	name: 'subject',
	placeholder: 'e.g. Acme friends',
	description: `The title of the group, up to ${LIMITS.subject} characters`,
} as const;

const SUBJECT_FORM: TextForm = { longest: LIMITS.subject };

export const requiredSubject = textParameter(
	'Subject',
	{ ...SUBJECT, required: true },
	SUBJECT_FORM,
);
export const newSubject = textParameter('Subject', SUBJECT, SUBJECT_FORM);

export const groupDescription = textParameter(
	'Description',
	{
		displayName: 'Group Description',
		name: 'groupDescription',
		placeholder: 'e.g. News for regular customers',
		description: `The description of the group, up to ${LIMITS.description} characters`,
	},
	{ longest: LIMITS.description },
);
