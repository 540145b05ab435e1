import type { TemplateDefinition } from '../../../../nodes/ChatApp/templates/definition';
import {
	fillOrSkip,
	type FilledTemplate,
	type GivenValues,
} from '../../../../nodes/ChatApp/templates/payload';

/** Fills a template whose values are all there. */
export function fillTemplate(template: TemplateDefinition, given: GivenValues): FilledTemplate {
	const filled = fillOrSkip(template, given);
	if ('skipReason' in filled) throw new Error(filled.skipReason);
	return filled;
}
