import type { MessageType } from './messageType';
import { asText, someText } from './values';

export const location: MessageType = {
	value: 'location',
	name: 'Location',
	description: 'A place on a map',
	channels: ['telegram', 'whatsapp'],
	properties: [
		{
			displayName: 'Latitude',
			name: 'latitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1.2903',
			description: 'Degrees north of the equator, negative south of it',
		},
		{
			displayName: 'Longitude',
			name: 'longitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 103.8515',
			description: 'Degrees east of Greenwich, negative west of it',
		},
		{
			displayName: 'Place Name',
			name: 'placeName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Acme Store',
			description: 'The name of the place',
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1 Raffles Place',
			description: "The address of the place. WhatsApp shows it only together with 'Place Name'.",
		},
	],
	content: ({ read }) => ({
		longitude: asText(read('longitude')),
		latitude: asText(read('latitude')),
		name: someText(read('placeName')),
		address: someText(read('address')),
	}),
};
