import { optionalText } from '../../../alibabaCloud/input/invalidInput';
import { VIBER_LAYOUTS } from '../../templates/designer/viberLayout';
import { filtersField, listFields } from '../../fields/lists';
import { channelLocator } from '../../../alibabaCloud/channels/channelLocator';
import { optionsField } from '../../runtime/options';
import { templateTypeField } from '../../fields/templateDesigner';
import type { ItemOperation } from '../../runtime/operation';
import { collectPages, keyOfFields, rowsOf, totalOf } from '../../../alibabaCloud/lists/pages';
import { readCollection, readLimit, readLocator } from '../../fields/parameters';
import { toResult } from '../../runtime/results';
import { templateTypeOf } from '../../calls/templateDetail';

export const getAll: ItemOperation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get the templates of a channel with category, language and review state',
	properties: [
		templateTypeField,
		channelLocator,
		...listFields,
		filtersField([
			{
				displayName: 'Category',
				name: 'category',
				type: 'options',
				options: [
					{ name: 'Authentication', value: 'AUTHENTICATION' },
					{ name: 'Marketing', value: 'MARKETING' },
					{ name: 'Utility', value: 'UTILITY' },
					...VIBER_LAYOUTS.map((value) => ({ name: `Viber: ${value}`, value })),
				],
				default: 'UTILITY',
				description: 'The purpose of the template or, for Viber, its component layout',
			},
			{
				displayName: 'Language Code',
				name: 'language',
				type: 'string',
				default: '',
				placeholder: 'e.g. en',
				description: 'The language of the template',
			},
			{
				displayName: 'Review State',
				name: 'auditStatus',
				type: 'options',
				options: [
					{ name: 'Approved', value: 'pass' },
					{ name: 'In Review', value: 'auditing' },
					{ name: 'Not Submitted', value: 'unaudit' },
					{ name: 'Rejected', value: 'fail' },
				],
				default: 'pass',
				description: 'The result of the review. Only approved templates can be sent.',
			},
			{
				displayName: 'Template Code',
				name: 'code',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1119000000000000001',
				description: 'The code of a template, to list its languages',
			},
			{
				displayName: 'Template Name',
				name: 'name',
				type: 'string',
				default: '',
				placeholder: 'e.g. order_update',
				description: 'The name of the template',
			},
			{
				displayName: 'Template Type',
				name: 'templateType',
				type: 'options',
				options: [
					{ name: 'Viber', value: 'VIBER' },
					{ name: 'WhatsApp', value: 'WHATSAPP' },
				],
				default: 'WHATSAPP',
				description: "The chat app of the template. Overrides 'Channel Type'.",
			},
		]),
		optionsField(),
	],
	async execute({ functions, callApi }, itemIndex) {
		const filters = readCollection(functions, 'filters', itemIndex);
		const channel = readLocator(functions, 'channel', 'Channel', itemIndex);
		const type = templateTypeOf(functions.getNodeParameter('channelType', itemIndex, 'whatsapp'));
		return await collectPages(
			async (index, size) => {
				const envelope = await callApi({
					product: 'cams',
					action: 'ListChatappTemplate',
					retry: 'safe',
					body: {
						CustSpaceId: channel,
						Page: { Index: index, Size: size },
						AuditStatus: optionalText(filters.auditStatus),
						Category: optionalText(filters.category),
						Code: optionalText(filters.code),
						Language: optionalText(filters.language),
						Name: optionalText(filters.name),
						TemplateType: optionalText(filters.templateType) ?? type,
					},
				});
				return {
					rows: rowsOf(envelope, 'ListTemplate').map((row) => toResult(row, envelope)),
					total: totalOf(envelope, 'Total'),
				};
			},
			readLimit(functions, itemIndex),
			{ keyOf: keyOfFields(['templateCode', 'language']) },
		);
	},
};
