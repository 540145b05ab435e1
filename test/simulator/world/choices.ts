import type { MessageAppearance } from '../control/state';

/** Something in a message that answers when a person taps it. */
export interface Choice {
	/** Position among all choices of the message; cards come after the message's own buttons. */
	index: number;
	kind: 'quickReply' | 'button' | 'row';
	/** What the person reads. */
	title: string;
	/** What comes back: the payload of a quick reply, the ID of a button or row, as it was sent. */
	id: string;
	/** Second line of a row. */
	description: string | null;
	/** Title of the section that a row is in. */
	section: string | null;
	/** Position of the card that a quick reply is on. */
	card: number | null;
}

const KINDS: Readonly<Record<string, Choice['kind']>> = {
	QUICK_REPLY: 'quickReply',
	REPLY: 'button',
	LIST: 'row',
};

/** Everything that can be tapped to answer, in the order of the message. */
export function choicesOf({ buttons, cards = [] }: MessageAppearance): Choice[] {
	const places = [
		...buttons.map((button) => ({ button, card: null })),
		...cards.flatMap((one, card) => one.buttons.map((button) => ({ button, card }))),
	];
	return places
		.flatMap(({ button, card }) => {
			const kind = KINDS[button.type];
			return kind ? [{ kind, button, card }] : [];
		})
		.map(({ kind, button, card }, index) => ({
			...{ index, kind, title: button.text, id: button.payload ?? button.text },
			description: button.description ?? null,
			section: button.section ?? null,
			card,
		}));
}

/** By position, else by title, else by what comes back. */
export function findChoice(choices: readonly Choice[], wanted: number | string): Choice | null {
	if (typeof wanted === 'number') return choices[wanted] ?? null;
	return (
		choices.find(({ title }) => title === wanted) ?? choices.find(({ id }) => id === wanted) ?? null
	);
}
