import { listCall } from '../../calls/listCall';
import { channelParameter, conditionParameter } from '../../fields/parameter';
import { VIBER_LAYOUTS } from '../../templates/designer/viberLayout';
import { templateTypeParameter } from './templateParameters';

export const getAll = listCall({
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get the templates of a channel with category, language and review state',
	calls: 'ListChatappTemplate',
	parameters: [templateTypeParameter, channelParameter],
	filters: [
		conditionParameter('Category', {
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
		}),
		conditionParameter('Language', {
			displayName: 'Language Code',
			name: 'language',
			placeholder: 'e.g. en',
			description: 'The language of the template',
		}),
		conditionParameter('AuditStatus', {
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
		}),
		conditionParameter('Code', {
			displayName: 'Template Code',
			name: 'code',
			placeholder: 'e.g. 1119000000000000001',
			description: 'The code of a template, to list its languages',
		}),
		conditionParameter('Name', {
			displayName: 'Template Name',
			name: 'name',
			placeholder: 'e.g. order_update',
			description: 'The name of the template',
		}),
		conditionParameter('OtherType', {
			displayName: 'Template Type',
			name: 'templateType',
			type: 'options',
			options: [
				{ name: 'Viber', value: 'VIBER' },
				{ name: 'WhatsApp', value: 'WHATSAPP' },
			],
			default: 'WHATSAPP',
			description: "The chat app of the template. Overrides 'Channel Type'.",
		}),
	],
	complete: (_context, _itemIndex, { TemplateType, OtherType }) => ({
		TemplateType: OtherType ?? TemplateType,
		OtherType: undefined,
	}),
});
