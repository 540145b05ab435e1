import {
	assertCount,
	assertLength,
	channelParameter,
	choiceParameter,
	formed,
	ownNumberParameter,
	textParameter,
	WEB_ADDRESS,
	type CallParameter,
} from '../../fields/parameter';
import { pictureField, pictureLink, uploadPicture } from '../../fields/picture';
import { updateFields } from '../../fields/reading';
import { confirmation, singleCall } from '../../calls/singleCall';

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/business-profiles */
const LIMITS = Object.freeze({
	about: 139,
	address: 256,
	description: 512,
	email: 128,
	websites: 2,
	website: 256,
} as const);

const VERTICALS = [
	{ name: 'Apparel', value: 'APPAREL' },
	{ name: 'Automotive', value: 'AUTO' },
	{ name: 'Beauty', value: 'BEAUTY' },
	{ name: 'Education', value: 'EDU' },
	{ name: 'Entertainment', value: 'ENTERTAIN' },
	{ name: 'Event Planning', value: 'EVENT_PLAN' },
	{ name: 'Finance', value: 'FINANCE' },
	{ name: 'Government', value: 'GOVT' },
	{ name: 'Grocery', value: 'GROCERY' },
	{ name: 'Health', value: 'HEALTH' },
	{ name: 'Hotel', value: 'HOTEL' },
	{ name: 'Nonprofit', value: 'NONPROFIT' },
	{ name: 'Other', value: 'OTHER' },
	{ name: 'Professional Services', value: 'PROF_SERVICES' },
	{ name: 'Restaurant', value: 'RESTAURANT' },
	{ name: 'Retail', value: 'RETAIL' },
	{ name: 'Travel', value: 'TRAVEL' },
];

const websites: CallParameter = {
	sentAs: 'Websites',
	property: {
		displayName: 'Websites',
		name: 'websites',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com, https://shop.example.com',
		description: `Up to ${LIMITS.websites} URLs. Separate multiple values with commas.`,
	},
	read(given) {
		const links = (Array.isArray(given) ? given.map(String) : String(given ?? '').split(','))
			.map((link) => link.trim())
			.filter((link) => link !== '');
		assertCount(links.length, 'Websites', LIMITS.websites);
		for (const link of links) {
			assertLength(link, 'Websites', LIMITS.website);
			formed(link, 'Websites', WEB_ADDRESS);
		}
		return links;
	},
};

export const updateProfile = singleCall({
	value: 'updateProfile',
	holdsFiles: true,
	name: 'Update Profile',
	action: 'Update profile of phone number',
	description: 'Update the business profile shown to users in WhatsApp',
	calls: 'ModifyPhoneBusinessProfile',
	parameters: [channelParameter, ownNumberParameter()],
	added: updateFields(
		[
			textParameter(
				'About',
				{
					displayName: 'About',
					name: 'about',
					placeholder: 'e.g. Open 9 AM to 6 PM',
					description: `The text shown below the name, up to ${LIMITS.about} characters`,
				},
				{ longest: LIMITS.about },
			),
			textParameter(
				'Address',
				{
					displayName: 'Address',
					name: 'address',
					placeholder: 'e.g. 1 Raffles Place, Singapore',
					description: `The postal address, up to ${LIMITS.address} characters`,
				},
				{ longest: LIMITS.address },
			),
			textParameter(
				'Description',
				{
					displayName: 'Description',
					name: 'description',
					placeholder: 'e.g. Shoes made to measure',
					description: `The description of the business, up to ${LIMITS.description} characters`,
				},
				{ longest: LIMITS.description },
			),
			textParameter(
				'Email',
				{
					displayName: 'Email',
					name: 'email',
					placeholder: 'e.g. name@email.com',
					description: `The contact email address, up to ${LIMITS.email} characters`,
				},
				{ longest: LIMITS.email, pattern: /^[^\s@]+@[^\s@]+$/, wanted: 'an email address' },
			),
			choiceParameter('Vertical', {
				displayName: 'Industry',
				name: 'vertical',
				options: VERTICALS,
				default: 'OTHER',
				description: 'The industry of the business',
			}),
			pictureLink('ProfilePictureUrl'),
			websites,
		],
		[pictureField],
	),
	complete: async (context, itemIndex, sent) =>
		await uploadPicture(context, itemIndex, 'updateFields', 'ProfilePictureUrl', sent),
	result: (answer) => confirmation(answer, { updated: true }, Object.keys(answer.sent)),
});
