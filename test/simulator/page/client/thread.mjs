import { byId, drawing, make, reconcile } from './dom.mjs';
import { capital, dayLabel, excerpt, reasonOf, STATES, timeOfDay } from './labels.mjs';
import { pressedReplies } from './model.mjs';
import { buttonsPart, cardsPart, headerPart, mediaPart } from './parts.mjs';

const { ResizeObserver } = globalThis;
/** Nearer to the end than this counts as being there. */
const END_PX = 60;

const REPLY = 'M6.5 3.5 2.5 7.5l4 4M2.5 7.5h6.2a4.5 4.5 0 0 1 4.5 4.5v.8';
/** The mark of a list. */
const ROWS = 'M2.5 4.5h.1M2.5 8h.1M2.5 11.5h.1M5.5 4.5h8M5.5 8h8M5.5 11.5h8';

let atEnd = true;
let latest = null;

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
	const last = thread?.messages.at(-1);
	// Whoever writes on the phone wants to see what was written.
	if (moved || (last?.direction === 'in' && last.id !== latest)) atEnd = true;
	latest = last?.id ?? null;
	stayAtEnd();
}

/** Keeps the end of the thread in view while its box changes, unless somebody scrolled up. */
export function watchThread() {
	const container = byId('thread');
	let before = 0;
	container.addEventListener('scroll', () => {
		const { scrollHeight, scrollTop, clientHeight } = container;
		if (scrollHeight - scrollTop - clientHeight < END_PX) atEnd = true;
		// What grows below, as a picture does when it is there, is nobody's scrolling.
		else if (scrollTop < before) atEnd = false;
		before = scrollTop;
	});
	new ResizeObserver(stayAtEnd).observe(container);
	// A picture has no height before it is there, and loading does not bubble.
	container.addEventListener('load', stayAtEnd, true);
	container.addEventListener('loadedmetadata', stayAtEnd, true);
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
		return [plain('empty', text, 'hint centered')];
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
	const { header, body, footer, media, buttons, cards = [] } = appearance;
	const press = { pressed, onPress: (button) => actions.press(message, button) };
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
			quoted ? make('p', { class: 'quote' }, excerpt(quoted)) : null,
			header ? headerPart(header) : null,
			media ? mediaPart(media) : null,
			body ? make('p', { class: 'body' }, body) : null,
			!body && !media && !header ? make('p', { class: 'body minor' }, capital(message.type)) : null,
			footer ? make('p', { class: 'footer' }, footer) : null,
			make('p', { class: 'stamp' }, ...stamp(message, chosen, actions)),
		),
		message.error ? failure(message.error) : null,
		appearance.listLabel === undefined ? null : listOpener(message, actions),
		buttonsPart(buttons, press, ''),
		cardsPart(cards, press),
	);
}

function listOpener(message, actions) {
	const listener = (event) => {
		event.stopPropagation();
		actions.openList(message);
	};
	return make(
		'div',
		{ class: 'buttons' },
		make(
			'button',
			{
				type: 'button',
				class: 'reply list',
				'aria-haspopup': 'dialog',
				data: { part: 'list' },
				on: { click: listener },
			},
			drawing(ROWS, 'rows'),
			message.appearance.listLabel || 'Open list',
		),
	);
}

function quoteButton(message, actions) {
	const listener = (event) => {
		event.stopPropagation();
		actions.quote(message);
	};
	return make(
		'button',
		{
			type: 'button',
			class: 'state quoter',
			'aria-label': `Quote "${excerpt(message)}"`,
			title: 'Quote in your answer',
			data: { part: 'quote' },
			on: { click: listener },
		},
		drawing(REPLY, 'quote-mark'),
	);
}

function stamp(message, chosen, actions) {
	const quoter = message.status === 'failed' ? null : quoteButton(message, actions);
	const time = make('time', {}, timeOfDay(message.createdAt));
	if (message.direction === 'in') return [quoter, time];
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
	return [quoter, time, details];
}

function failure(error) {
	const reason = reasonOf(error);
	return make('p', { class: 'failure' }, make('strong', {}, error.code), reason && ` ${reason}`);
}
