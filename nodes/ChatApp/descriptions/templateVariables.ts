import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { emptyRule } from '../../shared/templates/emptyValues';
import type { GivenValues } from '../../shared/templates/payload';
import { toMilliseconds } from '../timestamps';
import { readOptions } from './options';

/** One field for each gap of the chosen template. */
export const variablesField: INodeProperties = {
	displayName: 'Template Variables',
	name: 'variables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		'The values that fill the gaps of the template. New fields start with the samples of the template: replace them before you send to real people.',
	typeOptions: {
		loadOptionsDependsOn: ['channel.value', 'template.value', 'language.value'],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			// Only in this mode does the editor ask for the required fields before a run.
			mode: 'add',
			valuesLabel: 'Template Variables',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: true,
			// The notice under the list says why there are none; the editor's own error would contradict it.
			hideNoDataError: true,
		},
	},
};

/** What happens to items whose variables are not all filled in. */
export const emptyValuesOptions: readonly INodeProperties[] = [
	{
		displayName: 'Default Text',
		name: 'defaultText',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer',
		description: "The text for empty variables when 'Empty Values' is 'Use Default Text'",
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Stop with an error that names the variable' },
			{
				name: 'Send Blank',
				value: 'blank',
				description: 'Send a single space, which WhatsApp may refuse in some places',
			},
			{ name: 'Skip Recipient', value: 'skip', description: 'Send nothing and return the reason' },
			{ name: 'Use Default Text', value: 'default', description: "Send the 'Default Text'" },
		],
		default: 'fail',
		description:
			'What to do when a variable of a text is empty. An empty link, media URL, code, date or coordinate always fails, unless the recipient is skipped.',
	},
];

/** The values of one item, as the mapper holds them or as the item has them. */
export function readGivenValues(functions: IExecuteFunctions, itemIndex: number): GivenValues {
	const { mappingMode, value } = functions.getNodeParameter('variables', itemIndex, {}) as {
		mappingMode?: string;
		value?: IDataObject | null;
	};
	const { emptyValues, defaultText } = readOptions(functions, itemIndex);
	const isMapped = mappingMode === 'autoMapInputData';
	return {
		values: isMapped ? (functions.getInputData()[itemIndex]?.json ?? {}) : (value ?? {}),
		mayHaveMore: isMapped,
		empty: emptyRule(emptyValues, typeof defaultText === 'string' ? defaultText : ''),
		readDate: (date, label) => toMilliseconds(date, functions.getTimezone(), label),
		now: Date.now(),
	};
}
