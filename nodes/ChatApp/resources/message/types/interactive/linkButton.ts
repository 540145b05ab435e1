import { textOf } from '../fields';
import { asText } from '../values';
import type { InteractiveKind } from './kind';

export const linkButton: InteractiveKind = {
	value: 'cta_url',
	name: 'Link Button',
	description: 'A button that opens a web page',
	header: 'any',
	hasFooter: true,
	properties: [
		textOf('Link Button Text', 'linkButtonText', 'e.g. Track parcel', 'Up to 20 characters', {
			required: true,
		}),
		textOf(
			'Button URL',
			'linkButtonUrl',
			'e.g. https://example.com/track/1001',
			'The URL that the button opens',
			{ required: true },
		),
	],
	action: (read) => ({
		name: 'cta_url',
		parameters: {
			display_text: asText(read('linkButtonText')) as string,
			url: asText(read('linkButtonUrl')) as string,
		},
	}),
};
