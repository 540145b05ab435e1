import type { Action, ActionTable } from '../gateway/action';
import { invalid, missing, productError } from '../gateway/errors';
import { isRecord, type Params } from '../gateway/params';
import type { Template } from '../world/templates';
import type { World } from '../world/world';
import { checkComponents } from './components';
import { offerEndNamed, ttlOf, unexplained } from './create-template';
import { channelOf, optionalChannel } from './lookups';
import { readValues } from './template-use';
import { checkLanguage, templateTypeOf } from './templates';
import { assertSameCategory } from './viber-categories';

/** Only these may be changed: the documentation says "not reviewed or rejected". */
const CHANGEABLE = new Set(['unaudit', 'auditing', 'fail']);

const modifyChatappTemplate: Action = {
	required: ['Components', 'Language', 'CustSpaceId'],
	qps: 50,
	handle({ params, world }) {
		const [template] = existing(world, params, 'DetailError.TemplateNotExist');
		if (!CHANGEABLE.has(template.auditStatus)) {
			throw productError(
				'InvalidParameter.CreateError',
				'Only a template that is not reviewed or was rejected can be modified.',
			);
		}
		const category = params.get('Category') ?? template.category;
		const components = checkComponents(params.array('Components') ?? [], category, template.type);
		if (template.type === 'VIBER') assertSameCategory(template.category, category, components);
		const example = readValues('Example', params.json('Example'));
		const left = unexplained(components, example);
		if (left) throw left;
		Object.assign(template, {
			category,
			example,
			components: components.map(offerEndNamed),
			categoryChangePaused: params.boolean('CategoryChangePaused') ?? template.categoryChangePaused,
			sendTtlSeconds: ttlOf(params, category) ?? template.sendTtlSeconds,
		});
		world.lifecycle.resubmit(template);
		return { Data: { TemplateCode: template.code, TemplateName: template.name } };
	},
};

const modifyChatappTemplateProperties: Action = {
	required: ['CustSpaceId', 'TemplateCode', 'Language', 'TemplateType'],
	handle({ params, world }) {
		const [template] = existing(world, params, 'DetailError.TemplateNotExist');
		template.allowSend = params.boolean('AllowSend') ?? template.allowSend;
		template.categoryChangePaused =
			params.boolean('CategoryChangePaused') ?? template.categoryChangePaused;
		template.changedAt = world.now;
		world.emitTemplate(template);
		return { Success: true, Model: {} };
	},
};

const deleteChatappTemplate: Action = {
	qps: 5,
	handle({ params, world }) {
		if (params.get('Language') !== undefined && params.get('TemplateType') === undefined) {
			throw missing('TemplateType');
		}
		const found = existing(world, params, 'DelError.TemplateNotExist');
		for (const template of found) world.templates.remove(template, world.now);
		return { Success: true };
	},
};

const archiveChatappTemplate: Action = {
	required: ['CustSpaceId', 'ChannelType', 'ArchiveType', 'TemplateList'],
	handle({ params, world }) {
		const { custSpaceId } = channelOf(world, params.require('CustSpaceId'));
		params.oneOf('ChannelType', ['WHATSAPP']);
		const type = params.require('ArchiveType');
		const templates = (params.array('TemplateList') ?? []).flatMap((entry) => {
			if (!isRecord(entry)) throw invalid('TemplateList');
			const code = String(entry.TemplateCode ?? '');
			const language = String(entry.Language ?? '');
			return world.templates.find({ code, language, custSpaceId });
		});
		// The real service's reverse value is not documented: this one stands for it here.
		if (type !== 'ARCHIVED' && type !== 'UNARCHIVED') throw invalid('ArchiveType');
		for (const template of templates) template.archived = type === 'ARCHIVED';
		const isDone = templates.length > 0;
		return {
			Success: true,
			Data: {
				Code: isDone ? 'OK' : 'DetailError.TemplateNotExist',
				Message: isDone ? 'OK' : 'The template does not exist.',
				Success: isDone,
			},
		};
	},
};

/** The library has one template for each code; copies are ready to be sent. */
const copyTemplate: Action = {
	required: ['SceneTemplateCode', 'SceneTemplateName'],
	handle({ params, world }) {
		const channel = optionalChannel(world, params);
		const name = params.require('SceneTemplateName');
		const language = params.get('Language') ?? 'en';
		checkLanguage(language);
		const template: Template = {
			...{ code: params.require('SceneTemplateCode'), name, language },
			...{ category: 'UTILITY', type: 'WHATSAPP', custSpaceId: channel?.custSpaceId ?? '' },
			...{ auditStatus: 'auditing', reason: null, quality: 'UNKNOWN', allowSend: true },
			...{ categoryChangePaused: false, sendTtlSeconds: null, example: { name: 'Mei' } },
			components: [{ Type: 'BODY', Text: 'Hi $(name), this text comes from the library.' }],
			changedAt: world.now,
		};
		world.lifecycle.submit(template);
		return {
			Success: true,
			Data: {
				SceneTemplateCode: template.code,
				SceneTemplateName: name,
				WhatsappCatagory: template.category,
			},
		};
	},
};

/** The templates that a call names by code or name, in the language if it names one. */
function existing(world: World, params: Params, code: string): [Template, ...Template[]] {
	const channel = optionalChannel(world, params);
	const key = { code: params.get('TemplateCode'), name: params.get('TemplateName') };
	if (key.code === undefined && key.name === undefined) {
		throw productError(
			'InvalidParameter.TemplateCodeNotEmpty',
			'The TemplateCode cannot be empty.',
		);
	}
	const language = params.get('Language');
	checkLanguage(language);
	const [first, ...others] = world.templates.find({
		...key,
		language,
		type: templateTypeOf(params),
		custSpaceId: channel?.custSpaceId,
	});
	if (first) return [first, ...others];
	throw productError(code, 'The template does not exist.');
}

export const templateChangeActions: ActionTable = {
	ModifyChatappTemplate: modifyChatappTemplate,
	ModifyChatappTemplateProperties: modifyChatappTemplateProperties,
	DeleteChatappTemplate: deleteChatappTemplate,
	ArchiveChatappTemplate: archiveChatappTemplate,
	CopyTemplate: copyTemplate,
};
