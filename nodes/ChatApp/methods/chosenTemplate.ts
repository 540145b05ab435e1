import { isResourceLocatorValue, type ILoadOptionsFunctions } from 'n8n-workflow';

import { BY_NAME } from '../fields/locators';

/** Whether the form has the name of the template in place of its code. */
export function isByName(context: ILoadOptionsFunctions): boolean {
	const stored = context.getCurrentNodeParameter('template');
	return isResourceLocatorValue(stored) && stored.mode === BY_NAME;
}
