import type { TemplateDesign } from './design';
import { variableNames } from './syntax';

/**
 * The reviewers want a sample for each variable; samples of other names are most likely typing
 * mistakes. WhatsApp writes authentication templates itself, so these need none; Viber has
 * no such templates.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createchatapptemplate
 */
export function exampleFaults(design: TemplateDesign): string[] {
	const { components, examples, category, channelType } = design;
	const names = variableNames(components);
	const missing = names.filter(
		(name) => !Object.hasOwn(examples, name) || examples[name]?.trim() === '',
	);
	const others =
		channelType === 'whatsapp' && category === 'AUTHENTICATION'
			? []
			: Object.keys(examples).filter((name) => !names.includes(name));
	const surplus = others.filter((name) => name !== '');
	return [
		...(others.includes('')
			? ["'Variable Examples' has a value without the name of a variable"]
			: []),
		...(missing.length > 0
			? [`'Variable Examples' is missing ${plural(missing)} ${missing.join(', ')}`]
			: []),
		...(surplus.length > 0
			? [
					`'Variable Examples' has ${plural(surplus)} ${surplus.join(', ')}, which the template does not use`,
				]
			: []),
	];
}

/** Variables as users write them in a list of samples: with or without the signs of a gap. */
export function plainName(given: string): string {
	const name = given.trim();
	const match = /^(?:\$\((.*)\)|\{\{(.*)\}\})$/.exec(name);
	return (match?.[1] ?? match?.[2] ?? name).trim();
}

function plural(names: readonly string[]): string {
	return names.length === 1 ? 'the variable' : 'the variables';
}
