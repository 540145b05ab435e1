import { randomInt } from 'node:crypto';
import type { Action, ActionTable } from '../gateway/action';
import { invalid, productError } from '../gateway/errors';
import { variablesOf, type Template, type TemplateComponent } from '../world/templates';
import { checkComponents } from './components';
import { channelOf } from './lookups';
import { readValues } from './template-use';
import { checkLanguage, checkTemplateType } from './templates';

/** `CustSpaceId` is optional in the SDK and required in the public metadata: required here. */
const createChatappTemplate: Action = {
	required: ['Name', 'Language', 'Category', 'TemplateType', 'Components', 'CustSpaceId'],
	qps: 50,
	handle({ params, world }) {
		const channel = channelOf(world, params.require('CustSpaceId'));
		const name = params.require('Name');
		const language = params.require('Language');
		const type = params.require('TemplateType');
		checkTemplateType(type);
		checkLanguage(language);
		const category = params.oneOf('Category', ['UTILITY', 'MARKETING', 'AUTHENTICATION']);
		if (type === 'WHATSAPP' && !/^[a-z0-9_]{1,512}$/.test(name)) throw invalid('Name');
		const given = checkComponents(params.array('Components') ?? [], category ?? '');
		const example = readValues('Example', params.json('Example'));
		const unexplained = variablesOf(given).filter((variable) => !example[variable]);
		if (unexplained.length > 0) {
			throw productError(
				'InvalidParameter.CreateError',
				`Samples are missing in Example: ${unexplained.join(', ')}.`,
			);
		}
		const sameName = world.templates.find({ name, custSpaceId: channel.custSpaceId });
		if (sameName.some((template) => template.language === language)) {
			throw productError(
				'InvalidParameter.TemplateNameExist',
				`The template name ${name} already exists in this language.`,
			);
		}
		const template: Template = {
			// Languages of one template share its code.
			code: sameName[0]?.code ?? newCode(),
			name,
			language,
			category: category ?? '',
			type: type === 'VIBER' ? 'VIBER' : 'WHATSAPP',
			custSpaceId: channel.custSpaceId,
			auditStatus: 'auditing',
			reason: null,
			quality: 'UNKNOWN',
			allowSend: true,
			categoryChangePaused: params.boolean('CategoryChangePaused') ?? false,
			sendTtlSeconds: params.integer('MessageSendTtlSeconds', { min: 30, max: 43_200 }) ?? null,
			example,
			components: given.map(withOfferEnd),
			changedAt: world.now,
		};
		world.lifecycle.submit(template);
		return { Data: { TemplateCode: template.code, TemplateName: name } };
	},
};

/** The detail shows the variable that takes the end of an offer, which the call does not name. */
function withOfferEnd(component: TemplateComponent): TemplateComponent {
	const isTimed = component.Type === 'LIMITED_TIME_OFFER' && component.HasExpiration === true;
	return isTimed ? { OfferExpirationTimeMs: '$(offerExpirationTimeMs)', ...component } : component;
}

function newCode(): string {
	return `1119${randomInt(1e14, 2.8e14)}`;
}

export const createTemplateActions: ActionTable = { CreateChatappTemplate: createChatappTemplate };
