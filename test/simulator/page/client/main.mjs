import { drawConversations } from './conversations.mjs';
import { byId } from './dom.mjs';
import { address, CHANNELS, initials, windowLabel } from './labels.mjs';
import { applyEvent, chosenMessage, replyKey, threadsOf, windowOf } from './model.mjs';
import { control, follow } from './service.mjs';
import { drawThread, watchThread } from './thread.mjs';
import { drawQueues, drawTools } from './tools.mjs';

const { location, history, requestAnimationFrame } = globalThis;
const NOTICE_MS = 8_000;
const CONNECTIONS = { live: 'Live', polling: 'Updating every 2 seconds', lost: 'Not reachable' };

let state = null;
/** How far the simulator's clock is ahead of this machine's. */
let clockLead = 0;
let chosenThread = decodeURIComponent(location.hash.slice(1));
let chosenId = null;
let scheduled = false;
const unread = new Set();
/** What was typed and not sent yet, by thread. */
const drafts = new Map();
let noticeTimer;

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
	drawThread(thread, now, message?.id, { choose: chooseMessage, press });
	drawTools(message, { step });
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
	const label = thread && windowLabel(windowOf(state, thread), now, thread.channelType);
	const line = byId('window');
	line.hidden = !label;
	line.className = `window ${label?.open ? 'open' : 'closed'}`;
	if (line.textContent !== (label?.text ?? '')) line.textContent = label?.text ?? '';
	const prompt = thread ? `Write as ${user}` : 'Write';
	byId('composer-label').textContent = prompt;
	byId('composer').placeholder = prompt;
	byId('composer').disabled = !thread;
	byId('send').disabled = !thread;
	byId('composer-form').dataset.thread = thread?.id ?? '';
}

function chooseThread(id) {
	chosenThread = id;
	chosenId = null;
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
	void attempt('reply', {
		user: message.user,
		to: message.business,
		type: 'REPLY',
		message: { text: button.text, payload: replyKey(button) },
		contextMessageId: message.id,
	});
}

async function send() {
	const field = byId('composer');
	const text = field.value.trim();
	const thread = threadsOf(state).find(({ id }) => id === byId('composer-form').dataset.thread);
	if (text === '' || !thread) return;
	field.value = '';
	const argument = { user: thread.user, to: thread.business, type: 'TEXT', text };
	// A refused text comes back, unless the next one is being typed already.
	if (!(await attempt('reply', argument)) && field.value === '') field.value = text;
	fit(field);
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
			unread.add(`${event.message.user}/${event.message.business}`);
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
watchThread();
// The window closes by time alone.
setInterval(schedule, 30_000);
