import type { InteractiveKind } from './kind';

export const locationRequest: InteractiveKind = {
	value: 'location_request_message',
	name: 'Location Request',
	description: 'A button that lets the recipient share their location',
	header: 'none',
	hasFooter: false,
	properties: [],
	action: () => ({ name: 'send_location' }),
};
