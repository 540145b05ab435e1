import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { callApi } from '../../alibabaCloud/client/client';
import { readDefinition } from '../templates/definition';
import { templateFields } from '../templates/fields';
import { withCodeVariable } from '../templates/variables';
import { templateDetailCall, templateTypeOf } from '../calls/templateDetail';

export { getActionParameters } from './actionParameters';

/** The fields of the chosen template in the chosen language. */
export async function getTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const [channel, code, language] = ['channel', 'template', 'language'].map((name) =>
		parameter(this, name),
	);
	if (!channel || !code || !language) {
		return notice("Select 'Channel', 'Template' and 'Language' to see the variables.");
	}
	const app = parameter(this, 'channelType');
	if ([channel, code, language, app].some((value) => value.startsWith('='))) {
		return notice(
			"'Channel Type', 'Channel', 'Template' or 'Language' is an expression, so the variables cannot be loaded. Use 'Map Automatically' with input fields that have the same names as the variables.",
		);
	}
	const answer = await callApi(
		this,
		templateDetailCall({ channel, type: templateTypeOf(app), code, language }),
	);
	const named = this.getCurrentNodeParameter('options.codeVariable');
	const isFixed = typeof named === 'string' && !named.startsWith('=');
	return templateFields(withCodeVariable(readDefinition(answer), isFixed ? named : ''));
}

function notice(emptyFieldsNotice: string): ResourceMapperFields {
	return { fields: [], emptyFieldsNotice };
}

function parameter(context: ILoadOptionsFunctions, name: string): string {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
