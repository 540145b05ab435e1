import {
	type CharacterTest,
	type PatternNode,
	type PositionMark,
	readPattern,
	UnsupportedSyntax,
} from './patternSyntax';

export type TextPattern =
	| { readonly ok: true; readonly test: (text: string) => boolean }
	| { readonly ok: false; readonly reason: string };

/** The longest text that WhatsApp delivers. */
const MAX_TEXT = 4096;
const MAX_PATTERN = 500;
const MAX_STEPS = 500;

const SLASHES = /^\/([\s\S]+)\/([a-z]*)$/;

type Step =
	| { readonly kind: 'character'; readonly accepts: CharacterTest }
	| { readonly kind: 'position'; readonly at: PositionMark }
	| { readonly kind: 'fork'; branches: number[] }
	| { readonly kind: 'found' };

/**
 * Reads a regular expression, plain or as `/expression/flags`, into a test that needs time in
 * proportion to the text, whatever the expression. JavaScript's own engine can be kept busy for
 * years by one message to a harmless looking expression such as `(a+)+$`, and n8n with it.
 *
 * Looking around and references to groups are refused: they cannot be found in that time. Of a
 * text, the first 4096 characters are looked at.
 */
export function readTextPattern(pattern: string): TextPattern {
	const slashes = SLASHES.exec(pattern);
	const source = slashes?.[1] ?? pattern;
	if (source.length > MAX_PATTERN) return refused(`It is longer than ${MAX_PATTERN} characters`);
	// Whether to find one or all matches is of no matter here.
	const flags = (slashes?.[2] ?? '').replace(/[gy]/g, '');
	if (!/^[imsu]*$/.test(flags)) return refused(`Only the flags i, m, s and u are possible`);
	try {
		const accepted = acceptedFlags(source, flags);
		const steps = toSteps(readPattern(source, accepted));
		if (steps === null) return refused('It is too long once its quantifiers are expanded');
		const readers = { unicode: accepted.includes('u'), multiline: accepted.includes('m') };
		return { ok: true, test: (text) => isFound(steps, text.slice(0, MAX_TEXT), readers) };
	} catch (error) {
		return refused(reasonOf(error));
	}
}

function refused(reason: string): TextPattern {
	return { ok: false, reason };
}

/** Without `u`, JavaScript forgives more, but tears apart characters such as emoji. */
function acceptedFlags(source: string, flags: string): string {
	const strict = flags.includes('u') ? flags : `${flags}u`;
	try {
		new RegExp(source, strict);
		return strict;
	} catch {
		new RegExp(source, flags);
		return flags;
	}
}

function reasonOf(error: unknown): string {
	if (error instanceof UnsupportedSyntax) return error.message;
	const message = error instanceof Error ? error.message : '';
	return message.replace(/^Invalid regular expression: /, '') || 'It cannot be read';
}

/** The tree as a list of steps with forks between them; null when it has too many. */
function toSteps(tree: PatternNode): Step[] | null {
	const steps: Step[] = [];
	let tooMany = false;

	const add = (step: Step): number => {
		tooMany ||= steps.length >= MAX_STEPS;
		return steps.push(step) - 1;
	};
	const addFork = (): { branches: number[] } => {
		const fork = { kind: 'fork' as const, branches: [] as number[] };
		add(fork);
		return fork;
	};
	const write = (node: PatternNode): void => {
		if (tooMany) return;
		if (node.kind === 'sequence') node.parts.forEach(write);
		else if (node.kind === 'choice') writeChoice(node.branches);
		else if (node.kind === 'repeat') writeRepeat(node.part, node.least, node.most);
		else add(node);
	};
	const writeChoice = (branches: readonly PatternNode[]): void => {
		const fork = addFork();
		const ends = branches.map((branch) => {
			fork.branches.push(steps.length);
			write(branch);
			return addFork();
		});
		for (const end of ends) end.branches.push(steps.length);
	};
	const writeRepeat = (part: PatternNode, least: number, most: number): void => {
		for (let count = 0; count < least && !tooMany; count++) {
			const before = steps.length;
			write(part);
			// Nothing, repeated a billion times, is nothing.
			if (steps.length === before) break;
		}
		if (most === Number.POSITIVE_INFINITY) {
			const start = steps.length;
			const fork = addFork();
			fork.branches.push(steps.length);
			write(part);
			addFork().branches.push(start);
			fork.branches.push(steps.length);
			return;
		}
		const forks: Array<{ branches: number[] }> = [];
		for (let count = least; count < most && !tooMany; count++) {
			const fork = addFork();
			fork.branches.push(steps.length);
			forks.push(fork);
			write(part);
		}
		for (const fork of forks) fork.branches.push(steps.length);
	};

	write(tree);
	add({ kind: 'found' });
	return tooMany ? null : steps;
}

interface Reading {
	readonly unicode: boolean;
	readonly multiline: boolean;
}

/** Follows all ways through the steps at the same time, one character after the other. */
function isFound(steps: readonly Step[], text: string, reading: Reading): boolean {
	const characters = reading.unicode ? Array.from(text) : text.split('');
	const visitedAt = new Int32Array(steps.length).fill(-1);
	let current: number[] = [];

	for (let position = 0; position <= characters.length; position++) {
		const reached: number[] = [];
		// A match may start anywhere, so the first step is one of those to follow each time.
		const open = [0, ...current.reverse()];
		while (open.length > 0) {
			const index = open.pop() as number;
			if (visitedAt[index] === position) continue;
			visitedAt[index] = position;
			const step = steps[index];
			if (step === undefined) continue;
			if (step.kind === 'found') return true;
			if (step.kind === 'character') reached.push(index);
			else if (step.kind === 'fork') open.push(...step.branches);
			else if (isAt(step.at, characters, position, reading.multiline)) open.push(index + 1);
		}
		const character = characters[position];
		if (character === undefined) return false;
		current = [];
		for (const index of reached) {
			const step = steps[index];
			if (step?.kind === 'character' && step.accepts(character)) current.push(index + 1);
		}
	}
	return false;
}

const LINE_BREAK = /^[\n\r\u2028\u2029]$/;
const WORD = /^\w$/;

function isAt(
	mark: PositionMark,
	characters: readonly string[],
	position: number,
	multiline: boolean,
): boolean {
	const before = characters[position - 1];
	const after = characters[position];
	if (mark === '^' || mark === '$') {
		const neighbor = mark === '^' ? before : after;
		return neighbor === undefined || (multiline && LINE_BREAK.test(neighbor));
	}
	const isBorder = WORD.test(before ?? '') !== WORD.test(after ?? '');
	return mark === 'b' ? isBorder : !isBorder;
}
