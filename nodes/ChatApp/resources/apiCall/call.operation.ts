import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiCall } from '../../../shared/api/client';
import { findAction } from '../../../shared/catalogue/catalogue';
import { kindOf } from '../../../shared/catalogue/kind';
import type { ApiAction } from '../../../shared/catalogue/notation';
import { pageParameters, pageRequest, pagingStyleOf } from '../../../shared/catalogue/paging';
import { InvalidInput, optionalText } from '../../../shared/errors/invalidInput';
import { parseJson } from '../../../shared/json/parseJson';
import { optionsField, readOptions } from '../../descriptions/options';
import type { ItemOperation } from '../../operation';
import { PAGE_SIZE } from '../../pages';
import { readLimit, readLocator } from '../../parameters';
import { simplified } from './answer';
import {
	actionLocator,
	additionalField,
	callOptions,
	outputFields,
	parametersField,
} from './fields';
import { readAllRows } from './listCall';
import { placed } from './placement';
import { actionValues, type ActionValues, type GivenParameters } from './values';

export const call: ItemOperation = {
	value: 'call',
	name: 'Call',
	action: 'Call any action',
	description: 'Call any action of the service, also those without an operation of their own',
	properties: [
		actionLocator,
		parametersField,
		additionalField,
		...outputFields,
		optionsField(callOptions),
	],
	async execute({ functions, callApi }, itemIndex) {
		const { name, action } = readAction(functions, itemIndex);
		const style = action ? pagingStyleOf(action) : null;
		const turned = style ? pageParameters(style) : [];
		const values = actionValues(name, action, readGiven(functions, itemIndex), turned);
		const options = readOptions(functions, itemIndex);
		const send = async (parameters: ActionValues): Promise<IDataObject> =>
			await callApi({
				product: 'cams',
				action: name,
				kind: kindOf(name),
				...versionOf(options),
				...placed(parameters, options.placement, action),
			});

		const output = functions.getNodeParameter('output', itemIndex, 'simplified') as string;
		if (output === 'items') {
			const limit = readLimit(functions, itemIndex);
			return await readAllRows({ send, values, action, style, limit });
		}
		const envelope = await send({ ...firstPage(action), ...values });
		return output === 'raw' ? envelope : simplified(envelope);
	},
};

function readAction(
	functions: IExecuteFunctions,
	itemIndex: number,
): { name: string; action: ApiAction | undefined } {
	const given = readLocator(functions, 'apiAction', 'Action', itemIndex);
	if (!/^[A-Za-z][A-Za-z0-9]*$/.test(given)) {
		throw new InvalidInput(
			`'Action' is not the name of an action: ${given}`,
			'Enter a name such as ListChatappTemplate, or choose one from the list.',
		);
	}
	const action = findAction(given);
	return { name: action?.name ?? given, action };
}

function readGiven(functions: IExecuteFunctions, itemIndex: number): GivenParameters {
	const { mappingMode, value } = (functions.getNodeParameter('parameters', itemIndex, {}) ??
		{}) as { mappingMode?: string; value?: IDataObject | null };
	const isWholeItem = mappingMode === 'autoMapInputData';
	return {
		mapped: (isWholeItem ? functions.getInputData()[itemIndex]?.json : value) ?? {},
		mayHaveMore: isWholeItem,
		additional: readAdditional(
			functions.getNodeParameter('additionalParameters', itemIndex, {}) as unknown,
		),
	};
}

/** n8n hands over the text of the editor, or whatever an expression or an agent made. */
function readAdditional(given: unknown): IDataObject {
	const json = typeof given === 'string' ? parseObject(given.trim() || '{}') : (given ?? {});
	if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json as IDataObject;
	throw new InvalidInput(
		"'Additional Parameters (JSON)' is not a JSON object",
		'Enter it as {"Name": "value"}.',
	);
}

function parseObject(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return null;
	}
}

/** Pages that the service insists on, unless the user chose one. */
function firstPage(action: ApiAction | undefined): ActionValues {
	const style = action ? pagingStyleOf(action) : null;
	if (!action || !style) return {};
	const required = new Set(
		action.parameters.filter((parameter) => parameter.required).map(({ name }) => name),
	);
	const page = Object.entries(pageRequest(style, null, PAGE_SIZE));
	return Object.fromEntries(page.filter(([name]) => required.has(name))) as ActionValues;
}

function versionOf({ apiVersion }: IDataObject): Pick<ApiCall, 'version'> {
	const version = optionalText(apiVersion);
	return version ? { version } : {};
}
