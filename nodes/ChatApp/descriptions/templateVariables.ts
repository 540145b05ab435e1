import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { GivenValues } from '../../shared/templates/payload';

/** The mapper whose fields are the variables of the chosen template. */
export const variablesField: INodeProperties = {
	displayName: 'Template Variables',
	name: 'variables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'The values that fill the gaps of the template',
	typeOptions: {
		loadOptionsDependsOn: ['channel.value', 'template.value', 'language.value'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			// Only in this mode does the editor ask for the required fields before a run.
			mode: 'add',
			valuesLabel: 'Values',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: true,
			noFieldsError: 'This template has no variables. Nothing needs to be filled in.',
		},
	},
};

/** The values of one item: as mapped, or the whole incoming item to be mapped by name. */
export function readGivenValues(functions: IExecuteFunctions, itemIndex: number): GivenValues {
	const { mappingMode, value } = functions.getNodeParameter('variables', itemIndex, {}) as {
		mappingMode?: string;
		value?: IDataObject | null;
	};
	return mappingMode === 'autoMapInputData'
		? { values: functions.getInputData()[itemIndex]?.json ?? {}, mayHaveMore: true }
		: { values: value ?? {}, mayHaveMore: false };
}
