import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiCall } from '../../../alibabaCloud/client/client';
import { findAction } from '../../apiCatalog/apiCatalog';
import { messageIdOf, retryOf } from '../../apiCatalog/verbs';
import type { ApiAction } from '../../apiCatalog/notation';
import { pageParameters, pageRequest, pagingStyleOf } from '../../apiCatalog/paging';
import { InvalidInput, optionalText } from '../../../alibabaCloud/input/invalidInput';
import { optionsField, readOptions } from '../../runtime/options';
import type { SendOperation } from '../../runtime/operation';
import { PAGE_SIZE } from '../../../alibabaCloud/lists/pages';
import { jsonObject } from '../../fields/parameter';
import { readLimit, readLocator } from '../../fields/parameters';
import {
	DuplicateSend,
	readIdempotencyKey,
	rememberKey,
	sendWithKey,
} from '../../runtime/idempotency';
import { sendOnce } from '../../runtime/sendOnce';
import { simplified } from '../../calls/answers';
import {
	actionLocator,
	additionalField,
	callOptions,
	outputFields,
	parametersField,
} from './fields';
import { readAllRows } from '../../calls/allRows';
import { placed } from './placement';
import { actionValues, type ActionValues, type GivenParameters } from '../../calls/actionValues';

export const call: SendOperation = {
	value: 'call',
	name: 'Call',
	action: 'Call any API action',
	description:
		'Call an action of the service by its name, with its parameters as fields. Also for actions without an operation in this node.',
	properties: [
		actionLocator,
		parametersField,
		additionalField,
		...outputFields,
		optionsField(callOptions),
	],
	async prepare(context, itemIndex) {
		const { functions, callApi } = context;
		const { name, action } = readAction(functions, itemIndex);
		const style = action ? pagingStyleOf(action) : null;
		const turned = style ? pageParameters(style) : [];
		const values = actionValues(name, action, readGiven(functions, itemIndex), turned);
		const options = readOptions(functions, itemIndex);
		const callWith = (parameters: ActionValues): ApiCall => ({
			product: 'cams',
			action: name,
			retry: retryOf(name),
			...versionOf(options),
			...placed(parameters, options.placement, action),
		});

		const output = functions.getNodeParameter('output', itemIndex, 'simplified') as string;
		const shown = (envelope: IDataObject): IDataObject =>
			output === 'raw' ? envelope : simplified(envelope);
		const idName = messageIdOf(name);
		const key = readIdempotencyKey(options);
		if (idName !== null) {
			const call = callWith(values);
			const once = { item: itemIndex, identity: call };
			const earlier = key === undefined ? undefined : context.memory().recall(once);
			rememberKey(context, { key, earlier });
			return {
				lane: laneOf(values),
				async run() {
					const answer = await sendWithKey(
						context,
						{ key, send: once, earlier },
						async (keyed) =>
							await sendOnce(keyed, {
								...{ ...once, idName },
								resend: options.resendUnknown === true,
								call: async () => await Promise.resolve(call),
							}),
					);
					if (answer instanceof DuplicateSend) return duplicateOf(idName, answer);
					return shown(answer);
				},
			};
		}
		if (key !== undefined) {
			throw new InvalidInput(
				`'Idempotency Key' works with actions that send messages, not with ${name}`,
				"Remove the option 'Idempotency Key'.",
			);
		}
		const send = async (parameters: ActionValues): Promise<IDataObject> =>
			await callApi(callWith(parameters));
		const limit = output === 'items' ? readLimit(functions, itemIndex) : Infinity;
		return {
			lane: null,
			run: async () =>
				output === 'items'
					? await readAllRows({ send, values, action, style, limit })
					: shown(await send({ ...firstPage(action), ...values })),
		};
	},
};

/** As a simplified answer has the ID. */
function duplicateOf(idName: string, { messageId }: DuplicateSend): IDataObject {
	const field = idName.charAt(0).toLowerCase() + idName.slice(1);
	return { [field]: messageId, requestId: null, duplicate: true };
}

/** Messages to one receiver keep the order of the items. */
function laneOf({ ChannelType, To }: ActionValues): string | null {
	return typeof To === 'string' || typeof To === 'number' ? `${String(ChannelType)} ${To}` : null;
}

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
		// The text of the editor, or whatever an expression or an agent made.
		additional: jsonObject(
			functions.getNodeParameter('additionalParameters', itemIndex, {}),
			'Additional Parameters (JSON)',
			'{"Name": "value"}',
		),
	};
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
	const version = optionalText(apiVersion, 'API Version');
	return version ? { version } : {};
}
