import type { INodeProperties } from 'n8n-workflow';

import {
	channelParameter,
	choiceParameter,
	locatorParameter,
	ownNumberParameter,
	type CallParameter,
} from '../../fields/parameter';
import { readParameters } from '../../fields/reading';
import { echo, singleCall } from '../../calls/singleCall';
import { languageLocator, templateLocator } from '../../fields/locators';
import { dataOf, toResult } from '../../runtime/results';
import { boundAccount } from './accountId';

const shownFor = (nodeType: string, property: INodeProperties): INodeProperties => ({
	...property,
	displayOptions: { show: { nodeType: [nodeType] } },
});

const ofPhone: readonly CallParameter[] = [ownNumberParameter()];
const ofTemplate: readonly CallParameter[] = [
	locatorParameter('TemplateCode', templateLocator),
	locatorParameter('Language', languageLocator),
];

export const checkHealth = singleCall({
	value: 'checkHealth',
	name: 'Check Health',
	action: 'Check health of business account',
	description:
		'Check with Meta whether an account, phone number or template can send messages, and what blocks it',
	calls: 'GetWhatsappHealthStatus',
	parameters: [
		channelParameter,
		choiceParameter('NodeType', {
			displayName: 'Check',
			name: 'nodeType',
			options: [
				{ name: 'Account', value: 'waba' },
				{ name: 'Phone Number', value: 'phone' },
				{ name: 'Template', value: 'template' },
			],
			description: 'What to check',
		}),
	],
	others: [
		...ofPhone.map(({ property }) => shownFor('phone', property)),
		...ofTemplate.map(({ property }) => shownFor('template', property)),
	],
	async complete(context, itemIndex, { CustSpaceId, NodeType }) {
		if (NodeType === 'waba') return { WabaId: (await boundAccount(context, CustSpaceId)).wabaId };
		const parameters = NodeType === 'phone' ? ofPhone : ofTemplate;
		return readParameters(context.functions, itemIndex, parameters);
	},
	result: ({ envelope, sent }) => ({
		...echo(sent, ['CustSpaceId', 'NodeType', 'WabaId', 'PhoneNumber', 'TemplateCode', 'Language']),
		...toResult(dataOf(envelope), envelope),
	}),
});
