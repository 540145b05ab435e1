import type { INodeProperties } from 'n8n-workflow';

import { text } from '../../templates/definition';
import { TEMPLATE_TYPES } from '../../templates/designer/design';
import { TEMPLATE_LANGUAGES } from '../../templates/designer/languages';
import { languageFaults, nameFaults, ttlFaults } from '../../templates/designer/name';
import { variableNames } from '../../templates/designer/syntax';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { notInDefinitions } from '../../runtime/definitions';
import { optionsField, readOptions } from '../../runtime/options';
import {
	categoryField,
	designerFields,
	viberCategoryField,
	designerOptions,
	pauseField,
	templateTypeField,
} from '../../fields/templateDesigner';
import type { ItemOperation } from '../../runtime/operation';
import { readLocator } from '../../fields/parameters';
import { flatResult } from '../../runtime/results';
import { explainingCategory, readDesign, readTemplateChannel } from './design';
import { UNKNOWN_REVIEW, waitForReview } from './review';

const MINUTE_MS = 60_000;
/** Reviews end within a day. */
const LONGEST_MINUTES = 1440;

const nameField: INodeProperties = {
	displayName: 'Template Name',
	name: 'templateName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_update',
	description:
		'For WhatsApp, up to 512 lowercase letters, digits and underscores. Use the same name in another language to add a translation.',
};

export const languageField: INodeProperties = {
	displayName: 'Template Language',
	name: 'templateLanguage',
	type: 'options',
	options: Object.entries(TEMPLATE_LANGUAGES).map(([value, name]) => ({ name, value })),
	default: 'en',
	description: 'The language of the template',
};

const waitFields: readonly INodeProperties[] = [
	{
		displayName: 'Wait for Review',
		name: 'waitForReview',
		type: 'boolean',
		default: false,
		description:
			"Whether to wait until the template is approved or rejected. Alternatively, use a trigger on 'Template and Account Review'.",
	},
	{
		displayName: 'Maximum Wait',
		name: 'reviewTimeout',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: LONGEST_MINUTES, numberPrecision: 2 },
		default: 10,
		displayOptions: { show: { waitForReview: [true] } },
		description:
			'Maximum time to wait in minutes. A review can take a day. If it is not finished in time, the template is returned as pending.',
	},
];

export const create: ItemOperation = {
	value: 'create',
	holdsFiles: true,
	name: 'Create',
	action: 'Create template',
	description: 'Design a template and submit it for review. Only approved templates can be sent.',
	properties: [
		templateTypeField,
		channelLocator,
		nameField,
		languageField,
		categoryField,
		viberCategoryField,
		...designerFields,
		pauseField,
		...waitFields,
		notInDefinitions(optionsField(designerOptions)),
	],
	async execute(context, itemIndex) {
		context.checkTexts();
		const { functions, callApi } = context;
		const parameter = (name: string): unknown => functions.getNodeParameter(name, itemIndex, '');
		const channelType = readTemplateChannel(context, itemIndex);
		const channel = readLocator(functions, 'channel', 'Channel', itemIndex);
		const name = text(parameter('templateName')).trim();
		const language = text(parameter('templateLanguage')).trim();
		const ttl = readOptions(functions, itemIndex).messageSendTtlSeconds;
		const { category, components, examples } = await readDesign(context, itemIndex, channel, [
			...nameFaults(channelType, name),
			...languageFaults(language),
			...ttlFaults(ttl),
		]);
		const created = flatResult(
			await callApi({
				product: 'cams',
				action: 'CreateChatappTemplate',
				retry: 'never',
				body: {
					CustSpaceId: channel,
					Name: name,
					Language: language,
					Category: category,
					TemplateType: TEMPLATE_TYPES[channelType],
					Components: components,
					...templateSettings({ examples, ttl, pause: parameter('categoryChangePaused') }),
				},
			}).catch(explainingCategory(channelType, category)),
		);
		const { data, ...rest } = created;
		const code = codeOf(data);
		const waits = parameter('waitForReview') === true && code !== null;
		const review = waits
			? await waitForReview(
					context,
					{ channel, type: TEMPLATE_TYPES[channelType], code, language },
					minutesOf(parameter) * MINUTE_MS,
				)
			: UNKNOWN_REVIEW;
		return {
			templateCode: code,
			templateName: name,
			language,
			category,
			channelId: channel,
			variables: variableNames(components),
			...review,
			...rest,
		};
	},
};

/** Parameters that creating and changing have in common; what was not set is left out. */
export function templateSettings({
	examples,
	ttl,
	pause,
}: {
	readonly examples: Readonly<Record<string, string>>;
	readonly ttl: unknown;
	readonly pause: unknown;
}): { Example?: object; MessageSendTtlSeconds?: number; CategoryChangePaused?: boolean } {
	const seconds = Number(text(ttl) || 0);
	return {
		...(Object.keys(examples).length > 0 ? { Example: examples } : {}),
		...(seconds > 0 ? { MessageSendTtlSeconds: seconds } : {}),
		...(typeof pause === 'boolean' ? { CategoryChangePaused: pause } : {}),
	};
}

function minutesOf(parameter: (name: string) => unknown): number {
	const minutes = Number(parameter('reviewTimeout'));
	return Number.isFinite(minutes) ? Math.min(LONGEST_MINUTES, Math.max(0, minutes)) : 0;
}

/** Older answers spell their keys in lower camel case. */
function codeOf(data: unknown): string | null {
	const { TemplateCode, templateCode } = (data ?? {}) as Record<string, unknown>;
	return text(TemplateCode ?? templateCode) || null;
}
