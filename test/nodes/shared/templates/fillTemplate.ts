import type { TemplateDefinition } from '../../../../nodes/shared/templates/definition';
import {
	fillOrSkip,
	type FilledTemplate,
	type GivenValues,
} from '../../../../nodes/shared/templates/payload';

/** Fills a template whose values are all there. */
export function fillTemplate(template: TemplateDefinition, given: GivenValues): FilledTemplate {
	const filled = fillOrSkip(template, given);
	if ('skipReason' in filled) throw new Error(filled.skipReason);
	return filled;
}
