import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InvalidInput, optionalText } from '../../../alibabaCloud/input/invalidInput';
import { asObject, text } from '../../templates/definition';
import { readMoment } from '../../fields/moment';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { templateLocator } from '../../fields/locators';
import { optionsField, readOptions } from '../../runtime/options';
import { templateTypeField } from '../../fields/templateDesigner';
import type { ItemOperation } from '../../runtime/operation';
import { rowsOf } from '../../../alibabaCloud/lists/pages';
import { readLocator } from '../../fields/parameters';
import { requestIdOf } from '../../runtime/results';
import { templateTypeOf } from '../../calls/templateDetail';

const metricFields: readonly INodeProperties[] = [
	{
		displayName: 'Start',
		name: 'start',
		type: 'dateTime',
		required: true,
		default: '',
		description: 'Start of the reporting period',
	},
	{
		displayName: 'End',
		name: 'end',
		type: 'dateTime',
		default: '',
		description: 'End of the reporting period. Leave empty to use the current time.',
	},
	{
		displayName: 'Granularity',
		name: 'granularity',
		type: 'options',
		options: [
			{ name: 'Day', value: 'DAILY' },
			{ name: 'Half Hour', value: 'HALF_HOUR' },
		],
		default: 'DAILY',
		description: 'The interval that each item covers',
	},
];

const languageOption: INodeProperties = {
	displayName: 'Language Code',
	name: 'language',
	type: 'string',
	default: '',
	placeholder: 'e.g. en',
	description: 'Include only the template in this language',
};

/** Fields of a row by the service's type of button. */
const CLICKS = Object.freeze({
	url_button: 'urlClicks',
	quick_reply_button: 'quickReplyClicks',
	phone_number_button: 'phoneNumberClicks',
} as const);

export const getMetrics: ItemOperation = {
	value: 'getMetrics',
	name: 'Get Metrics',
	action: 'Get template metrics',
	description:
		'Get delivery metrics of a marketing template, for example for a chart. Metrics must be enabled for the channel at least a day before.',
	properties: [
		templateTypeField,
		channelLocator,
		templateLocator,
		...metricFields,
		optionsField([languageOption]),
	],
	async execute({ functions, callApi }, itemIndex) {
		const channel = readLocator(functions, 'channel', 'Channel', itemIndex);
		const code = readLocator(functions, 'template', 'Template', itemIndex);
		const read = (name: string): unknown => functions.getNodeParameter(name, itemIndex, '');
		const start = readMoment(functions, read('start'), 'Start');
		const end = readMoment(functions, read('end') || Date.now(), 'End');
		if (start >= end) {
			throw new InvalidInput(
				"'End' is not after 'Start'",
				`Choose an 'End' after ${new Date(start).toISOString()}.`,
			);
		}
		const envelope = await callApi({
			product: 'cams',
			action: 'GetChatappTemplateMetric',
			retry: 'safe',
			body: {
				CustSpaceId: channel,
				TemplateCode: code,
				TemplateType: templateTypeOf(read('channelType')),
				Start: start,
				End: end,
				Granularity: text(read('granularity')) || 'DAILY',
				Language: optionalText(readOptions(functions, itemIndex).language, 'Language Code'),
			},
		});
		return rowsOf(envelope, 'Data')
			.map((row): IDataObject => ({ ...metricRow(row), requestId: requestIdOf(envelope) }))
			.sort((a, b) => String(a.start).localeCompare(String(b.start)));
	},
};

/** Every number of a row is a field of its own, so that a chart can use it. */
function metricRow(row: IDataObject): IDataObject {
	const clicks = Array.isArray(row.Cliented) ? row.Cliented.map(asObject) : [];
	const sum = (entries: readonly IDataObject[]): number =>
		entries.reduce((total, { Count }) => total + (Number(Count) || 0), 0);
	return {
		templateCode: text(row.TemplateCode) || null,
		language: text(row.Language) || null,
		start: isoTime(row.Start),
		end: isoTime(row.End),
		sentCount: Number(row.SentCount) || 0,
		deliveredCount: Number(row.DeliveredCount) || 0,
		readCount: Number(row.ReadCount) || 0,
		clickedCount: sum(clicks),
		...Object.fromEntries(
			Object.entries(CLICKS).map(([type, name]) => [
				name,
				sum(clicks.filter((click) => text(click.Type).toLowerCase() === type)),
			]),
		),
		clicks: clicks.map(({ Type, ButtonContent, Count }) => ({
			type: text(Type),
			button: text(ButtonContent),
			count: Number(Count) || 0,
		})),
	};
}

function isoTime(value: unknown): string | null {
	const time = new Date(Number(text(value) || NaN));
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
