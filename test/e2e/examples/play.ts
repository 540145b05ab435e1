import type { Theatre } from './exampleHarness';

/** How one example is run in n8n. */
export interface Play {
	readonly file: string;
	/** The first major version of n8n that can run it; all can without this. */
	readonly since?: number;
	/** What is seen, with what had to be changed in the example to see it. */
	readonly tells: string;
	run(theatre: Theatre): Promise<readonly string[]>;
}
