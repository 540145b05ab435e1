import { drawing, make } from './dom.mjs';
import { capital, localFile, mediaName, webLink } from './labels.mjs';
import { isAnswering, replyKey } from './model.mjs';

const FILE = 'M4 1.8h5.2L12.5 5v9.2h-8.5zM9 2v3.2h3.2';
const CLIP = 'M2 3.5h12v9H2zM2 11l3.5-3.5 3 3 2-2L14 11';

/** The header of a template, card or interactive message. */
export function headerPart(header) {
	if (header.type === 'text') return make('p', { class: 'heading' }, header.text ?? '');
	return mediaPart({ kind: header.type, url: header.url ?? '', fileName: null });
}

/** A picture or sound of this machine; anything else as a box that names the file and leads to it. */
export function mediaPart({ kind, url, fileName }) {
	const local = localFile(url);
	if (local && kind === 'audio') {
		return make('audio', { class: 'sound', src: local, controls: true, preload: 'metadata' });
	}
	const picture = ['image', 'sticker', 'gif'].includes(kind) ? local : null;
	const link = webLink(url);
	const name = fileName || (link ? endOf(link) : '');
	const card = make(
		link ? 'a' : 'div',
		{ class: 'media', href: link, target: '_blank', rel: 'noopener noreferrer' },
		drawing(kind === 'document' ? FILE : CLIP, 'kind'),
		make(
			'span',
			{ class: 'media-text' },
			make('strong', {}, mediaName(kind)),
			name ? make('span', { class: 'minor' }, name) : null,
		),
	);
	if (!picture) return card;
	const image = make('img', { class: 'picture', src: picture, alt: fileName || mediaName(kind) });
	image.addEventListener('error', () => image.replaceWith(card));
	return image;
}

/** The end of a link's path, or its host; escapes that are no text stay as they are. */
function endOf(link) {
	const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(link) ?? [];
	const name = path.split('/').pop() || host;
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

/**
 * The buttons of a message or card; null when there are none.
 *
 * @param press what was pressed before, and what pressing does.
 * @param place tells equal buttons of several cards apart.
 */
export function buttonsPart(buttons, press, place) {
	// The rows of a list have a sheet of their own.
	const shown = buttons.filter(({ type }) => type !== 'LIST');
	if (shown.length === 0) return null;
	const parts = shown.map((one, index) => buttonPart(one, press, `${place}button ${index}`));
	return make('div', { class: 'buttons' }, ...parts);
}

/** The cards of a carousel side by side; null when there are none. */
export function cardsPart(cards, press) {
	if (cards.length === 0) return null;
	const parts = cards.map(({ header, body, buttons }, index) =>
		make(
			'li',
			{ class: 'card', 'aria-label': `Card ${index + 1} of ${cards.length}` },
			header ? headerPart(header) : null,
			body ? make('p', { class: 'body' }, body) : null,
			buttonsPart(buttons, press, `card ${index} `),
		),
	);
	const list = { class: 'cards', role: 'list', 'aria-label': 'Cards', tabindex: '0' };
	return make('ul', { ...list, data: { part: 'cards' } }, ...parts);
}

function buttonPart(button, { pressed, onPress }, part) {
	const link = webLink(button.url);
	const data = { part };
	if (isAnswering(button)) {
		const isPressed = pressed.includes(replyKey(button));
		const listener = (event) => {
			event.stopPropagation();
			onPress(button);
		};
		const state = isPressed
			? { 'aria-disabled': 'true', class: 'reply pressed' }
			: { class: 'reply' };
		const on = isPressed ? {} : { click: listener };
		return make('button', { type: 'button', ...state, data, on }, button.text);
	}
	const kind = capital(button.type);
	if (link) {
		const attributes = {
			class: 'reply link',
			href: link,
			target: '_blank',
			rel: 'noopener noreferrer',
		};
		return make('a', { ...attributes, title: link, data }, button.text);
	}
	return make('span', { class: 'reply still', title: kind }, button.text || kind);
}
