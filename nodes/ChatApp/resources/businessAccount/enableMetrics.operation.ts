import { channelParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';

export const enableMetrics = singleCall({
	value: 'enableMetrics',
	name: 'Enable Metrics',
	action: 'Enable metrics of business account',
	description:
		'Start collecting metrics for templates and phone numbers, once per account. Data appears after a day and does not cover earlier periods.',
	calls: 'EnableWhatsappROIMetric',
	parameters: [channelParameter],
	result: (answer) =>
		confirmation(
			answer,
			{ metricsEnabled: true, nextStep: "Wait a day, then read them with 'Get Metrics'." },
			['CustSpaceId'],
		),
});
