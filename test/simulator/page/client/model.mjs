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

export function threadId(user, business) {
	return `${user}/${business}`;
}

/**
 * One thread per user and business, the latest first; users whom nobody wrote to come last, each
 * with the number they would write to.
 */
export function threadsOf(state) {
	const threads = new Map();
	for (const message of state.messages) {
		const id = threadId(message.user, message.business);
		const thread = threads.get(id) ?? emptyThread(state, message);
		thread.messages.push(message);
		threads.set(id, thread);
	}
	const busy = [...threads.values()].sort((a, b) => lastTime(b) - lastTime(a));
	const written = new Set(busy.map(({ user }) => user));
	const first = state.numbers.find(
		({ status, channelType }) => status === 'CONNECTED' && channelType === 'whatsapp',
	);
	const quiet = first
		? state.users
				.filter(({ number }) => !written.has(number))
				.map(({ number }) =>
					emptyThread(state, {
						user: number,
						business: first.number,
						channelType: first.channelType,
						custSpaceId: first.custSpaceId,
					}),
				)
		: [];
	return [...busy, ...quiet];
}

/** Milliseconds until which the business may write freely; null when the user never wrote. */
export function windowOf(state, thread) {
	const found = state.conversations.find(
		({ user, business }) => user === thread.user && business === thread.business,
	);
	return found?.windowOpenUntil ?? null;
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

/** Which quick replies of a message the user has pressed, by their keys. */
export function pressedReplies(thread, messageId) {
	return thread.messages
		.filter(
			({ direction, contextMessageId }) => direction === 'in' && contextMessageId === messageId,
		)
		.map(({ appearance: { payload, body } }) => replyKey({ payload, text: body }));
}

function emptyThread(state, { user, business, channelType, custSpaceId }) {
	const number = state.numbers.find((one) => one.number === business);
	const channel = state.channels.find((one) => one.custSpaceId === custSpaceId);
	return {
		id: threadId(user, business),
		user,
		business,
		channelType,
		userName: state.users.find((one) => one.number === user)?.name ?? '',
		businessName: number?.verifiedName || channel?.name || business,
		messages: [],
	};
}

function lastTime(thread) {
	return thread.messages.at(-1)?.createdAt ?? 0;
}
