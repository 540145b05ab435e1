import type { ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import type { TemplateDefinition } from './definition';
import { quickReplies, templateVariables } from './variables';
import type { QuickReply, TemplateVariable, VariablePlace } from './variables';

/** The mapper cuts longer labels off at the usual width of the panel. */
const LABEL_LENGTH = 80;
const GAP = '▁';

/** The key under which the payload of a quick reply is mapped; no variable can have it. */
export function payloadKey(position: number): string {
	return `payload:${position}`;
}

/**
 * One field for each variable and quick reply of a template. The mapper shows no hint beside a
 * field, so the label itself carries the words around the gap.
 */
export function templateFields(template: TemplateDefinition): ResourceMapperFields {
	return {
		fields: [
			...templateVariables(template).map(variableField),
			...quickReplies(template).map(payloadField),
		],
		emptyFieldsNotice: 'This template has no variables. Nothing needs to be filled in.',
	};
}

function variableField(variable: TemplateVariable): ResourceMapperField {
	return {
		...textField(variable.name, variableLabel(variable)),
		required: true,
		...(variable.example ? { defaultValue: variable.example } : {}),
	};
}

function payloadField({ position, label }: QuickReply): ResourceMapperField {
	const suffix = ' (reply payload, optional)';
	return textField(payloadKey(position), `Button "${cut(label, 40)}"${suffix}`);
}

function textField(id: string, displayName: string): ResourceMapperField {
	return {
		id,
		displayName,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: 'string',
	};
}

/** For example `date (Body): "... ships today and arrives on ▁."`. */
export function variableLabel({ name, places }: TemplateVariable): string {
	const first = places[0];
	if (first === undefined) return cut(name, LABEL_LENGTH);
	const parts = [...new Set(places.map(({ part }) => part))].join(', ');
	const start = `${cut(name, 24)} (${cut(parts, 26)}): `;
	return `${start}"${wordsAround(first, LABEL_LENGTH - [...start].length - 2)}"`;
}

/** Words on both sides of the gap; a side that is short leaves its room to the other. */
function wordsAround(place: VariablePlace, room: number): string {
	const before = [...readable(place.before)];
	const after = [...readable(place.after)];
	const space = Math.max(0, room - 1);
	const half = Math.floor(space / 2);
	const left = Math.min(before.length, Math.max(half, space - after.length));
	const right = Math.min(after.length, space - left);
	return `${cutStart(before, left)}${GAP}${cutEnd(after, right)}`;
}

/** Other variables as `[name]`: a label with `$(...)` reads like something to fill in. */
function readable(words: string): string {
	return words.replace(/\$\(([^()]+)\)/g, '[$1]').replace(/\s+/g, ' ');
}

function cutStart(points: readonly string[], length: number): string {
	if (points.length <= length) return points.join('');
	return length <= 1 ? '' : `…${points.slice(points.length - length + 1).join('')}`;
}

function cutEnd(points: readonly string[], length: number): string {
	if (points.length <= length) return points.join('');
	return length <= 1 ? '' : `${points.slice(0, length - 1).join('')}…`;
}

function cut(words: string, length: number): string {
	return cutEnd([...words], length);
}
