/** Ids of the entities of a state event and the list of the state that they belong to. */
const ENTITIES = Object.freeze({
	message: ['messages', (one) => one.id],
	template: ['templates', (one) => `${one.code} ${one.language}`],
	conversation: ['conversations', (one) => `${one.user} ${one.business}`],
	number: ['numbers', (one) => one.number],
	user: ['users', (one) => one.number],
	queue: ['queues', (one) => one.name],
});

/** The state with one event applied; entities of other kinds leave it as it is. */
export function applyEvent(state, event) {
	const [list, idOf] = ENTITIES[event.type] ?? [];
	if (list === undefined) return state;
	const entity = event[event.type];
	const known = state[list].some((one) => idOf(one) === idOf(entity));
	return {
		...state,
		[list]: known
			? state[list].map((one) => (idOf(one) === idOf(entity) ? entity : one))
			: [...state[list], entity],
	};
}

/** The thread that a message belongs to: a group's, or that of its user. */
export function threadOf({ user, groupId, business }) {
	return `${groupId ?? user}/${business}`;
}

/** The thread that the # of the page's address names; none if it was cut or typed wrong. */
export function threadOfHash(hash) {
	try {
		return decodeURIComponent(hash.slice(1));
	} catch {
		return '';
	}
}

/** Who writes on the phone of a thread, as the control wants it; in a group the first user. */
export function writerOf(state, thread) {
	if (!thread.isGroup) return { user: thread.user };
	return { user: state.users[0]?.number ?? thread.user, groupId: thread.user };
}

/**
 * One thread per user and business, the latest first; users whom nobody wrote to come last, each
 * with the number they would write to.
 */
export function threadsOf(state) {
	const threads = new Map();
	for (const message of state.messages) {
		const id = threadOf(message);
		const thread = threads.get(id) ?? emptyThread(state, message);
		thread.messages.push(message);
		threads.set(id, thread);
	}
	const busy = [...threads.values()].sort((a, b) => lastTime(b) - lastTime(a));
	const written = new Set(busy.map(({ user }) => user));
	const quiet = state.users.flatMap((user) => {
		const number = state.numbers.find(
			({ status, channelType }) => status === 'CONNECTED' && channelType === user.channelType,
		);
		if (written.has(user.number) || !number) return [];
		const { channelType, custSpaceId } = number;
		const business = number.number;
		return [emptyThread(state, { user: user.number, business, channelType, custSpaceId })];
	});
	return [...busy, ...quiet];
}

/** Until when the business may write freely (null when the user never wrote), and the opt-out. */
export function conversationOf(state, thread) {
	const found = state.conversations.find(
		({ user, business }) => user === thread.user && business === thread.business,
	);
	return found ?? { windowOpenUntil: null, optedOut: false };
}

/** The message the tools work on: the chosen one, else the latest from the business. */
export function chosenMessage(thread, messageId) {
	const chosen = thread?.messages.find(({ id }) => id === messageId);
	return chosen ?? thread?.messages.findLast(({ direction }) => direction === 'out') ?? null;
}

/** Tells the buttons of a message apart, also those of cards that carry the same words. */
export function replyKey({ payload, text }) {
	return payload || text;
}

/** Answers that a typed text is, or goes with: WhatsApp documents captions for pictures alone. */
export function carriesText({ type }) {
	return type === 'TEXT' || type === 'IMAGE';
}

/** Buttons that answer when they are pressed. */
const ANSWERING = new Set(['QUICK_REPLY', 'REPLY', 'LIST']);

export function isAnswering({ type }) {
	return ANSWERING.has(type);
}

/** Everything that answers, in the order by which the control counts; rows of a list included. */
export function choicesOf({ buttons, cards = [] }) {
	return [...buttons, ...cards.flatMap((card) => card.buttons)].filter(isAnswering);
}

/** The rows of a list below the titles of their sections, in their order. */
export function sectionsOf({ buttons }) {
	const sections = [];
	for (const row of buttons.filter(({ type }) => type === 'LIST')) {
		const title = row.section ?? '';
		if (sections.length === 0 || sections.at(-1).title !== title)
			sections.push({ title, rows: [] });
		sections.at(-1).rows.push(row);
	}
	return sections;
}

/** Which quick replies of a message the user has pressed, by their keys. */
export function pressedReplies(thread, messageId) {
	return thread.messages
		.filter(
			({ direction, contextMessageId }) => direction === 'in' && contextMessageId === messageId,
		)
		.map(({ appearance: { payload, body } }) => replyKey({ payload, text: body }));
}

function emptyThread(state, message) {
	const { business, channelType, custSpaceId, groupId = null } = message;
	const user = groupId ?? message.user;
	const number = state.numbers.find((one) => one.number === business);
	const channel = state.channels.find((one) => one.custSpaceId === custSpaceId);
	return {
		id: threadOf(message),
		isGroup: groupId !== null,
		user,
		business,
		channelType,
		userName: state.users.find((one) => one.number === user)?.name ?? (groupId ? 'Group' : ''),
		businessName: number?.verifiedName || channel?.name || business,
		messages: [],
	};
}

function lastTime(thread) {
	return thread.messages.at(-1)?.createdAt ?? 0;
}
