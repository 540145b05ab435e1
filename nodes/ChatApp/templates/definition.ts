import type { IDataObject } from 'n8n-workflow';

import { answeredJson } from '../../alibabaCloud/wire/answeredJson';
import { isObject } from '../../alibabaCloud/wire/parseJson';
import { statedReason } from '../../alibabaCloud/errors/reviewReason';
import { answeredComponents } from './answeredComponents';

/** A template in one language, as far as sending needs to know it. */
export interface TemplateDefinition {
	readonly code: string;
	/** Whose rules hold. The service means WhatsApp where it leaves the type out. */
	readonly channelType: 'whatsapp' | 'viber';
	readonly name: string;
	readonly language: string;
	readonly category: string;
	/** The service's review state, such as `pass`; empty when it did not say. */
	readonly state: string;
	/** Why the review rejected it. */
	readonly reason: string;
	/** `false` when the sending switch of the template is off. */
	readonly allowSend: boolean;
	readonly components: readonly IDataObject[];
	/** Sample values by variable name. */
	readonly example: Readonly<Record<string, string>>;
	/** The user's name for the one-time code, for templates whose detail names none. */
	readonly codeVariable?: string;
}

/** The data of an answer of `GetChatappTemplateDetail`, also where they are JSON within a text. */
export function detailIn(envelope: IDataObject): IDataObject {
	return asObject(answeredJson(field(envelope, 'Data')));
}

/**
 * Reads the answer of `GetChatappTemplateDetail`. Older answers spell their keys in lower camel
 * case, so both spellings are read.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-getchatapptemplatedetail
 */
export function readDefinition(envelope: IDataObject): TemplateDefinition {
	const data = detailIn(envelope);
	return {
		code: text(field(data, 'TemplateCode')),
		channelType: text(field(data, 'TemplateType')).toUpperCase() === 'VIBER' ? 'viber' : 'whatsapp',
		name: text(field(data, 'Name')) || text(field(data, 'TemplateName')),
		language: text(field(data, 'Language')),
		category: text(field(data, 'Category')),
		state: text(field(data, 'AuditStatus')).toLowerCase(),
		reason: statedReason(text(field(data, 'Reason'))) ?? '',
		allowSend: !['false', 'n'].includes(text(field(data, 'AllowSend')).toLowerCase()),
		components: answeredComponents(field(data, 'Components')),
		example: Object.fromEntries(
			Object.entries(asObject(answeredJson(field(data, 'Example')))).map(([key, value]) => [
				key,
				text(value),
			]),
		),
	};
}

/** The template as users know it: by name and language, with the code only when it has no name. */
export function titleOf(template: TemplateDefinition): string {
	return `'${template.name || template.code}' (${template.language})`;
}

/** A field under its documented name or that name in lower camel case. */
export function field(source: IDataObject, name: string): unknown {
	return source[name] ?? source[name.charAt(0).toLowerCase() + name.slice(1)];
}

/**
 * What an object itself has under a name. Variables may be called `constructor` or `__proto__`, and
 * a plain lookup would give what every object inherits.
 */
export function own<T>(source: Readonly<Record<string, T>>, name: string): T | undefined {
	return Object.hasOwn(source, name) ? source[name] : undefined;
}

/** The value as an object, an empty one for anything else. */
export function asObject(value: unknown): IDataObject {
	return isObject(value) ? value : {};
}

/** The value as text: strings, numbers and booleans; an empty string for anything else. */
export function text(value: unknown): string {
	return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}
