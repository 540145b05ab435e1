import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { callApi } from '../../alibabaCloud/client/client';
import { readDefinition } from '../templates/definition';
import { templateFields } from '../templates/fields';
import { withCodeVariable } from '../templates/variables';
import { templateDetailCall, templateTypeOf, type TemplateKey } from '../calls/templateDetail';
import {
	needsLookup,
	versionsByCode,
	versionsByName,
	type Reader,
	type TemplatePlace,
} from '../calls/templateLookup';
import { versionIn } from '../templates/lookup';
import { isByName } from './chosenTemplate';

export { getActionParameters } from './actionParameters';

/** The fields of the chosen template in the chosen language, or in its only one. */
export async function getTemplateVariables(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const [channel = '', given = '', language = ''] = ['channel', 'template', 'language'].map(
		(name) => parameter(this, name),
	);
	if (!channel || !given) {
		return notice("Select 'Channel' and 'Template' to see the variables.");
	}
	const app = parameter(this, 'channelType');
	if ([channel, given, language, app].some((value) => value.startsWith('='))) {
		return notice(
			"'Channel Type', 'Channel', 'Template' or 'Language' is an expression, so the variables cannot be loaded. Use 'Map Automatically' with input fields that have the same names as the variables.",
		);
	}
	const key = await keyOf(this, { channel, type: templateTypeOf(app) }, given, language);
	if (key === null) return notice("Select 'Language' to see the variables.");
	const answer = await callApi(this, templateDetailCall(key));
	const named = this.getCurrentNodeParameter('options.codeVariable');
	const isFixed = typeof named === 'string' && !named.startsWith('=');
	return templateFields(withCodeVariable(readDefinition(answer), isFixed ? named : ''));
}

/** `null` where the language has to be chosen first. */
async function keyOf(
	context: ILoadOptionsFunctions,
	place: TemplatePlace,
	given: string,
	language: string,
): Promise<TemplateKey | null> {
	const byName = isByName(context);
	if (!byName && !needsLookup(language)) return { ...place, code: given, language };
	const read: Reader = async (call) => await callApi(context, call);
	const versions = byName
		? await versionsByName(read, place, given)
		: await versionsByCode(read, place, given);
	if (new Set(versions.map((version) => version.language)).size !== 1 && language === '') {
		return null;
	}
	// A code that is not in the list is left to the service, which says what is wrong with it.
	if (versions.length === 0) return { ...place, code: given, language };
	const found = versionIn(versions, language, `'${given}'`);
	return { ...place, code: found.code, language: found.language };
}

function notice(emptyFieldsNotice: string): ResourceMapperFields {
	return { fields: [], emptyFieldsNotice };
}

function parameter(context: ILoadOptionsFunctions, name: string): string {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
