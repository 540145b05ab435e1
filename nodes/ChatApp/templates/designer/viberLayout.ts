import type { IDataObject } from 'n8n-workflow';

import { buttonsOf, componentOf } from '../components';
import { text } from '../definition';

/**
 * The layouts that Viber's categories name: those of the help pages, of lists and of details.
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-listchatapptemplate
 */
export const VIBER_LAYOUTS = [
	'document',
	'image',
	'text',
	'text_button',
	'text_image',
	'text_image_button',
	'text_video',
	'text_video_button',
	'video',
] as const;

export type ViberLayout = (typeof VIBER_LAYOUTS)[number];

/** Stands for the layout that the parts make; never sent. */
export const LAYOUT_OF_PARTS = 'layout';

/**
 * The category that a Viber template is sent with. The service documents two vocabularies: layouts,
 * and the purposes that WhatsApp has, which only the call to create names.
 *
 * @param chosen what the user chose: a purpose, a layout, or nothing for the layout of the parts.
 */
export function viberCategory(chosen: string, components: readonly IDataObject[]): string {
	const lower = chosen.trim().toLowerCase();
	if (lower === '' || lower === LAYOUT_OF_PARTS) return viberLayout(components) ?? LAYOUT_OF_PARTS;
	return layoutNamed(chosen) ?? chosen.trim().toUpperCase();
}

/** The layout of a given name in any case; `null` for other categories. */
export function layoutNamed(category: string): ViberLayout | null {
	const lower = category.trim().toLowerCase();
	return VIBER_LAYOUTS.find((layout) => layout === lower) ?? null;
}

/** The layout that the parts of a template make; `null` for parts that Viber has no layout for. */
export function viberLayout(components: readonly IDataObject[]): ViberLayout | null {
	const header = text(componentOf(components, 'HEADER')?.Format).toLowerCase();
	const parts = [
		text(componentOf(components, 'BODY')?.Text).trim() === '' ? '' : 'text',
		header,
		buttonsOf(componentOf(components, 'BUTTONS')).length > 0 ? 'button' : '',
	];
	return layoutNamed(parts.filter((part) => part !== '').join('_'));
}

/** What a user is told where the parts make no layout. */
export const NO_LAYOUT = `Viber has no layout for these components. Supported layouts: ${VIBER_LAYOUTS.join(', ')}`;
