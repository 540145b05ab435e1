import { own } from './definition';
import {
	variablesIn,
	type QuickReply,
	type TemplateVariable,
	type VariableKind,
	type VariablePlace,
} from './variables';

/** Longer labels are cut off even in a wide panel. */
const LABEL_LENGTH = 80;
/** What the usual width of the panel shows: the gap and a word before it have to lie within. */
const SEEN_LENGTH = 28;
/** What is kept free for the words after the gap. */
const AFTER_LENGTH = 6;
const NAME_LENGTH = 16;
const NAME_IN_CARD_LENGTH = 9;
const SAMPLE_LENGTH = 24;
const GAP = '▁';

/** What a value is, where the words around the gap do not tell. */
const PURPOSES = Object.freeze({
	text: '',
	link: '',
	coupon: 'coupon code',
	code: 'one-time code',
	offerEnd: 'end of the offer',
	media: 'URL',
	latitude: 'latitude',
	longitude: 'longitude',
}) satisfies Readonly<Record<VariableKind, string>>;

const PLACE_PURPOSES: Readonly<Record<string, string>> = Object.freeze({
	LocationName: 'place name',
	LocationAddress: 'place address',
});

/**
 * The label of a variable's field. The mapper shows no hint beside a field, so the label carries
 * the words around the gap and the sample, for example `date: …arrives on ▁ (e.g. Friday).` or
 * `track: …/track/▁ (button "Track", e.g. A-1001)`.
 *
 * @param sample empty when the template has none.
 */
export function variableLabel(variable: TemplateVariable, sample = ''): string {
	const [place] = variable.places;
	const card = place?.card ? `Card ${place.card}, ` : '';
	const name = cutEnd([...variable.name], card ? NAME_IN_CARD_LENGTH : NAME_LENGTH);
	const start = `${card}${name}: `;
	const purpose = purposeOf(variable, place);
	const example = sample === '' ? '' : `e.g. ${cutEnd([...sample], SAMPLE_LENGTH)}`;
	const end = purpose ? ` (${[purpose, example].filter(Boolean).join(', ')})` : '';
	const before = place ? readable(place.before) : '';
	const words = place ? readable(place.after) : '';
	const after = end || !example ? words : ` (${example})${words}`;
	return cutLabel(
		`${start}${leading(before, start, after || end)}${GAP}${trailing(after, end)}${end}`,
	);
}

/** For example `Talk to us (button payload)`. */
export function payloadLabel({ label, card }: QuickReply): string {
	const start = card ? `Card ${card}, ` : '';
	return `${start}${cutEnd([...(label || 'Quick reply')], 40)} (button payload)`;
}

/** A label for a field of a button that is no variable. */
export function buttonLabel(what: string, button: string): string {
	return cutLabel(button ? `${what} (button "${button}")` : what);
}

function purposeOf(
	{ kind, isAssumed }: TemplateVariable,
	place: VariablePlace | undefined,
): string {
	if (isAssumed) return `${PURPOSES[kind]}, name not confirmed`;
	if (!place) return PURPOSES[kind] || 'variable';
	if (kind === 'media') return `${place.format.toLowerCase() || 'media'} ${PURPOSES.media}`;
	if (kind === 'link') return place.part.replace('Button', 'button');
	return PURPOSES[kind] || (own(PLACE_PURPOSES, place.field) ?? '');
}

/** The last words before the gap, as many as keep the gap in sight. */
function leading(before: string, start: string, following: string): string {
	const points = [...before];
	const after = Math.min(AFTER_LENGTH, [...following].length);
	const room = Math.max(0, SEEN_LENGTH - [...start].length - 1 - after);
	if (points.length <= room) return before;
	const tail = points.slice(points.length - Math.max(0, room - 1)).join('');
	// A cut in the middle of a word reads like another word.
	const boundary = /\s|\/(?!\/)/.exec(tail.slice(0, -1));
	const cut = boundary ? tail.slice(boundary.index + (boundary[0] === '/' ? 0 : 1)) : tail;
	return room <= 1 ? '' : `…${cut}`;
}

function trailing(after: string, end: string): string {
	return cutEnd([...after], end ? AFTER_LENGTH * 2 : LABEL_LENGTH);
}

/** Other variables as `[name]`: a label with `$(...)` reads like something to fill in. */
function readable(words: string): string {
	let [named, from] = ['', 0];
	for (const { name, start, end } of variablesIn(words)) {
		named += `${words.slice(from, start)}[${name}]`;
		from = end;
	}
	return (named + words.slice(from)).replace(/\s+/g, ' ');
}

function cutLabel(label: string): string {
	return cutEnd([...label], LABEL_LENGTH);
}

function cutEnd(points: readonly string[], length: number): string {
	if (points.length <= length) return points.join('');
	return length <= 1 ? '' : `${points.slice(0, length - 1).join('')}…`;
}
