import { randomInt } from 'node:crypto';
import type { Action, ActionTable } from '../gateway/action';
import { invalid, productError, type ServiceError } from '../gateway/errors';
import type { Params } from '../gateway/params';
import { variablesOf, type Template, type TemplateComponent } from '../world/templates';
import { checkComponents } from './components';
import { channelOf } from './lookups';
import { readValues } from './template-use';
import { checkLanguage, templateTypeOf } from './templates';
import { PURPOSES, viberCategory } from './viber-categories';

/** `CustSpaceId` is optional in the SDK and required in the public metadata: required here. */
const createChatappTemplate: Action = {
	required: ['Name', 'Language', 'Category', 'TemplateType', 'Components', 'CustSpaceId'],
	qps: 50,
	handle({ params, world }) {
		const channel = channelOf(world, params.require('CustSpaceId'));
		const name = params.require('Name');
		const language = params.require('Language');
		params.require('TemplateType');
		const type = templateTypeOf(params);
		checkLanguage(language);
		if (type === 'WHATSAPP' && !/^[a-z0-9_]{1,512}$/.test(name)) throw invalid('Name');
		const purpose = type === 'WHATSAPP' ? params.oneOf('Category', PURPOSES) : undefined;
		const given = checkComponents(params.array('Components') ?? [], purpose ?? '', type);
		const category =
			purpose ??
			viberCategory(params.require('Category'), given, world.options.behavior.viberCategories);
		const example = readValues('Example', params.json('Example'));
		const left = unexplained(given, example);
		if (left) throw left;
		if (world.templates.isBlocked(channel.custSpaceId, name, language, world.now)) {
			throw productError(
				'InvalidParameter.CreateError',
				`The template ${name} was deleted in this language less than 4 weeks ago.`,
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
			category,
			type,
			custSpaceId: channel.custSpaceId,
			auditStatus: 'auditing',
			reason: null,
			quality: 'UNKNOWN',
			allowSend: true,
			categoryChangePaused: params.boolean('CategoryChangePaused') ?? false,
			sendTtlSeconds: ttlOf(params, category) ?? null,
			example,
			components: given.map(offerEndNamed),
			changedAt: world.now,
		};
		world.lifecycle.submit(template);
		return { Data: { TemplateCode: template.code, TemplateName: name } };
	},
};

/** The detail shows the variable that takes the end of an offer, which the call does not name. */
export function offerEndNamed(component: TemplateComponent): TemplateComponent {
	const isTimed = component.Type === 'LIMITED_TIME_OFFER' && component.HasExpiration === true;
	return isTimed ? { OfferExpirationTimeMs: '$(offerExpirationTimeMs)', ...component } : component;
}

/** Meta wants a sample for each variable; a refusal names those without. */
export function unexplained(
	components: TemplateComponent[],
	example: Readonly<Record<string, string>>,
): ServiceError | null {
	const names = variablesOf(components).filter((variable) => !example[variable]);
	if (names.length === 0) return null;
	return productError(
		'InvalidParameter.CreateError',
		`Samples are missing in Example: ${names.join(', ')}.`,
	);
}

/** The ranges of the newest page; older ones differ. */
export function ttlOf(params: Params, category: string): number | undefined {
	const max = category === 'AUTHENTICATION' ? 900 : 43_200;
	return params.integer('MessageSendTtlSeconds', { min: 30, max });
}

function newCode(): string {
	return `1119${randomInt(1e14, 2.8e14)}`;
}

export const createTemplateActions: ActionTable = { CreateChatappTemplate: createChatappTemplate };
