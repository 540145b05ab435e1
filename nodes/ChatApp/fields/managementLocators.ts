import type { INodeProperties } from 'n8n-workflow';

import { locator } from '../../alibabaCloud/lists/locator';

const OF_NUMBER = ['channel.value', 'phoneNumber.value'] as const;

/** By the ID of the instance, which the actions on channels themselves want. */
export const instanceLocator: INodeProperties = locator(
	{
		displayName: 'Channel',
		name: 'instance',
		description: 'The channel to use',
	},
	{
		searchListMethod: 'searchInstances',
		listPlaceholder: 'Select a channel...',
		idPlaceholder: 'e.g. cams-8d2kq7h1pz',
	},
);

export const flowLocator: INodeProperties = locator(
	{
		displayName: 'Flow',
		name: 'flow',
		description: 'The WhatsApp Flow to use, a form that users fill in within WhatsApp',
	},
	{
		searchListMethod: 'searchFlows',
		listPlaceholder: 'Select a flow...',
		idPlaceholder: 'e.g. 900000000000001',
		dependsOn: ['channel.value'],
	},
);

export const groupLocator: INodeProperties = locator(
	{
		displayName: 'Group',
		name: 'group',
		description: 'The group to use',
	},
	{
		searchListMethod: 'searchGroups',
		listPlaceholder: 'Select a group...',
		idPlaceholder: 'e.g. EAacmeGroup1',
		dependsOn: OF_NUMBER,
	},
);

export const qrCodeLocator: INodeProperties = locator(
	{
		displayName: 'QR Code',
		name: 'qrCode',
		description: 'The QR code to use. The list shows their prefilled messages.',
	},
	{
		searchListMethod: 'searchQrCodes',
		listPlaceholder: 'Select a QR code...',
		idPlaceholder: 'e.g. 4O4YGZEG3RIVE1',
		dependsOn: OF_NUMBER,
	},
);

export const catalogLocator: INodeProperties = locator(
	{
		displayName: 'Catalog',
		name: 'catalog',
		description:
			'The catalog to use. The list shows the catalogs of the business that owns the channel.',
	},
	{
		searchListMethod: 'searchCatalogs',
		listPlaceholder: 'Select a catalog...',
		idPlaceholder: 'e.g. 800000000000001',
		dependsOn: ['channel.value'],
	},
);

export const chatFlowLocator: INodeProperties = locator(
	{
		displayName: 'Chat Flow',
		name: 'chatFlow',
		description:
			'The chat flow to start. The list shows chat flows that can be started by an API call.',
	},
	{
		searchListMethod: 'searchChatFlows',
		listPlaceholder: 'Select a chat flow...',
		idPlaceholder: 'e.g. 9ccc41d0aaaa4e1bb0c1000000000001',
	},
);
