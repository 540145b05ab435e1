import type { MessageAppearance } from '../control/state';
import { fillIn, type Template, type TemplateComponent } from './templates';

type Fields = Readonly<Record<string, unknown>>;

const MEDIA = new Set(['image', 'video', 'audio', 'document', 'sticker', 'gif']);

export const EMPTY_APPEARANCE: MessageAppearance = {
	header: null,
	body: '',
	footer: null,
	media: null,
	buttons: [],
};

function text(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function fields(value: unknown): Fields {
	return value !== null && typeof value === 'object' && !Array.isArray(value)
		? (value as Fields)
		: {};
}

function list(value: unknown): Fields[] {
	return Array.isArray(value) ? value.map(fields) : [];
}

/** A template as the user sees it; payloads belong to the quick replies in their order. */
export function templateAppearance(
	template: Template,
	values: Readonly<Record<string, string>>,
	payloads: readonly string[],
): MessageAppearance {
	const part = (type: string) => template.components.find((one) => one.Type === type);
	const filled = (one: TemplateComponent | undefined) => fillIn(one?.Text ?? '', values);
	const header = part('HEADER');
	const format = (header?.Format ?? 'TEXT').toLowerCase();
	let replies = 0;
	const bodyText =
		template.category === 'AUTHENTICATION' && !part('BODY')?.Text
			? `${Object.values(values)[0] ?? ''} is your verification code.`
			: filled(part('BODY'));
	return {
		header:
			(header && {
				type: format as NonNullable<MessageAppearance['header']>['type'],
				...(format === 'text'
					? { text: filled(header) }
					: { url: fillIn(header.Url ?? '', values) }),
			}) ||
			null,
		body: bodyText,
		footer: filled(part('FOOTER')) || null,
		media: null,
		buttons: (part('BUTTONS')?.Buttons ?? []).map((button) => ({
			type: button.Type,
			text: button.Text ?? '',
			payload: button.Type === 'QUICK_REPLY' ? (payloads[replies++] ?? button.Text ?? '') : null,
			url: button.Url ? fillIn(button.Url, values) : null,
		})),
	};
}

/** A session message as the user sees it. */
export function contentAppearance(type: string, content: unknown): MessageAppearance {
	const given = fields(content);
	if (type === 'interactive') return interactiveAppearance(given);
	if (MEDIA.has(type)) {
		return {
			...EMPTY_APPEARANCE,
			body: text(given.caption),
			media: { kind: type, url: text(given.link), fileName: text(given.fileName) || null },
		};
	}
	if (type === 'location') {
		const place = text(given.name) || `${text(given.latitude)}, ${text(given.longitude)}`;
		return { ...EMPTY_APPEARANCE, body: `Location: ${place}` };
	}
	if (type === 'contacts') {
		const names = list(content).map((contact) => text(fields(contact.name).formatted_name));
		return { ...EMPTY_APPEARANCE, body: `Contact: ${names.join(', ')}` };
	}
	if (type === 'reaction') return { ...EMPTY_APPEARANCE, body: text(given.emoji) };
	const media = text(given.link)
		? { kind: type.includes('video') ? 'video' : 'image', url: text(given.link), fileName: null }
		: null;
	const action = text(given.action);
	return {
		...EMPTY_APPEARANCE,
		body: text(given.text),
		media,
		buttons: action ? [{ type: 'URL', text: text(given.caption), payload: null, url: action }] : [],
	};
}

function interactiveAppearance(given: Fields): MessageAppearance {
	const header = fields(given.header);
	const action = fields(given.action);
	const parameters = fields(action.parameters);
	const buttons = list(action.buttons).map((button) => {
		const reply = fields(button.reply);
		return { type: 'REPLY', text: text(reply.title), payload: text(reply.id), url: null };
	});
	const rows = list(action.sections).flatMap((section) =>
		list(section.rows).map((row) => ({
			type: 'LIST',
			text: text(row.title),
			payload: text(row.id),
			url: null,
		})),
	);
	const link = text(parameters.url)
		? [
				{
					type: 'URL',
					text: text(parameters.display_text),
					payload: null,
					url: text(parameters.url),
				},
			]
		: [];
	const kind = text(header.type);
	return {
		header:
			kind === 'text'
				? { type: 'text', text: text(header.text) }
				: kind === 'image' || kind === 'video' || kind === 'document'
					? { type: kind, url: text(fields(header[kind]).link) }
					: null,
		body: text(fields(given.body).text),
		footer: text(fields(given.footer).text) || null,
		media: null,
		buttons: [...buttons, ...rows, ...link],
	};
}
