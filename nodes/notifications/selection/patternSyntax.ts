/** Whether one character of a text is one that a part of a pattern stands for. */
export type CharacterTest = (character: string) => boolean;

export type PatternNode =
	| { readonly kind: 'character'; readonly accepts: CharacterTest }
	| { readonly kind: 'position'; readonly at: PositionMark }
	| { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
	| { readonly kind: 'choice'; readonly branches: readonly PatternNode[] }
	| {
			readonly kind: 'repeat';
			readonly part: PatternNode;
			readonly least: number;
			/** Infinity when there is no limit. */
			readonly most: number;
	  };

export type PositionMark = '^' | '$' | 'b' | 'B';

/** Syntax that is valid in JavaScript but that a search without backtracking cannot do. */
export class UnsupportedSyntax extends Error {}

const ESCAPED_ATOM = /\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|p\{[^}]*\}|c[a-z]|[\s\S])/iuy;
const ESCAPED_PAIR = /\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}/y;
const CHARACTER_CLASS = /\[(?:\\[\s\S]|[^\]\\])*\]/uy;
const BRACES = /\{(\d+)(?:(,)(\d*))?\}/y;
const GROUP_START = /\((?:\?:|\?<[^=!>][^>]*>)?(?!\?)/uy;

/**
 * Reads a pattern that JavaScript has already accepted into a tree. What stands for single
 * characters is left to JavaScript's own engine, so classes, escapes and ignoring of case mean
 * what people know; only the structure around it is read here.
 *
 * @param flags of JavaScript that were accepted with the pattern: of `i`, `m`, `s` and `u`
 * @throws UnsupportedSyntax
 */
export function readPattern(source: string, flags: string): PatternNode {
	return new PatternReader(source, flags).read();
}

class PatternReader {
	private position = 0;

	constructor(
		private readonly source: string,
		private readonly flags: string,
	) {}

	read(): PatternNode {
		return this.choice();
	}

	private choice(): PatternNode {
		const branches = [this.sequence()];
		while (this.take('|')) branches.push(this.sequence());
		return branches.length === 1 && branches[0] ? branches[0] : { kind: 'choice', branches };
	}

	private sequence(): PatternNode {
		const parts: PatternNode[] = [];
		while (this.position < this.source.length && !'|)'.includes(this.next())) {
			parts.push(this.repeated(this.part()));
		}
		return { kind: 'sequence', parts };
	}

	private repeated(part: PatternNode): PatternNode {
		const range = this.range();
		if (range === null) return part;
		// Whether few or many are preferred makes no difference to whether there is a match.
		this.take('?');
		return { kind: 'repeat', part, ...range };
	}

	private range(): { least: number; most: number } | null {
		if (this.take('*')) return { least: 0, most: Number.POSITIVE_INFINITY };
		if (this.take('+')) return { least: 1, most: Number.POSITIVE_INFINITY };
		if (this.take('?')) return { least: 0, most: 1 };
		const braces = this.match(BRACES);
		if (braces === null) return null;
		const least = Number(braces[1]);
		if (braces[2] === undefined) return { least, most: least };
		return { least, most: !braces[3] ? Number.POSITIVE_INFINITY : Number(braces[3]) };
	}

	private part(): PatternNode {
		if (this.take('^')) return { kind: 'position', at: '^' };
		if (this.take('$')) return { kind: 'position', at: '$' };
		switch (this.next()) {
			case '(':
				return this.group();
			case '[':
				return this.character(this.match(CHARACTER_CLASS)?.[0] ?? this.step());
			case '\\':
				return this.escape();
			case '.':
				return this.character(this.step());
			default:
				return this.literal(this.step());
		}
	}

	private group(): PatternNode {
		if (this.match(GROUP_START) === null) {
			throw new UnsupportedSyntax('It looks ahead or behind with (?= (?! (?<= or (?<!');
		}
		const inner = this.choice();
		this.take(')');
		return inner;
	}

	private escape(): PatternNode {
		if (this.take('\\b')) return { kind: 'position', at: 'b' };
		if (this.take('\\B')) return { kind: 'position', at: 'B' };
		if (/^\\(?:[1-9]|k<)/.test(this.source.slice(this.position))) {
			throw new UnsupportedSyntax('It refers back to a group with \\1 or \\k<name>');
		}
		const pair = this.flags.includes('u') ? this.match(ESCAPED_PAIR) : null;
		return this.character((pair ?? this.match(ESCAPED_ATOM))?.[0] ?? this.step());
	}

	private character(atom: string): PatternNode {
		const expression = new RegExp(`^(?:${atom})$`, this.flags.replace('m', ''));
		return { kind: 'character', accepts: (character) => expression.test(character) };
	}

	private literal(character: string): PatternNode {
		if (this.flags.includes('i')) return this.character(character.replace(/[\]{}/]/, '\\$&'));
		return { kind: 'character', accepts: (candidate) => candidate === character };
	}

	private next(): string {
		return this.source.charAt(this.position);
	}

	/** One character, with both its halves where the pattern is read by code points. */
	private step(): string {
		const code = this.flags.includes('u') ? this.source.codePointAt(this.position) : undefined;
		const character = code === undefined ? this.next() : String.fromCodePoint(code);
		this.position += character.length;
		return character;
	}

	private take(text: string): boolean {
		if (!this.source.startsWith(text, this.position)) return false;
		this.position += text.length;
		return true;
	}

	private match(expression: RegExp): RegExpExecArray | null {
		expression.lastIndex = this.position;
		const found = expression.exec(this.source);
		if (found !== null) this.position += found[0].length;
		return found;
	}
}
