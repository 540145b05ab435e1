import { byId, drawing, make, reconcile } from './dom.mjs';
import {
	capital,
	dayLabel,
	localPicture,
	reasonOf,
	STATES,
	timeOfDay,
	webLink,
} from './labels.mjs';
import { pressedReplies } from './model.mjs';

const { ResizeObserver } = globalThis;
/** Nearer to the end than this counts as being there. */
const END_PX = 60;
/** Buttons that answer when they are pressed. */
const ANSWERING = new Set(['QUICK_REPLY', 'REPLY', 'LIST']);
const FILE = 'M4 1.8h5.2L12.5 5v9.2h-8.5zM9 2v3.2h3.2';
const CLIP = 'M2 3.5h12v9H2zM2 11l3.5-3.5 3 3 2-2L14 11';

let atEnd = true;

/** Draws the messages of a thread as bubbles, with a line where a day begins. */
export function drawThread(thread, now, chosenId, actions) {
	const container = byId('thread');
	const moved = container.dataset.thread !== (thread?.id ?? '');
	container.dataset.thread = thread?.id ?? '';
	reconcile(container, entries(thread, now), {
		keyOf: (entry) => entry.key,
		signatureOf: (entry) => entry.signature(chosenId),
		build: (entry) => entry.build(chosenId, actions),
	});
	if (moved) atEnd = true;
	stayAtEnd();
}

/** Keeps the end of the thread in view while its box changes, unless somebody scrolled up. */
export function watchThread() {
	const container = byId('thread');
	container.addEventListener('scroll', () => {
		atEnd = container.scrollHeight - container.scrollTop - container.clientHeight < END_PX;
	});
	new ResizeObserver(stayAtEnd).observe(container);
}

function stayAtEnd() {
	const container = byId('thread');
	if (atEnd) container.scrollTop = container.scrollHeight;
}

function entries(thread, now) {
	if (!thread || thread.messages.length === 0) {
		const text = thread
			? `No messages yet. Send one to ${thread.userName || thread.user} from a workflow, or write the first one below.`
			: 'Choose a conversation to see its phone.';
		return [plain('empty', text, 'hint centred')];
	}
	const list = [];
	let day = '';
	for (const message of thread.messages) {
		const label = dayLabel(message.createdAt, now);
		if (label !== day) list.push(plain(`day ${message.id}`, label, 'day'));
		day = label;
		const pressed = pressedReplies(thread, message.id);
		const quoted = thread.messages.find(({ id }) => id === message.contextMessageId);
		list.push({
			key: `message ${message.id}`,
			signature: (chosenId) =>
				JSON.stringify([message, pressed, message.id === chosenId, quoted?.id]),
			build: (chosenId, actions) =>
				bubble(message, { pressed, quoted, chosen: message.id === chosenId }, actions),
		});
	}
	return list;
}

function plain(key, text, className) {
	return { key, signature: () => text, build: () => make('p', { class: className }, text) };
}

function bubble(message, { pressed, quoted, chosen }, actions) {
	const { appearance, direction } = message;
	const { header, body, footer, media, buttons } = appearance;
	const who = direction === 'out' ? 'From the business' : 'From you';
	return make(
		'article',
		{
			class: `message ${direction}${chosen ? ' chosen' : ''}`,
			'aria-label': `${who}, ${timeOfDay(message.createdAt)}`,
			on: { click: () => actions.choose(message.id) },
		},
		make(
			'div',
			{ class: 'bubble' },
			quoted ? make('p', { class: 'quote' }, quoted.appearance.body || capital(quoted.type)) : null,
			header ? headerPart(header) : null,
			media ? mediaPart(media) : null,
			body ? make('p', { class: 'body' }, body) : null,
			!body && !media && !header ? make('p', { class: 'body minor' }, capital(message.type)) : null,
			footer ? make('p', { class: 'footer' }, footer) : null,
			make('p', { class: 'stamp' }, ...stamp(message, chosen, actions)),
		),
		message.error ? failure(message.error) : null,
		buttons.length > 0
			? make(
					'div',
					{ class: 'buttons' },
					...buttons.map((one, index) =>
						buttonPart(message, one, index, pressed.includes(one.text), actions),
					),
				)
			: null,
	);
}

function stamp(message, chosen, actions) {
	const time = make('time', {}, timeOfDay(message.createdAt));
	if (message.direction === 'in') return [time];
	const { label, path } = STATES[message.status] ?? STATES.accepted;
	const details = make(
		'button',
		{
			type: 'button',
			class: `state ${message.status}`,
			'aria-pressed': chosen ? 'true' : 'false',
			'aria-label': `${label}. Choose this message for the tools`,
			data: { part: 'state' },
			on: { click: () => actions.choose(message.id) },
		},
		drawing(path, message.status),
		label,
	);
	return [time, details];
}

function failure(error) {
	const reason = reasonOf(error);
	return make('p', { class: 'failure' }, make('strong', {}, error.code), reason && ` ${reason}`);
}

function headerPart(header) {
	if (header.type === 'text') return make('p', { class: 'heading' }, header.text ?? '');
	return mediaPart({ kind: header.type, url: header.url ?? '', fileName: null });
}

function mediaPart({ kind, url, fileName }) {
	const picture = ['image', 'sticker', 'gif'].includes(kind) ? localPicture(url) : null;
	const link = webLink(url);
	const name = fileName || (link ? decodeURI(safe(link)) : '');
	const card = make(
		link ? 'a' : 'div',
		{ class: 'media', href: link, target: '_blank', rel: 'noopener noreferrer' },
		drawing(kind === 'document' ? FILE : CLIP, 'kind'),
		make(
			'span',
			{ class: 'media-text' },
			make('strong', {}, capital(kind)),
			name ? make('span', { class: 'minor' }, name) : null,
		),
	);
	if (!picture) return card;
	const image = make('img', { class: 'picture', src: picture, alt: fileName || capital(kind) });
	image.addEventListener('error', () => image.replaceWith(card));
	return image;
}

/** The end of a link's path, or its host; never throws on odd escapes. */
function safe(link) {
	const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(link) ?? [];
	const name = path.split('/').pop() || host;
	return /%(?![0-9a-f]{2})|%[89a-f]/i.test(name) ? encodeURI(name) : name;
}

function buttonPart(message, button, index, pressed, actions) {
	const link = webLink(button.url);
	const data = { part: `button ${index}` };
	if (ANSWERING.has(button.type)) {
		const listener = (event) => {
			event.stopPropagation();
			actions.press(message, button);
		};
		const state = pressed
			? { 'aria-disabled': 'true', class: 'reply pressed' }
			: { class: 'reply' };
		const on = pressed ? {} : { click: listener };
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
