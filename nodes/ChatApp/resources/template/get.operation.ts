import type { IDataObject } from 'n8n-workflow';

import { singleCall } from '../../calls/singleCall';
import { shapeRows, simplifyField } from '../../fields/outputShape';
import { channelParameter } from '../../fields/parameter';
import { requestIdOf, toResult } from '../../runtime/results';
import {
	detailIn,
	readDefinition,
	text,
	type TemplateDefinition,
} from '../../templates/definition';
import { quickReplies, templateVariables } from '../../templates/variables';
import { languageParameter, templateParameter, templateTypeParameter } from './templateParameters';

export const get = singleCall({
	value: 'get',
	name: 'Get',
	action: 'Get template',
	description: 'Get a template with its text, variables and review state',
	calls: 'GetChatappTemplateDetail',
	parameters: [templateTypeParameter, channelParameter, templateParameter, languageParameter],
	others: [simplifyField],
	result({ envelope }, functions, itemIndex) {
		const whole = toResult(detailIn(envelope), envelope);
		return shapeRows(functions, itemIndex, [whole], () =>
			summary(readDefinition(envelope), envelope),
		);
	},
});

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
