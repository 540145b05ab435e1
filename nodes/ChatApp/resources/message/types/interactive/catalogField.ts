import type { INodeProperties } from 'n8n-workflow';

import { catalogLocator } from '../../../../fields/managementLocators';

/** One object for the kinds that share it. */
export const catalogField: INodeProperties = {
	...catalogLocator,
	description: 'The catalog that has the products, one of the business behind the channel',
};
