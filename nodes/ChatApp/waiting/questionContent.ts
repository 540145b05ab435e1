import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import type { ChannelType } from '../../alibabaCloud/channels/channels';
import { messageContent } from '../messages/content';
import { assertRules, type Rule } from '../messages/rule';
import { comparableLabel, type Choice } from './choices';
import type { Offered } from './waitingState';

/** What is asked, before it is known how. */
export interface QuestionText {
	readonly channelType: ChannelType;
	readonly isGroup: boolean;
	readonly text: string;
	readonly choices: readonly Choice[];
	/** The label of each choice's field, for errors. */
	readonly labelFields: readonly string[];
	readonly choicesField: string;
	/** The button that opens a list. */
	readonly listButton: string;
	/** Whether a text that is too long is cut, which is said in it. */
	readonly mayShorten: boolean;
}

/** The parameters of a call that asks, and how it offers the choices. */
export interface QuestionContent {
	readonly MessageType: 'text' | 'interactive';
	readonly Content: string;
	readonly offered: Offered;
	/** The text as it was sent. */
	readonly text: string;
}

const META = 'https://developers.facebook.com/documentation/business-messaging/whatsapp/messages';

/** WhatsApp's limits for each way to offer choices; numbers in a text are of all channels. */
const LIMITS = Object.freeze({
	buttons: { text: 1024, label: 20, most: 3, source: `${META}/interactive-reply-buttons-messages` },
	list: { text: 1024, label: 24, most: 10, source: `${META}/interactive-list-messages` },
	numbers: { text: 4096, label: 200, most: 10, source: `${META}/text-messages` },
	none: { text: 4096, label: 0, most: 0, source: `${META}/text-messages` },
});

const DESCRIPTION_LENGTH = 72;
const LIST_BUTTON_LENGTH = 20;

/** How choices can be offered in a chat: WhatsApp has buttons and lists, though not in its groups. */
function offeredIn(channelType: ChannelType, isGroup: boolean, count: number): keyof typeof LIMITS {
	if (count === 0) return 'none';
	if (channelType !== 'whatsapp' || isGroup) return 'numbers';
	return count <= LIMITS.buttons.most ? 'buttons' : 'list';
}

/**
 * The content that asks a question.
 *
 * @param reference the ID of a choice's button or row.
 * @throws InvalidInput that names the field which does not keep a limit.
 */
export function questionContent(
	question: QuestionText,
	reference: (index: number) => string,
): QuestionContent {
	const { channelType, isGroup, choices } = question;
	const offered = offeredIn(channelType, isGroup, choices.length);
	assertChoices(question, offered);
	const text = fittedText(question, offered);
	if (offered === 'none' || offered === 'numbers') {
		const lines = choices.map(({ label, description }, index) =>
			description ? `${index + 1}. ${label} (${description})` : `${index + 1}. ${label}`,
		);
		const whole = [text, ...(lines.length > 0 ? ['', ...lines] : [])].join('\n');
		const Content = messageContent(channelType, 'text', { text: whole }) ?? '';
		return { MessageType: 'text', Content, offered, text };
	}
	const action = offered === 'buttons' ? buttons(choices, reference) : list(question, reference);
	const type = offered === 'buttons' ? 'button' : 'list';
	const Content =
		messageContent(channelType, 'interactive', { type, body: { text }, action }) ?? '';
	return { MessageType: 'interactive', Content, offered, text };
}

function buttons(choices: readonly Choice[], reference: (index: number) => string): object {
	return {
		buttons: choices.map(({ label }, index) => ({
			type: 'reply',
			reply: { id: reference(index), title: label },
		})),
	};
}

function list({ choices, listButton }: QuestionText, reference: (index: number) => string): object {
	const rows = choices.map(({ label, description }, index) => ({
		id: reference(index),
		title: label,
		...(description && { description }),
	}));
	return { button: listButton, sections: [{ rows }] };
}

/**
 * Choices that a person can tell apart and a chat can show.
 *
 * @throws InvalidInput that names the field and the entry.
 */
function assertChoices(question: QuestionText, offered: keyof typeof LIMITS): void {
	const { choices, labelFields, listButton } = question;
	const { label: longest, most } = LIMITS[offered];
	choices.forEach(({ label, description }, index) => {
		const field = labelFields[index] ?? 'Label';
		const rules: Rule[] = [
			{ path: 'label', field, required: true, longest },
			...(offered === 'list'
				? [{ path: 'description', field: 'Description', longest: DESCRIPTION_LENGTH }]
				: []),
		];
		assertRules({ label, description }, rules);
	});
	if (choices.length > most) {
		throw new InvalidInput(
			`'${question.choicesField}' has too many entries: ${choices.length}, maximum ${most}`,
			`Remove entries from '${question.choicesField}', or ask in several questions.`,
		);
	}
	const seen = new Set<string>();
	choices.forEach(({ label }, index) => {
		const compared = comparableLabel(label);
		if (seen.has(compared)) {
			throw new InvalidInput(
				`'${labelFields[index] ?? 'Label'}' is used twice: ${label}`,
				'Use a different label for each choice. Capital letters and spaces make no difference.',
			);
		}
		seen.add(compared);
	});
	if (offered !== 'list') return;
	const field = 'List Button Text';
	assertRules({ listButton }, [
		{ path: 'listButton', field, required: true, longest: LIST_BUTTON_LENGTH },
	]);
}

function fittedText({ text, mayShorten, choices }: QuestionText, offered: keyof typeof LIMITS) {
	const rows = offered === 'numbers' ? choices : [];
	const below = rows.reduce(
		(sum, { label, description }) => sum + [...label, ...(description ?? '')].length + 8,
		rows.length > 0 ? 2 : 0,
	);
	const longest = LIMITS[offered].text - below;
	assertRoom(choices, Math.min([...text].length, LEAST_TEXT) - longest);
	if (mayShorten) return shortened(text, longest);
	assertRules({ text }, [{ path: 'text', field: 'Message', required: true, longest }]);
	return text;
}

/** What has to be left for a message that is longer, so that the note of a cut finds its place. */
const LEAST_TEXT = 100;

/**
 * Labels alone always leave room for the message; it is what stands below them that takes it.
 *
 * @param missing characters, if more than none.
 * @throws InvalidInput that names the descriptions.
 */
function assertRoom(choices: readonly Choice[], missing: number): void {
	if (missing <= 0) return;
	const length = choices.reduce((sum, { description = '' }) => sum + [...description].length, 0);
	throw new InvalidInput(
		`'Description' is too long: ${length} characters in all choices together, maximum ${length - missing} with this message`,
		"Shorten 'Description' of the choices, or remove it.",
	);
}

/** A text cut to a length in code points; whoever reads it sees how much is missing. */
export function shortened(text: string, longest: number): string {
	const characters = [...text];
	if (characters.length <= longest) return text;
	const note = (missing: number): string =>
		`\n[Shortened: ${missing.toLocaleString('en-US')} more characters]`;
	const kept = longest - note(characters.length).length;
	return `${characters.slice(0, kept).join('')}${note(characters.length - kept)}`;
}
