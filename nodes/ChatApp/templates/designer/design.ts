import type { IDataObject } from 'n8n-workflow';

/** The apps that templates exist for. */
export type TemplateChannel = 'viber' | 'whatsapp';

/** The service's names of the channels as types of templates. */
export const TEMPLATE_TYPES = Object.freeze({
	viber: 'VIBER',
	whatsapp: 'WHATSAPP',
}) satisfies Readonly<Record<TemplateChannel, string>>;

export const CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;

/** Media formats of headers, and what the same files are called in messages. */
export const MEDIA_FORMATS = Object.freeze({
	IMAGE: 'image',
	VIDEO: 'video',
	DOCUMENT: 'document',
} as const);

export type MediaFormat = keyof typeof MEDIA_FORMATS;

/** A template as it is checked and sent. */
export interface TemplateDesign {
	readonly channelType: TemplateChannel;
	/** `AUTHENTICATION`, `MARKETING` or `UTILITY`; on Viber also a layout, see `VIBER_LAYOUTS`. */
	readonly category: string;
	/** In the service's layout, variables as `$(name)`. */
	readonly components: readonly IDataObject[];
	/** Sample values by variable name. */
	readonly examples: Readonly<Record<string, string>>;
}

/** A file of the incoming item, or a link. */
export type MediaSource =
	| { readonly kind: 'link'; readonly url: string }
	| { readonly kind: 'file'; readonly field: string; readonly format: MediaFormat };

/** The link of a medium; a file has one only after it was uploaded. */
export type UrlOf = (media: MediaSource) => string;

/** The value of a field of the editor by its name. */
export type ReadField = (name: string) => unknown;

/** The format of a header's file; `null` for headers without one. */
export function mediaFormatOf(format: string): MediaFormat | null {
	const upper = format.toUpperCase();
	return Object.hasOwn(MEDIA_FORMATS, upper) ? (upper as MediaFormat) : null;
}
