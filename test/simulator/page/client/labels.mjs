/** Words and drawings for the states of a message. */
export const STATES = Object.freeze({
	accepted: {
		label: 'Accepted',
		path: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5v3.2l2 1.3',
	},
	sent: { label: 'Sent', path: 'M3.5 8.5 6.5 11.5 12.5 4.5' },
	delivered: { label: 'Delivered', path: 'M1 8.5 4 11.5 10 4.5M7.5 11 8 11.5 14.5 4.5' },
	read: { label: 'Read', path: 'M1 8.5 4 11.5 10 4.5M7.5 11 8 11.5 14.5 4.5' },
	failed: {
		label: 'Failed',
		path: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8 5v3.6M8 10.9v.1',
	},
	received: { label: 'Received', path: 'M3.5 8.5 6.5 11.5 12.5 4.5' },
});

export const CHANNELS = Object.freeze({
	whatsapp: 'WhatsApp',
	viber: 'Viber',
	messenger: 'Messenger',
	instagram: 'Instagram',
	telegram: 'Telegram',
});

/** Channels on which a business may write freely only for 24 hours after the user wrote. */
const WINDOWED = new Set(['whatsapp', 'messenger', 'instagram']);
const NUMBERED = new Set(['whatsapp', 'viber']);
const DAY_MS = 86_400_000;

const clockTime = new Intl.DateTimeFormat('en', {
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23',
});
const dayName = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });

export function timeOfDay(ms) {
	return clockTime.format(ms);
}

/** "Today", "Yesterday" or the date. */
export function dayLabel(ms, now) {
	const day = new Date(ms).toDateString();
	if (day === new Date(now).toDateString()) return 'Today';
	if (day === new Date(now - DAY_MS).toDateString()) return 'Yesterday';
	return dayName.format(ms);
}

/** Nothing for today, "tomorrow" or the date. */
function dayToCome(ms, now) {
	const label = dayLabel(ms, now);
	if (label === 'Today') return '';
	return dayLabel(ms - DAY_MS, now) === 'Today' ? 'tomorrow' : `on ${label}`;
}

/** A user's number as people write it; other ids as they are. */
export function address(id, channelType) {
	return NUMBERED.has(channelType) && /^\d{7,}$/.test(id) ? `+${id}` : id;
}

/** Text and state of the 24-hour window, or null where the channel has none. */
export function windowLabel(openUntil, now, channelType) {
	if (!WINDOWED.has(channelType)) return null;
	if (openUntil === null || openUntil <= now) {
		const why = openUntil === null ? 'the user has not written yet' : 'templates only';
		return { open: false, until: null, text: `24-hour window closed: ${why}` };
	}
	const until = [timeOfDay(openUntil), dayToCome(openUntil, now)].filter(Boolean).join(' ');
	return { open: true, until, text: `24-hour window open until ${until}` };
}

/** One line for the list of conversations. */
export function preview(message) {
	if (message === undefined) return 'No messages yet';
	const { body, header, media, buttons } = message.appearance;
	const text = body || media?.fileName || header?.text || buttons[0]?.text || '';
	const kind = media && !body ? mediaName(media.kind) : '';
	const line =
		[kind, media?.kind === 'audio' ? '' : text].filter(Boolean).join(': ') || capital(message.type);
	return message.direction === 'in' ? `You: ${line}` : line;
}

/** What a quote shows of a message. */
export function excerpt(message) {
	return preview({ ...message, direction: 'out' });
}

/** Why a message failed, without the code that receipts put in front; null when nothing is said. */
export function reasonOf({ code, description }) {
	const said = description ?? '';
	const reason = said.startsWith(code) ? said.slice(code.length).replace(/^:\s*/, '') : said;
	return reason || null;
}

/** What a stranger is called: the digits tell one from another, the letter does not. */
const STRANGER = /^User \d+$/;

/** The first letters of a name, or the last digits of a number. */
export function initials(name, id) {
	const letters = STRANGER.test(name)
		? ''
		: name
				.split(/\s+/)
				.map((word) => [...word][0] ?? '')
				.slice(0, 2)
				.join('');
	return (letters || id.slice(-2)).toUpperCase();
}

const TONES = 8;

/** The class with the color of a person's picture: always the same, and rarely that of others. */
export function tone(id) {
	let sum = 0;
	for (const letter of id) sum = (sum * 31 + letter.codePointAt(0)) % 65_521;
	return `tone-${sum % TONES}`;
}

export function mediaName(kind) {
	return { image: 'Picture', audio: 'Voice message' }[kind] ?? capital(kind);
}

export function capital(text) {
	const plain = text.toLowerCase().replaceAll('_', ' ');
	return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** Links that may be followed or shown: web addresses only, never scripts. */
export function webLink(url) {
	return /^https?:\/\//i.test(url ?? '') ? url : null;
}

/** Files are shown only from this machine; a link of a message is never fetched elsewhere. */
export function localFile(url) {
	return /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\//.test(url ?? '') ? url : null;
}
