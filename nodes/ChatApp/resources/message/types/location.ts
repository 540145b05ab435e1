import type { MessageType } from './messageType';
import { asDegrees, someText } from './values';

export const location: MessageType = {
	value: 'location',
	name: 'Location',
	description: 'A location on a map',
	channels: ['telegram', 'whatsapp'],
	properties: [
		{
			displayName: 'Latitude',
			name: 'latitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1.2903',
			description: 'Latitude in degrees, negative for south',
		},
		{
			displayName: 'Longitude',
			name: 'longitude',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 103.8515',
			description: 'Longitude in degrees, negative for west',
		},
		{
			displayName: 'Place Name',
			name: 'placeName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Acme Store',
			description: 'The name of the location',
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1 Raffles Place',
			description: "The address of the location. WhatsApp shows it only if 'Place Name' is set.",
		},
	],
	content: ({ read }) => ({
		longitude: asDegrees(read('longitude')),
		latitude: asDegrees(read('latitude')),
		name: someText(read('placeName')),
		address: someText(read('address')),
	}),
};
