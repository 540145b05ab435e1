import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../../alibabaCloud/input/invalidInput';
import { ownDigits } from '../../../alibabaCloud/input/phoneNumber';
import { answeredTime, readMoment } from '../../fields/moment';
import { channelParameter, choiceParameter, textParameter } from '../../fields/parameter';
import { additionalFields } from '../../fields/reading';
import { singleCall } from '../../calls/singleCall';
import type { OperationContext } from '../../runtime/operation';
import { rowsOf } from '../../../alibabaCloud/lists/pages';
import { toResult } from '../../runtime/results';

const START: INodeProperties = {
	displayName: 'Start',
	name: 'start',
	type: 'dateTime',
	required: true,
	default: '',
	description: 'Start of the reporting period',
};
const END: INodeProperties = {
	displayName: 'End',
	name: 'end',
	type: 'dateTime',
	required: true,
	default: '',
	description: 'End of the reporting period',
};

export const getMetrics = singleCall({
	value: 'getMetrics',
	name: 'Get Metrics',
	action: 'Get metrics of phone numbers',
	description:
		"Get the number of sent and delivered messages per day or half hour. Data is available one day after running 'Enable Metrics' of 'Business Account'.",
	calls: 'GetChatappPhoneNumberMetric',
	parameters: [
		channelParameter,
		choiceParameter('Granularity', {
			displayName: 'Granularity',
			name: 'granularity',
			options: [
				{ name: 'Day', value: 'DAILY' },
				{ name: 'Half Hour', value: 'HALF_HOUR' },
			],
			description: 'The interval that each item covers',
		}),
	],
	others: [START, END],
	added: additionalFields([
		textParameter(
			'PhoneNumber',
			{
				displayName: 'Phone Number',
				name: 'phoneNumber',
				placeholder: 'e.g. 6531589000',
				description:
					'Phone number of the channel with country code. Leave empty to include all numbers.',
			},
			{ tidy: (text) => ownDigits(text, 'Phone Number') },
		),
	]),
	complete(context, itemIndex) {
		const period = {
			Start: readTime(context, START, itemIndex),
			End: readTime(context, END, itemIndex),
		};
		if (period.Start < period.End) return period;
		throw new InvalidInput(
			"'Start' is not before 'End'",
			"Set an earlier 'Start' or a later 'End'.",
		);
	},
	result: ({ envelope }) =>
		rowsOf(envelope, 'Data').map((row) => ({
			...toResult(row, envelope),
			start: answeredTime(row.Start),
			end: answeredTime(row.End),
		})),
});

function readTime(
	{ functions }: OperationContext,
	{ name, displayName }: INodeProperties,
	itemIndex: number,
): number {
	return readMoment(functions, functions.getNodeParameter(name, itemIndex, ''), displayName);
}
