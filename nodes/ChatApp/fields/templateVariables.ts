import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { TemplateDefinition } from '../templates/definition';
import { emptyRule } from '../templates/emptyValues';
import type { GivenValues } from '../templates/payload';
import { CODE_VARIABLE, withCodeVariable } from '../templates/variables';
import { readChannelType } from './parameters';
import { toMilliseconds } from '../../alibabaCloud/input/dates';
import { readOptions } from '../runtime/options';

/** One field for each gap of the chosen template. */
export const variablesField: INodeProperties = {
	displayName: 'Template Variables',
	name: 'variables',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description:
		"The values of the template's variables. Each field label shows the sample value from the template.",
	builderHint: {
		propertyHint:
			"With mappingMode 'defineBelow', value is an object with a text for each variable, by the names in the template. With 'autoMapInputData', input fields of these names fill them.",
	},
	typeOptions: {
		loadOptionsDependsOn: [
			'channel.value',
			'template.value',
			'language.value',
			'options.codeVariable',
		],
		resourceMapper: {
			resourceMapperMethod: 'getTemplateVariables',
			// Only in this mode does the editor ask for the required fields before a run.
			mode: 'add',
			valuesLabel: 'Template Variables',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: true,
			refreshStaleSchemaOnOpen: true,
			// The notice under the list says why there are none; the editor's own error would contradict it.
			hideNoDataError: true,
		},
	},
};

/** What fills variables and what happens to values that are missing or do not fit. */
export const valueOptions: readonly INodeProperties[] = [
	{
		displayName: 'Default Text',
		name: 'defaultText',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer',
		description: "The text to use for empty variables if 'Empty Values' is 'Use Default Text'",
	},
	{
		displayName: 'Empty Values',
		name: 'emptyValues',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Return an error that names the variable' },
			{
				name: 'Send Blank',
				value: 'blank',
				description: 'Send a single space, which WhatsApp may reject in some places',
			},
			{
				name: 'Skip Recipient',
				value: 'skip',
				description: 'Do not send the message and return the reason',
			},
			{
				name: 'Use Default Text',
				value: 'default',
				description: "Send the text in 'Default Text'",
			},
		],
		default: 'fail',
		description:
			'What to do if a text variable is empty. An empty link, media URL, code, date or coordinate always fails, unless the recipient is skipped.',
	},
	{
		displayName: 'One-Time Code Variable',
		name: 'codeVariable',
		type: 'string',
		default: CODE_VARIABLE,
		placeholder: 'e.g. verificationCode',
		description:
			'The name of the variable of an authentication template, if the template details do not include it. Find it in the console.',
	},
	{
		displayName: 'Invalid Values',
		name: 'unfitValues',
		type: 'options',
		options: [
			{
				name: 'Adjust',
				value: 'adjust',
				description:
					'Adjust the value so that WhatsApp accepts it, and list the adjusted variables in the output',
			},
			{ name: 'Fail', value: 'fail', description: 'Return an error that names the variable' },
		],
		default: 'adjust',
		description:
			'What to do with values that WhatsApp would reject: line breaks, tabs, more than four consecutive spaces, or characters not allowed in links. Viber gets them unchanged.',
	},
];

/** The template with the name that the options give to its one-time code. */
export function withNamedCode(
	functions: IExecuteFunctions,
	itemIndex: number,
	template: TemplateDefinition,
): TemplateDefinition {
	const { codeVariable } = readOptions(functions, itemIndex);
	return withCodeVariable(template, typeof codeVariable === 'string' ? codeVariable : '');
}

/** The values of one item, as the mapper holds them or as the item has them. */
export function readGivenValues(functions: IExecuteFunctions, itemIndex: number): GivenValues {
	const { mappingMode, value } = functions.getNodeParameter('variables', itemIndex, {}) as {
		mappingMode?: string;
		value?: IDataObject | null;
	};
	const { emptyValues, defaultText, unfitValues } = readOptions(functions, itemIndex);
	const isMapped = mappingMode === 'autoMapInputData';
	return {
		values: isMapped ? (functions.getInputData()[itemIndex]?.json ?? {}) : (value ?? {}),
		mayHaveMore: isMapped,
		channelType: readChannelType(functions, itemIndex),
		failOnUnfit: unfitValues === 'fail',
		empty: emptyRule(emptyValues, typeof defaultText === 'string' ? defaultText : ''),
		readDate: (date, label) => toMilliseconds(date, functions.getTimezone(), label),
		now: Date.now(),
	};
}
