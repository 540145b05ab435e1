import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { findAction } from '../apiCatalog/apiCatalog';
import { mapperFields } from '../apiCatalog/mapperFields';

/** The parameters of the chosen action as fields. */
export async function getActionParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const value = this.getCurrentNodeParameter('apiAction', { extractValue: true });
	const name = typeof value === 'string' ? value.trim() : '';
	if (name === '' || name.startsWith('=')) {
		return { fields: [], emptyFieldsNotice: "Select an 'Action' to see its parameters." };
	}
	const action = findAction(name);
	if (!action) {
		return {
			fields: [],
			emptyFieldsNotice: `${name} is not in the list. Enter its parameters under 'Additional Parameters (JSON)'.`,
		};
	}
	return {
		fields: mapperFields(action),
		emptyFieldsNotice: `${action.name} has no parameters.`,
	};
}
