import type { IDataObject } from 'n8n-workflow';

import {
	asObject,
	field,
	readDefinition,
	text,
	type TemplateDefinition,
} from '../../templates/definition';
import { quickReplies, templateVariables } from '../../templates/variables';
import { simplifyField } from '../../fields/lists';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { languageLocator, templateLocator } from '../../fields/locators';
import { optionsField } from '../../runtime/options';
import { templateTypeField } from '../../fields/templateDesigner';
import type { ItemOperation } from '../../runtime/operation';
import { requestIdOf, toResult } from '../../runtime/results';
import { readTemplateKey, templateDetailCall } from '../../calls/templateDetail';

export const get: ItemOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get template',
	description: 'Get a template with its text, variables and review state',
	properties: [
		templateTypeField,
		channelLocator,
		templateLocator,
		languageLocator,
		simplifyField,
		optionsField(),
	],
	async execute({ functions, callApi }, itemIndex) {
		const envelope = await callApi(templateDetailCall(readTemplateKey(functions, itemIndex)));
		const simplify = functions.getNodeParameter('simplify', itemIndex) as boolean;
		return simplify
			? summary(readDefinition(envelope), envelope)
			: toResult(asObject(field(envelope, 'Data')), envelope);
	},
};

function summary(template: TemplateDefinition, envelope: IDataObject): IDataObject {
	return {
		templateCode: template.code,
		templateName: template.name,
		language: template.language,
		category: template.category,
		auditStatus: template.state,
		reason: template.reason || null,
		text: bodyOf(template),
		variables: templateVariables(template).map(({ name }) => name),
		quickReplies: quickReplies(template).map(({ label }) => label),
		requestId: requestIdOf(envelope),
	};
}

function bodyOf(template: TemplateDefinition): string | null {
	const body = template.components.find(({ Type }) => text(Type).toUpperCase() === 'BODY');
	return text(body?.Text) || null;
}
