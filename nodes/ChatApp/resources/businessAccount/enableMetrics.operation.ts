import { channelParameter } from '../../fields/parameter';
import { confirmation, singleCall } from '../../calls/singleCall';

export const enableMetrics = singleCall({
	value: 'enableMetrics',
	name: 'Enable Metrics',
	action: 'Enable metrics of business account',
	description:
		'Start to collect the metrics of templates and numbers, once for each account. They show up after a day and do not cover the time before.',
	calls: 'EnableWhatsappROIMetric',
	parameters: [channelParameter],
	result: (answer) =>
		confirmation(
			answer,
			{ metricsEnabled: true, nextStep: "Read them after a day with 'Get Metrics'." },
			['CustSpaceId'],
		),
});
