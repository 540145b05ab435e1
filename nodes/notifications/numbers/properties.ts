import type { INodeProperties } from 'n8n-workflow';

import { channelLocator } from '../../alibabaCloud/channels/channelLocator';

type Shown = NonNullable<INodeProperties['displayOptions']>['show'];

/** The channel that a trigger sets up at the service. */
export function channelField(show: Shown): INodeProperties {
	return {
		...channelLocator,
		// n8n would check the pattern before each run, and fail the run when the machine is too busy for it.
		modes: channelLocator.modes?.map(({ validation: _, ...mode }) => mode),
		displayOptions: { show },
	};
}

/** The numbers of that channel. @param purpose what they are chosen for */
export function numbersField(purpose: string, show: Shown): INodeProperties {
	return {
		displayName: 'Phone Number Names or IDs',
		name: 'phoneNumbers',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getPhoneNumbers', loadOptionsDependsOn: ['channel.value'] },
		default: [],
		description: `${purpose}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		displayOptions: {
			show,
			// Without a channel there is no list, of which n8n would say no more than that it failed.
			hide: { channel: [''] },
		},
	};
}
