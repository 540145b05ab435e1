import type { InteractiveKind } from './kind';

export const locationRequest: InteractiveKind = {
	value: 'location_request_message',
	name: 'Location Request',
	description: 'A button with which the receiver sends where they are',
	header: 'none',
	hasFooter: false,
	properties: [],
	action: () => ({ name: 'send_location' }),
};
