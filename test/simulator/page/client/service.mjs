const { EventSource, fetch } = globalThis;
const POLL_MS = 2_000;
const RETRY_MS = 1_000;

export async function readState() {
	const answer = await fetch('/control/state', { cache: 'no-store' });
	if (!answer.ok) throw new Error(`The simulator answered ${answer.status}`);
	return await answer.json();
}

/** Runs a function of the control API; throws an error with a text for people. */
export async function control(name, argument) {
	const answer = await fetch(`/control/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(argument),
	});
	if (answer.ok) return;
	const text = await answer.text();
	let reason = text;
	try {
		const parsed = JSON.parse(text);
		reason = parsed.message ?? parsed.error ?? text;
	} catch {
		// Not JSON: the text itself says what happened.
	}
	throw new Error(String(reason).slice(0, 300) || `The simulator answered ${answer.status}`);
}

/**
 * Reports the state and its changes: by server-sent events, and by asking again every two seconds
 * while those do not come through. `report` gets "live", "polling" or "lost".
 */
export function follow({ onState, onEvent, report }) {
	let polling;
	let reading = 0;
	let meanwhile = [];
	const readAll = async () => {
		reading += 1;
		try {
			onState(await readState());
			// The state may have been taken before these; an entity that comes twice does no harm.
			meanwhile.forEach(onEvent);
			return true;
		} catch {
			report('lost');
			return false;
		} finally {
			reading -= 1;
			if (reading === 0) meanwhile = [];
		}
	};
	const poll = async () => {
		if (await readAll()) report('polling');
		polling = setTimeout(() => void poll(), POLL_MS);
	};
	const connect = () => {
		const source = new EventSource('/control/events');
		source.addEventListener('open', () => {
			clearTimeout(polling);
			polling = undefined;
			report('live');
			void readAll();
		});
		source.addEventListener('message', ({ data }) => {
			const event = JSON.parse(data);
			if (event.type === 'reset') void readAll();
			else {
				if (reading > 0) meanwhile.push(event);
				onEvent(event);
			}
		});
		source.addEventListener('error', () => {
			source.close();
			if (polling === undefined) void poll();
			setTimeout(connect, RETRY_MS);
		});
	};
	void readAll();
	connect();
}
