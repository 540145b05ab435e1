import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { parseJson } from '../../../alibabaCloud/wire/parseJson';
import { readMoment } from '../../fields/moment';
import { locatorParameter, textParameter, type CallParameter } from '../../fields/parameter';
import { additionalFields } from '../../fields/reading';
import { echo, singleCall } from '../../calls/singleCall';
import { chatFlowLocator } from '../../fields/managementLocators';
import type { OperationContext } from '../../runtime/operation';
import { requestIdOf } from '../../runtime/results';

const JSON_LABEL = 'Input (JSON)';

const input: CallParameter = {
	sentAs: 'Data',
	property: {
		displayName: JSON_LABEL,
		name: 'input',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"name": "Mei"}',
		description: 'The values of the parameters that the start node of the chat flow declares',
	},
	read(given) {
		const value = typeof given === 'string' ? parsed(given.trim() || '{}') : (given ?? {});
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
		throw new InvalidInput(
			`'${JSON_LABEL}' is not a JSON object`,
			'Enter it as {"name": "value"}.',
		);
	},
};

const TIMES: readonly INodeProperties[] = [
	{
		displayName: 'Discard After',
		name: 'discardTime',
		type: 'dateTime',
		default: '',
		description: 'The time after which the chat flow is not started any more',
	},
	{
		displayName: 'Happened At',
		name: 'claimTime',
		type: 'dateTime',
		default: '',
		description: 'The time at which the event happened',
	},
];

export const trigger = singleCall({
	value: 'trigger',
	name: 'Trigger',
	action: 'Trigger chat flow',
	description:
		'Start a published chat flow. What its nodes send and call is billed by the products they use.',
	calls: 'TriggerChatFlow',
	parameters: [locatorParameter('FlowCode', chatFlowLocator), input],
	added: additionalFields(
		[
			textParameter('Uuid', {
				displayName: 'Event ID',
				name: 'uuid',
				placeholder: 'e.g. {{ $execution.id }}-{{ $itemIndex }}',
				description: 'The service starts the chat flow once for each ID, however often it is sent',
			}),
			textParameter('OutId', {
				displayName: 'External ID',
				name: 'outId',
				placeholder: 'e.g. order-1001',
				description: 'An ID of your own system, to find the event again',
			}),
		],
		TIMES,
	),
	complete: (context, itemIndex) => ({
		ClaimTimeMillis: timeOf(context, itemIndex, 'claimTime', 'Happened At'),
		DiscardTimeMillis: timeOf(context, itemIndex, 'discardTime', 'Discard After'),
	}),
	result: ({ envelope, sent }) => ({
		triggered: true,
		...echo(sent, ['FlowCode', 'Uuid', 'OutId']),
		data: envelope.Data ?? null,
		requestId: requestIdOf(envelope),
	}),
});

function timeOf(
	{ functions }: OperationContext,
	itemIndex: number,
	name: string,
	label: string,
): number | undefined {
	const added = functions.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject;
	const given: unknown = added[name];
	return given === undefined || given === '' ? undefined : readMoment(functions, given, label);
}

function parsed(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return null;
	}
}
