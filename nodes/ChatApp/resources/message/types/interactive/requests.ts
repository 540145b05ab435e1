import type { InteractiveKind } from '../messageType';

/*
 * Messages with one button that WhatsApp draws and names itself. The service documents the request of
 * a location only; the layouts of the others are WhatsApp's own, see `INTERACTIVE_RULES`.
 */

const REQUEST = { header: 'none', hasFooter: false, properties: [] } as const;

export const locationRequest: InteractiveKind = {
	...REQUEST,
	value: 'location_request_message',
	name: 'Location Request',
	description: 'A button that lets the recipient share their location',
	action: () => ({ name: 'send_location' }),
};

export const contactInfoRequest: InteractiveKind = {
	...REQUEST,
	value: 'request_contact_info',
	name: 'Contact Info Request',
	description:
		'A button that lets the recipient share their phone number. Whether the service supports it is not documented.',
	action: () => ({ name: 'request_contact_info' }),
};

export const callPermissionRequest: InteractiveKind = {
	...REQUEST,
	value: 'call_permission_request',
	name: 'Call Permission Request',
	description:
		'A button that lets the recipient allow calls. Whether the service supports it is not documented.',
	action: () => ({ name: 'call_permission_request' }),
};
