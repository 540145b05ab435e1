import type { Action, ActionTable } from '../gateway/action';
import { productError } from '../gateway/errors';
import type { Params } from '../gateway/params';
import type { Template, TemplateComponent } from '../world/templates';
import { LANGUAGES } from './languages';
import { channelOf, optionalChannel, pageOf, pageSlice } from './lookups';

const AUDIT_STATUSES = new Set(['pass', 'fail', 'auditing', 'unaudit', 'disabled', 'paused']);

/** "The default is WHATSAPP": without a type the templates of other apps are not found. */
export function templateTypeOf(params: Params): 'WHATSAPP' | 'VIBER' {
	const type = params.get('TemplateType') ?? 'WHATSAPP';
	if (type === 'WHATSAPP' || type === 'VIBER') return type;
	throw productError(
		'InvalidParameter.TemplateTypeNotSupport',
		`The TemplateType ${type} is not supported.`,
	);
}

export function checkLanguage(language: string | undefined): void {
	if (language === undefined || LANGUAGES.has(language)) return;
	throw productError(
		'InvalidParameter.LanguageNotSupport',
		`The Language ${language} is not supported.`,
	);
}

const listChatappTemplate: Action = {
	qps: 5,
	handle({ params, world }) {
		const channel = optionalChannel(world, params);
		const status = params.get('AuditStatus');
		if (status !== undefined && !AUDIT_STATUSES.has(status)) {
			throw productError(
				'InvalidParameter.AuditStatusNotSupport',
				`The AuditStatus ${status} is not supported.`,
			);
		}
		const type = templateTypeOf(params);
		checkLanguage(params.get('Language'));
		const page = pageOf(params);
		const rows = world.templates
			.find({
				code: params.get('Code'),
				language: params.get('Language'),
				custSpaceId: channel?.custSpaceId,
				type,
			})
			.filter(
				(template) =>
					(status === undefined || template.auditStatus === status) &&
					template.category === (params.get('Category') ?? template.category) &&
					template.name.includes(params.get('Name') ?? ''),
			);
		return { Success: true, ListTemplate: pageSlice(rows, page).map(row), Total: rows.length };
	},
};

function row(template: Template) {
	return {
		TemplateCode: template.code,
		TemplateName: template.name,
		TemplateType: template.type,
		Category: template.category,
		Language: template.language,
		AuditStatus: template.auditStatus,
		Reason: template.reason ?? '',
		LastUpdateTime: template.changedAt,
	};
}

/** `CustSpaceId` is optional in the SDK and required in the public metadata: required here. */
const getChatappTemplateDetail: Action = {
	required: ['Language', 'CustSpaceId'],
	qps: 5,
	handle({ params, world }) {
		const channel = channelOf(world, params.require('CustSpaceId'));
		const code = params.get('TemplateCode');
		const name = params.get('TemplateName');
		if (code === undefined && name === undefined) {
			throw productError(
				'InvalidParameter.TemplateCodeNotEmpty',
				'The TemplateCode cannot be empty.',
			);
		}
		const [template] = world.templates.find({
			...{ code, name, language: params.require('Language'), type: templateTypeOf(params) },
			custSpaceId: channel.custSpaceId,
		});
		if (!template) {
			throw productError('DetailError.TemplateNotExist', 'The template does not exist.');
		}
		return { Data: detail(template) };
	},
};

function detail(template: Template) {
	return {
		TemplateCode: template.code,
		Name: template.name,
		Language: template.language,
		Category: template.category,
		TemplateType: template.type,
		AuditStatus: template.auditStatus,
		Reason: template.reason ?? '',
		QualityScore: template.quality,
		AllowSend: template.allowSend,
		CategoryChangePaused: template.categoryChangePaused,
		...(template.sendTtlSeconds === null ? {} : { MessageSendTtlSeconds: template.sendTtlSeconds }),
		Example: template.example,
		Components: template.components.map(detailComponent),
	};
}

/** The detail writes `hasExpiration` in lower camel case, unlike the call that creates it. */
function detailComponent({ HasExpiration, ...component }: TemplateComponent) {
	return HasExpiration === undefined ? component : { ...component, hasExpiration: HasExpiration };
}

export const templateActions: ActionTable = {
	ListChatappTemplate: listChatappTemplate,
	GetChatappTemplateDetail: getChatappTemplateDetail,
};
