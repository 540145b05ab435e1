import type { INodeProperties } from 'n8n-workflow';

import { catalogLocator } from '../../../../fields/managementLocators';

/** One object for the kinds that share it. */
export const catalogField: INodeProperties = {
	...catalogLocator,
	description:
		'The catalog containing the products. Must belong to the business that owns the channel.',
};
