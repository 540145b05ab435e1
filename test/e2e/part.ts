import type { Narrator } from '../n8n/reporter';

/** One part of the end-to-end tests. Parts share nothing, so each can be run alone. */
export interface Part {
	/** Chosen by it on the command line, and the name of the part's folder. */
	readonly name: string;
	readonly title: string;
	/** Without n8n there is nothing on disk that the last part could search. */
	readonly startsNoN8n?: true;
	/**
	 * @param folder empty, the part's own: n8n's data, logs and whatever else it writes, which the
	 * last part searches for secrets
	 * @throws Error when the part cannot go on; what merely failed is told to the narrator
	 */
	run(folder: string, narrator: Narrator): Promise<void>;
}
