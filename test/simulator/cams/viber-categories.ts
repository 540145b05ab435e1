import type { Behavior } from '../options';
import { productError } from '../gateway/errors';
import type { TemplateComponent } from '../world/templates';

export const PURPOSES = ['UTILITY', 'MARKETING', 'AUTHENTICATION'] as const;

/**
 * Lists and details of Viber's templates name these as the category.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-getchatapptemplatedetail
 */
const LAYOUTS: ReadonlySet<string> = new Set([
	'text',
	'image',
	'text_image_button',
	'text_button',
	'document',
	'video',
	'text_video',
	'text_video_button',
	'text_image',
]);

function layoutOf(components: readonly TemplateComponent[]): string {
	const has = (type: string) => components.find(({ Type }) => Type === type);
	const format = has('HEADER')?.Format?.toLowerCase();
	return [has('BODY') && 'text', format, has('BUTTONS') && 'button'].filter(Boolean).join('_');
}

function refused(why: string) {
	return productError('InvalidParameter.CreateError', why);
}

/** The category that a new template is stored under: its layout, whichever vocabulary was used. */
export function viberCategory(
	given: string,
	components: readonly TemplateComponent[],
	taken: Behavior['viberCategories'],
): string {
	const layout = layoutOf(components);
	const isPurpose = PURPOSES.some((purpose) => purpose === given);
	const isKnown = isPurpose ? taken !== 'layouts' : LAYOUTS.has(given) && taken !== 'purposes';
	if (!isKnown) throw refused(`The Category ${given} is not supported.`);
	if (!LAYOUTS.has(layout)) throw refused(`Viber has no layout ${layout}.`);
	if (!isPurpose && given !== layout) {
		throw refused(`The Category ${given} does not fit the components, which make ${layout}.`);
	}
	return layout;
}

/** An update changes neither the category nor, with it, the layout. */
export function assertSameCategory(
	current: string,
	given: string,
	components: readonly TemplateComponent[],
): void {
	if (given === current && layoutOf(components) === current) return;
	throw refused(`The Category ${current} of a Viber template cannot be changed.`);
}
