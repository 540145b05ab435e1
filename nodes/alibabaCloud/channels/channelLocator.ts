import type { INodeProperties } from 'n8n-workflow';

import { locator } from '../lists/locator';

/** `CustSpaceId`: everything else belongs to a channel. */
export const channelLocator: INodeProperties = locator(
	{
		displayName: 'Channel',
		name: 'channel',
		description: 'The channel to work with',
	},
	{
		searchListMethod: 'searchChannels',
		listPlaceholder: 'Select a channel...',
		idPlaceholder: 'e.g. cams-8d2kq7h1pz',
		dependsOn: ['channelType'],
	},
);
