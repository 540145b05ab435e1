import type { FieldType, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { ACTION_KEYS, templateActions } from './actions';
import { componentOf } from './components';
import { field, text, type TemplateDefinition } from './definition';
import { buttonLabel, payloadLabel, variableLabel } from './labels';
import { quickReplies, templateVariables, type TemplateVariable } from './variables';

/** The key under which the payload of a quick reply is mapped; no variable can have it. */
export function payloadKey(position: number): string {
	return `payload:${position}`;
}

/** One field for everything of a template that a message can fill in. */
export function templateFields(template: TemplateDefinition): ResourceMapperFields {
	const fields = [
		...templateVariables(template).map(variableField),
		...actionFields(template),
		...quickReplies(template).map((reply) =>
			fieldOf(payloadKey(reply.position), payloadLabel(reply), 'string'),
		),
	];
	return { fields, emptyFieldsNotice: noticeOf(template, fields) };
}

/** Longer than this is no notice any more. */
const LONGEST_TEXT = 600;

/**
 * What n8n shows in place of the fields: where there are none, and where incoming fields are mapped
 * automatically. n8n reads it as HTML.
 */
function noticeOf(template: TemplateDefinition, fields: readonly ResourceMapperField[]): string {
	const names = fields.map(
		({ id, required }) => `<b>${asHtml(id)}</b>${required ? '' : ' (optional)'}`,
	);
	const none =
		template.components.length === 0
			? 'The service returned this template without components, so its variables are unknown.'
			: 'This template has no variables.';
	const which =
		names.length === 0
			? none
			: `Incoming fields with these names fill the template: ${names.join(', ')}.`;
	const written = templateText(template);
	return written === '' ? which : `${which} Its text: <i>${asHtml(written)}</i>`;
}

/** The words of the template in one line, with its variables as gaps. */
export function templateText(template: TemplateDefinition): string {
	const body = ['HEADER', 'BODY', 'FOOTER']
		.map((type) => componentOf(template.components, type))
		.map((component) => text(field(component ?? {}, 'Text')))
		.filter((part) => part !== '')
		.join(' · ')
		.replace(/\s+/g, ' ');
	const points = [...body];
	return points.length > LONGEST_TEXT ? `${points.slice(0, LONGEST_TEXT).join('')}...` : body;
}

function asHtml(plain: string): string {
	return plain.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * The field starts empty, and its label shows the sample: a sample in the field would be sent to
 * people when it is forgotten, and an expression pasted over it would stay fixed text, while n8n
 * makes an expression of what is pasted into an empty field.
 */
function variableField(variable: TemplateVariable): ResourceMapperField {
	const isDate = variable.kind === 'offerEnd';
	const sample = (isDate ? isoDate(variable.example) : variable.example) ?? '';
	const label = variableLabel(variable, sample.replace(/\s+/g, ' ').trim());
	return { ...fieldOf(variable.name, label, isDate ? 'dateTime' : 'string'), required: true };
}

function actionFields(template: TemplateDefinition): ResourceMapperField[] {
	const { productList, catalog, flow } = templateActions(template);
	const fields: ResourceMapperField[] = [];
	if (productList !== null) {
		const sections = buttonLabel('Products, e.g. Shoes: A1, A2; Hats: B1', productList);
		fields.push({ ...fieldOf(ACTION_KEYS.sections, sections, 'string'), required: true });
	}
	const opensProducts = productList ?? catalog;
	if (opensProducts !== null) {
		const label = buttonLabel('Thumbnail product ID', opensProducts);
		fields.push(fieldOf(ACTION_KEYS.thumbnail, label, 'string'));
	}
	if (flow !== null) {
		fields.push(
			fieldOf(ACTION_KEYS.flowToken, buttonLabel('Flow token', flow), 'string'),
			fieldOf(ACTION_KEYS.flowData, buttonLabel('Flow data, JSON', flow), 'object'),
		);
	}
	return fields;
}

function fieldOf(id: string, displayName: string, type: FieldType): ResourceMapperField {
	return {
		id,
		displayName,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type,
	};
}

/** As people read dates; samples are Unix milliseconds. */
function isoDate(sample: string | null): string | null {
	const time = new Date(Number(sample ?? NaN));
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
