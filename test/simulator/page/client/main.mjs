import { drawConversations } from './conversations.mjs';
import { byId, drawing } from './dom.mjs';
import { address, CHANNELS, initials, windowLabel } from './labels.mjs';
import {
	applyEvent,
	carriesText,
	choicesOf,
	chosenMessage,
	conversationOf,
	pressedReplies,
	threadOf,
	threadOfHash,
	threadsOf,
	writerOf,
} from './model.mjs';
import { drawQuote } from './quote.mjs';
import { drawReviews } from './reviews.mjs';
import { drawSenders } from './senders.mjs';
import { control, follow } from './service.mjs';
import { openAttachments, openList, watchSheet } from './sheet.mjs';
import { drawThread, watchThread } from './thread.mjs';
import { drawPerson, drawQueues, drawTools } from './tools.mjs';

const { location, history, requestAnimationFrame } = globalThis;
const NOTICE_MS = 8_000;
const WATCHED_MS = 30_000;
const PLUS = 'M8 3v10M3 8h10';
const CONNECTIONS = { live: 'Live', polling: 'Updating every 2 seconds', lost: 'Not reachable' };

let state = null;
/** How far the simulator's clock is ahead of this machine's. */
let clockLead = 0;
let chosenThread = threadOfHash(location.hash);
let chosenId = null;
/** The message that the next answer quotes. */
let quotedId = null;
let scheduled = false;
const unread = new Set();
/** What was typed and not sent yet, by thread. */
const drafts = new Map();
let noticeTimer;
let closing;

function schedule() {
	if (scheduled) return;
	scheduled = true;
	requestAnimationFrame(() => {
		scheduled = false;
		draw();
	});
}

function draw() {
	if (!state) return;
	const now = Date.now() + clockLead;
	const threads = threadsOf(state);
	const thread = threads.find(({ id }) => id === chosenThread) ?? threads[0] ?? null;
	if (thread) unread.delete(thread.id);
	// What somebody reads or answers must not be swapped for another conversation.
	if (thread?.messages.length || byId('composer').value !== '') chosenThread = thread?.id ?? '';
	const message = chosenMessage(thread, chosenId);
	drawConversations(threads, thread?.id, unread, chooseThread);
	drawPhone(thread, now);
	drawThread(thread, now, message?.id, { choose: chooseMessage, press, quote, openList: showList });
	const quoted = thread?.messages.find(({ id }) => id === quotedId);
	drawQuote(quoted ?? null, thread?.businessName, () => quote(null));
	drawPerson(thread && personOf(thread, now), step);
	drawTools(message, { step });
	drawReviews(state.templates, step);
	drawSenders(state.numbers, step);
	drawQueues(state.queues);
}

function drawPhone(thread, now) {
	const user = thread && (thread.userName || address(thread.user, thread.channelType));
	byId('owner').textContent = thread
		? `${thread.userName ? `${thread.userName}'s phone` : 'Phone'}, ${address(thread.user, thread.channelType)}`
		: '';
	byId('avatar').textContent = thread ? initials(thread.businessName, thread.business) : '';
	byId('business').textContent = thread?.businessName ?? 'No conversation';
	byId('business-detail').textContent = thread
		? `${CHANNELS[thread.channelType] ?? thread.channelType}, ${address(thread.business, thread.channelType)}`
		: '';
	const label = thread && windowOf(thread, now);
	const line = byId('window');
	line.hidden = !label;
	line.className = `window ${label?.open ? 'open' : 'closed'}`;
	if (line.textContent !== (label?.text ?? '')) line.textContent = label?.text ?? '';
	const prompt = thread ? `Write as ${user}` : 'Write';
	byId('composer-label').textContent = prompt;
	byId('composer').placeholder = prompt;
	byId('composer').disabled = !thread;
	byId('send').disabled = !thread;
	byId('attach').disabled = !thread;
	byId('composer-form').dataset.thread = thread?.id ?? '';
}

function windowOf(thread, now) {
	const { windowOpenUntil } = conversationOf(state, thread);
	const left = (windowOpenUntil ?? 0) - now;
	clearTimeout(closing);
	// The window closes by time alone.
	if (left > 0 && left <= WATCHED_MS) closing = setTimeout(schedule, left + 1);
	return windowLabel(windowOpenUntil, now, thread.channelType);
}

function personOf(thread, now) {
	const { optedOut } = conversationOf(state, thread);
	const label = windowOf(thread, now);
	return {
		...{ user: thread.user, to: thread.business, optedOut },
		window: label && { open: label.open, until: label.until },
		// What one opts out of has to have come before.
		mayOptOut: !thread.isGroup && thread.messages.some(({ direction }) => direction === 'out'),
		stops: thread.channelType === 'viber' ? 'messages' : 'marketing',
	};
}

/** The next answer quotes this message; null = none. */
function quote(message) {
	quotedId = message?.id ?? null;
	byId('composer').focus();
	schedule();
}

function chooseThread(id) {
	chosenThread = id;
	chosenId = null;
	quotedId = null;
	const field = byId('composer');
	drafts.set(byId('composer-form').dataset.thread, field.value);
	field.value = drafts.get(id) ?? '';
	fit(field);
	history.replaceState(null, '', `#${encodeURIComponent(id)}`);
	schedule();
}

function chooseMessage(id) {
	chosenId = id;
	schedule();
}

async function attempt(name, argument) {
	try {
		await control(name, argument);
		return true;
	} catch (error) {
		notice(error.message);
		return false;
	}
}

function step(name, argument) {
	void attempt(name, argument);
}

function press(message, button) {
	const thread = threadsOf(state).find(({ id }) => id === threadOf(message));
	if (!thread) return;
	const { user } = writerOf(state, thread);
	const choice = choicesOf(message.appearance).indexOf(button);
	void attempt('tap', { messageId: message.id, choice, user });
}

function showList(message) {
	const thread = threadsOf(state).find(({ id }) => id === threadOf(message));
	if (!thread) return;
	openList(message, pressedReplies(thread, message.id), (row) => press(message, row));
}

/** Sends an answer of any kind, with the quote and the text that were prepared. */
async function answer(content) {
	const field = byId('composer');
	const thread = threadsOf(state).find(({ id }) => id === byId('composer-form').dataset.thread);
	if (!thread) return;
	// What cannot carry a text leaves it in the field.
	const text = carriesText(content) ? field.value.trim() : '';
	const contextMessageId = quotedId;
	if (carriesText(content)) field.value = '';
	quotedId = null;
	schedule();
	const isDone = await attempt('reply', {
		...writerOf(state, thread),
		to: thread.business,
		...(text && { text }),
		...content,
		...(contextMessageId && { contextMessageId }),
	});
	// What was refused comes back, unless the next one is being written already.
	if (!isDone && quotedId === null && (text === '' || field.value === '')) {
		field.value ||= text;
		quotedId = contextMessageId;
		schedule();
	}
	fit(field);
}

async function send() {
	if (byId('composer').value.trim() !== '') await answer({ type: 'TEXT' });
}

function fit(field) {
	field.rows = Math.min(5, field.value.split('\n').length);
}

function notice(text) {
	const line = byId('notice');
	line.textContent = text;
	line.hidden = false;
	clearTimeout(noticeTimer);
	noticeTimer = setTimeout(() => (line.hidden = true), NOTICE_MS);
}

byId('composer-form').addEventListener('submit', (event) => {
	event.preventDefault();
	void send();
});
byId('composer').addEventListener('input', (event) => fit(event.target));
byId('composer').addEventListener('keydown', (event) => {
	if (event.key === 'Escape' && quotedId !== null) quote(null);
	// Enter that ends the choice of a Chinese or Japanese word belongs to the input method.
	if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
	event.preventDefault();
	void send();
});

follow({
	onState: (fresh) => {
		state = fresh;
		clockLead = fresh.now - Date.now();
		schedule();
	},
	onEvent: (event) => {
		if (!state) return;
		const known = state.messages.some(({ id }) => id === event.message?.id);
		if (event.type === 'message' && !known) {
			unread.add(threadOf(event.message));
		}
		state = applyEvent(state, event);
		schedule();
	},
	report: (how) => {
		const line = byId('connection');
		if (line.textContent !== CONNECTIONS[how]) line.textContent = CONNECTIONS[how];
		line.dataset.state = how;
	},
});
byId('attach').append(drawing(PLUS, 'plus'));
byId('attach').addEventListener('click', () => openAttachments((content) => void answer(content)));
watchThread();
watchSheet();
setInterval(schedule, WATCHED_MS);
