import type { IDataObject } from 'n8n-workflow';

import { text } from '../definition';
import { buttonOf, buttonsComponent, entriesOf, trimmed, urlType } from './buttons';
import {
	mediaFormatOf,
	type MediaFormat,
	type MediaSource,
	type ReadField,
	type TemplateChannel,
	type UrlOf,
} from './design';
import { toServiceForm } from './syntax';

/**
 * Builds the components of a template from the fields of the editor.
 *
 * @param read the fields by name; hidden ones give nothing.
 * @param urlOf the link of a medium, which for a file is known only after its upload.
 * @returns components in the service's layout, with variables as `$(name)`.
 *
 * Source: `Components` of
 * https://www.alibabacloud.com/help/en/chatapp/developer-reference/api-cams-2020-06-06-createchatapptemplate
 */
export function buildComponents(
	channelType: TemplateChannel,
	category: string,
	read: ReadField,
	urlOf: UrlOf,
): IDataObject[] {
	if (channelType === 'viber') return toServiceForm(viberComponents(read, urlOf));
	if (category === 'AUTHENTICATION') return toServiceForm(authenticationComponents(read));
	const layout = text(read('layout'));
	return toServiceForm([
		...(layout === 'carousel' ? [] : headerOf(read, urlOf)),
		...(layout === 'limitedTimeOffer' ? [offerOf(read)] : []),
		{ Type: 'BODY', Text: text(read('bodyText')) },
		...(layout === 'standard' ? footerOf(read) : []),
		...(layout === 'carousel'
			? [carouselOf(read, urlOf)]
			: buttonsComponent(entriesOf(read('buttons'), 'button').map(buttonOf))),
	]);
}

/** Every medium that the fields name, so that files can be checked before anything is sent. */
export function mediaOf(
	channelType: TemplateChannel,
	category: string,
	read: ReadField,
): MediaSource[] {
	const found: MediaSource[] = [];
	buildComponents(channelType, category, read, (media) => {
		found.push(media);
		return '';
	});
	return found;
}

function viberComponents(read: ReadField, urlOf: UrlOf): IDataObject[] {
	const [header] = headerOf(read, urlOf);
	const body = text(read('bodyText'));
	const label = trimmed(read('viberButtonText'));
	const url = trimmed(read('viberButtonUrl'));
	const isVideo = header?.Format === 'VIDEO';
	const button: IDataObject = {
		Type: 'URL',
		Text: label,
		...(isVideo ? {} : { Url: url, UrlType: urlType(url) }),
	};
	return [
		...(header ? [header] : []),
		...(body.trim() || !header ? [{ Type: 'BODY', Text: body }] : []),
		...buttonsComponent(label || (url && !isVideo) ? [button] : []),
	];
}

function authenticationComponents(read: ReadField): IDataObject[] {
	const minutes = read('codeExpirationMinutes');
	const type = text(read('codeButton')) || 'COPY_CODE';
	const apps = entriesOf(read('supportedApps'), 'app').map((app) => ({
		PackageName: trimmed(app.packageName),
		SignatureHash: trimmed(app.signatureHash),
	}));
	const button: IDataObject = {
		Type: type,
		Text: trimmed(read('codeButtonText')),
		...(type === 'COPY_CODE'
			? {}
			: { AutofillText: trimmed(read('autofillText')), SupportedApps: apps }),
	};
	const hasFooter = minutes !== undefined && minutes !== '' && Number(minutes) !== 0;
	return [
		{ Type: 'BODY', AddSecretRecommendation: read('securityRecommendation') !== false },
		...(hasFooter ? [{ Type: 'FOOTER', CodeExpirationMinutes: numberOr(minutes) }] : []),
		...buttonsComponent([button]),
	];
}

function headerOf(read: ReadField, urlOf: UrlOf): IDataObject[] {
	const Format = text(read('headerType')).toUpperCase();
	if (Format === 'TEXT') return [{ Type: 'HEADER', Format, Text: text(read('headerText')) }];
	if (Format === 'LOCATION') return [{ Type: 'HEADER', Format }];
	const format = mediaFormatOf(Format);
	if (!format) return [];
	const Url = urlOf(
		sourceOf(format, {
			source: read('headerMediaSource'),
			url: read('headerUrl'),
			field: read('headerBinaryField'),
		}),
	);
	const more = filled({
		FileName: trimmed(read('headerFileName')),
		FileType: trimmed(read('headerFileType')),
		ThumbUrl: trimmed(read('headerThumbnailUrl')),
	});
	const duration = Number(read('headerDuration') ?? 0);
	const seconds = duration === 0 ? {} : { Duration: duration };
	return [{ Type: 'HEADER', Format, Url, ...more, ...seconds }];
}

function footerOf(read: ReadField): IDataObject[] {
	const footer = text(read('footerText'));
	return footer.trim() ? [{ Type: 'FOOTER', Text: footer }] : [];
}

function offerOf(read: ReadField): IDataObject {
	return {
		Type: 'LIMITED_TIME_OFFER',
		Text: text(read('offerText')),
		HasExpiration: read('offerHasExpiration') === true,
	};
}

function carouselOf(read: ReadField, urlOf: UrlOf): IDataObject {
	const Format: MediaFormat = text(read('cardMedia')).toUpperCase() === 'VIDEO' ? 'VIDEO' : 'IMAGE';
	const cards = entriesOf(read('cards'), 'card').map(
		({ mediaSource: source, url, binaryField: field, bodyText, buttons }) => ({
			CardComponents: [
				{ Type: 'HEADER', Format, Url: urlOf(sourceOf(Format, { source, url, field })) },
				{ Type: 'BODY', Text: text(bodyText) },
				...buttonsComponent(entriesOf(buttons, 'button').map(buttonOf)),
			],
		}),
	);
	return { Type: 'CAROUSEL', Cards: cards };
}

function sourceOf(
	format: MediaFormat,
	{ source, url, field }: { source: unknown; url: unknown; field: unknown },
): MediaSource {
	if (source === 'binary') return { kind: 'file', field: trimmed(field), format };
	return { kind: 'link', url: trimmed(url) };
}

/** Other text is kept, so that the fault names what was entered. */
function numberOr(given: unknown): number | string {
	const number = Number(given);
	return Number.isNaN(number) ? text(given) : number;
}

/** Without what was left empty. */
function filled(fields: Readonly<Record<string, string>>): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
