import { invalid, productError, type ServiceError } from '../gateway/errors';
import { isRecord } from '../gateway/params';
import { deliveryFailure, type DeliveryFailure } from '../world/delivery-outcomes';
import { variablesOfTemplate, type Template } from '../world/templates';
import type { World } from '../world/world';
import { wrongValue } from './template-values';

/** A problem that either refuses the call or fails the message later, as `behavior` says. */
export interface SendProblem {
	kind: 'unusableTemplate' | 'wrongVariables' | 'closedWindow' | 'offlineSender';
	refusal: ServiceError;
	receipt: DeliveryFailure;
}

/** Receipts for templates that exist but must not be sent; others get 132001. */
const RECEIPTS: Readonly<Record<string, string>> = { paused: '132015', disabled: '132016' };

/**
 * The template to send. Meta's 132001 stands for "does not exist in this language or is not
 * approved", so the refusal does not tell these apart either.
 */
export function findTemplate(
	world: World,
	key: { code?: string; name?: string; language: string; custSpaceId: string },
): { template: Template | null; problem: SendProblem | null } {
	const [template = null] = world.templates.find(key);
	if (template?.auditStatus === 'pass' && template.allowSend) return { template, problem: null };
	return {
		template,
		problem: {
			kind: 'unusableTemplate',
			refusal: productError(
				'TemplateNotFound',
				'The template does not exist in this language or is not approved.',
			),
			receipt: deliveryFailure(RECEIPTS[template?.auditStatus ?? ''] ?? '132001'),
		},
	};
}

/** What fills a template in one call, or for one recipient of a mass send. */
export interface TemplateUse {
	values: Readonly<Record<string, string>>;
	payloads: readonly string[];
	productAction: Record<string, unknown> | undefined;
	flowAction: Record<string, unknown> | undefined;
}

/** Everything of a call that has to fit the template. */
export function checkUse(world: World, template: Template, use: TemplateUse): SendProblem | null {
	return checkVariables(world, template, use.values) ?? checkValues(world, template, use);
}

/** WhatsApp checks what is in the values, so the sender may hear of them by a failed receipt. */
function checkValues(world: World, template: Template, use: TemplateUse): SendProblem | null {
	const wrong = wrongValue(template, use, world.now);
	if (!wrong) return null;
	return {
		kind: 'wrongVariables',
		refusal: productError(
			'TemplateParamInvalid',
			`The template parameters do not match (${wrong.why}).`,
		),
		receipt: deliveryFailure(wrong.receipt),
	};
}

/** Every variable needs a text that is not empty. */
function checkVariables(
	world: World,
	template: Template,
	values: Readonly<Record<string, string>>,
): SendProblem | null {
	const wanted = variablesOfTemplate(template);
	const missing = wanted.filter((name) => !Object.hasOwn(values, name) || values[name] === '');
	const surplus =
		world.options.behavior.surplusVariables === 'ignored'
			? []
			: Object.keys(values).filter((name) => !wanted.includes(name));
	if (missing.length === 0 && surplus.length === 0) return null;
	const parts = [
		missing.length > 0 ? `missing: ${missing.join(', ')}` : '',
		surplus.length > 0 ? `not in the template: ${surplus.join(', ')}` : '',
	];
	return {
		kind: 'wrongVariables',
		refusal: productError(
			'TemplateParamInvalid',
			`The template parameters do not match (${parts.filter(Boolean).join('; ')}).`,
		),
		receipt: deliveryFailure('132000'),
	};
}

/** TemplateParams: names to texts. */
export function readValues(parameter: string, given: unknown): Record<string, string> {
	if (given === undefined || given === null) return {};
	if (!isRecord(given)) throw invalid(parameter);
	const entries = Object.entries(given).map(([name, value]): [string, string] => {
		if (typeof value !== 'string') throw invalid(parameter);
		return [name, value];
	});
	// Not by assignment: a variable may be called `__proto__`.
	return Object.fromEntries(entries);
}

/** Payload: texts for the quick replies, in their order. */
export function readPayloads(parameter: string, given: unknown): string[] {
	if (given === undefined || given === null) return [];
	if (!Array.isArray(given)) throw invalid(parameter);
	return given.map((one: unknown) => {
		if (typeof one !== 'string') throw invalid(parameter);
		return one;
	});
}

/** ProductAction and FlowAction: JSON objects. */
export function readAction(parameter: string, given: unknown): Record<string, unknown> | undefined {
	if (given === undefined || given === null) return undefined;
	if (!isRecord(given)) throw invalid(parameter);
	return given;
}
