import type { INodeProperties } from 'n8n-workflow';

import { listFields } from '../../fields/lists';
import { idempotencyKeyOption } from '../../runtime/idempotency';
import { resendUnknownOption } from '../../runtime/resendUnknown';

export const actionLocator: INodeProperties = {
	displayName: 'Action',
	name: 'apiAction',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The API action to call. See the <a href="https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-dir">API catalog</a> for what each action does.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an action...',
			typeOptions: { searchListMethod: 'searchActions', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. ListChatappTemplate',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^\\s*[A-Za-z][A-Za-z0-9]*\\s*$',
						errorMessage: 'Enter the name of an action, e.g. ListChatappTemplate',
					},
				},
			],
		},
	],
};

export const parametersField: INodeProperties = {
	displayName: 'Parameters',
	name: 'parameters',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	description: 'The parameters of the chosen action',
	typeOptions: {
		loadOptionsDependsOn: ['apiAction.value'],
		resourceMapper: {
			resourceMapperMethod: 'getActionParameters',
			// Only in this mode does the editor ask for the required fields before a run.
			mode: 'add',
			valuesLabel: 'Parameters',
			fieldWords: { singular: 'parameter', plural: 'parameters' },
			addAllFields: true,
			supportAutoMap: true,
			// The notice under the list says why there are none; the editor's own error would contradict it.
			hideNoDataError: true,
		},
	},
};

export const additionalField: INodeProperties = {
	displayName: 'Additional Parameters (JSON)',
	name: 'additionalParameters',
	type: 'json',
	default: '{}',
	description:
		'Parameters that have no field above, e.g. {"CustSpaceId": "cams-8d2kq7h1pz"}. They override fields with the same name and are not validated.',
};

/** The answer as one item, as rows, or as the service gave it. */
export const outputFields: readonly INodeProperties[] = [
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'Raw',
				value: 'raw',
				description: 'The full response, exactly as the service returned it',
			},
			{
				name: 'Simplified',
				value: 'simplified',
				description: 'The data of the response as one item',
			},
			{
				name: 'Split Into Items',
				value: 'items',
				description: 'One item for each row of the list in the response',
			},
		],
		default: 'simplified',
		description: 'How to return the response',
	},
	...listFields.map((field) => ({
		...field,
		displayOptions: { show: { output: ['items'], ...field.displayOptions?.show } },
	})),
];

export const callOptions: readonly INodeProperties[] = [
	idempotencyKeyOption,
	resendUnknownOption,
	{
		displayName: 'API Version',
		name: 'apiVersion',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2020-06-06',
		description: 'The API version that includes the action',
	},
	{
		displayName: 'Placement',
		name: 'placement',
		type: 'options',
		options: [
			{
				name: 'As in Official SDK',
				value: 'sdk',
				description: 'In the query for nearly all actions. Long requests do not fit.',
			},
			{
				name: 'Automatic',
				value: 'automatic',
				description: 'In the form body, unless the action requires the query',
			},
			{ name: 'Form Body', value: 'body' },
			{ name: 'Query', value: 'query' },
		],
		default: 'automatic',
		description:
			'Where to put the parameters in the request. If the service reports a parameter you entered as missing, try another placement.',
	},
];
