import type { SimulatorSettings } from '../simulator';

/** How much a run may do: the later ones change something, cost something or take something. */
export type Level = 'read' | 'send' | 'queue' | 'design';

export type Verdict = 'confirmed' | 'refuted';

export type Need =
	| 'number'
	| 'approved template'
	| 'person who taps'
	/** An address that the service can push to. */
	| 'public URL';

export type Cost = 'nothing' | 'one message' | 'three messages' | 'a template submitted';

/** One thing that the service may do, and what that means for the code. */
export interface Outcome {
	/** `confirmed`: the package works when the service does this. */
	readonly verdict: Verdict;
	readonly means: string;
	/** How the simulator is made to do the same. */
	readonly simulator?: NonNullable<SimulatorSettings['behavior']>;
}

/** One statement that the documentation leaves open. */
export interface Contract {
	readonly id: string;
	/** Markdown, as docs/unconfirmed.md shows it. */
	readonly question: string;
	/** What the package does as long as it is open. */
	readonly assumed: string;
	/** `null`: only a person can try it. */
	readonly level: Level | null;
	readonly cost: Cost;
	readonly needs: readonly Need[];
	/** Calls and observations, in their order. */
	readonly steps: readonly string[];
	readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** The outcomes of a contract that a person tries. */
export function byHand(means: string): Contract['outcomes'] {
	return {
		asAssumed: { verdict: 'confirmed', means: 'Nothing has to change' },
		otherwise: { verdict: 'refuted', means },
	};
}
