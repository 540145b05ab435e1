import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isEmptyValue } from '../../../alibabaCloud/input/plainValue';
import { readMoment } from '../../fields/moment';
import {
	jsonObject,
	locatorParameter,
	textParameter,
	type CallParameter,
} from '../../fields/parameter';
import { additionalFields } from '../../fields/reading';
import { echo, singleSend } from '../../calls/singleCall';
import { chatFlowLocator } from '../../fields/managementLocators';
import type { OperationContext } from '../../runtime/operation';
import { resendUnknownOption } from '../../runtime/resendUnknown';
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
		description: 'Values for the parameters defined in the start node of the chat flow',
	},
	read: (given) => jsonObject(given, JSON_LABEL, '{"name": "value"}'),
};

const TIMES: readonly INodeProperties[] = [
	{
		displayName: 'Discard After',
		name: 'discardTime',
		type: 'dateTime',
		default: '',
		description: 'Time after which the chat flow is no longer started',
	},
	{
		displayName: 'Event Time',
		name: 'claimTime',
		type: 'dateTime',
		default: '',
		description: 'When the event happened',
	},
];

/** As that of messages, whose description names them. */
const resendOption: INodeProperties = {
	...resendUnknownOption,
	description:
		"Whether a retry starts chat flows again whose response was lost, which people can then go through twice. By default, 'Retry On Fail' and retries of an execution skip and report them.",
};

export const trigger = singleSend({
	value: 'trigger',
	name: 'Trigger',
	action: 'Trigger chat flow',
	description:
		'Start a published chat flow. Messages and calls of its nodes are billed by the products they use.',
	calls: 'TriggerChatFlow',
	unknown: {
		message: 'It is not known whether this chat flow was started, so it was not started again',
		check: 'To check whether it was started, look at the runs of the chat flow in the console.',
		again: 'start it again',
	},
	options: [resendOption],
	parameters: [locatorParameter('FlowCode', chatFlowLocator), input],
	added: additionalFields(
		[
			textParameter('Uuid', {
				displayName: 'Event ID',
				name: 'uuid',
				placeholder: 'e.g. {{ $execution.id }}-{{ $itemIndex }}',
				description: 'A unique ID. The service starts the chat flow only once for each ID.',
			}),
			textParameter('OutId', {
				displayName: 'External ID',
				name: 'outId',
				placeholder: 'e.g. order-1001',
				description: 'An ID from your own system, used to look up the event later',
			}),
		],
		TIMES,
	),
	complete: (context, itemIndex) => ({
		ClaimTimeMillis: timeOf(context, itemIndex, 'claimTime', 'Event Time'),
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
	return isEmptyValue(given) ? undefined : readMoment(functions, given, label);
}
