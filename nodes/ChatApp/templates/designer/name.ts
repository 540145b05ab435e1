import { text } from '../definition';
import type { TemplateChannel } from './design';
import { tooLong } from './faults';
import { TEMPLATE_LANGUAGES } from './languages';
import { DESIGN_LIMITS, TTL_SECONDS } from './limits';

/**
 * WhatsApp names have lower-case letters, digits and underscores.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
 */
export function nameFaults(channelType: TemplateChannel, name: string): string[] {
	if (name === '') return ["'Template Name' is empty"];
	const suggestion = name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_|_$/g, '');
	return [
		...tooLong("'Template Name'", name, DESIGN_LIMITS.name.most),
		...(channelType === 'whatsapp' && !/^[a-z0-9_]+$/.test(name)
			? [
					`'Template Name' can contain only lowercase letters, digits and underscores: ${name.slice(0, 60)}${suggestion ? `. For example, use ${suggestion.slice(0, 60)}` : ''}`,
				]
			: []),
	];
}

/** What is wrong with the language of a template; an empty list when nothing is. */
export function languageFaults(language: string): string[] {
	if (Object.hasOwn(TEMPLATE_LANGUAGES, language)) return [];
	return [`'Template Language' is not a supported language: ${language || 'empty'}`];
}

/** Only what no page of the service allows is refused, see `TTL_SECONDS`. */
export function ttlFaults(seconds: unknown): string[] {
	const given = text(seconds).trim();
	if (given === '' || given === '0') return [];
	const { least, most } = TTL_SECONDS;
	const number = Number(given);
	if (Number.isInteger(number) && number >= least && number <= most) return [];
	return [
		`'Message Time to Live' is ${given}, must be a whole number of seconds between ${least} and ${most}`,
	];
}
