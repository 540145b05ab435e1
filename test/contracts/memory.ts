import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Result } from './report';

/** A message of a run. `started` alone means that nobody knows whether it was sent. */
export interface SentMessage {
	readonly state: 'started' | 'accepted' | 'refused';
	readonly messageId: string | null;
	readonly taskId: string;
	readonly at: number;
	readonly code: string | null;
}

/** A template that the run submitted and did not delete yet. */
export interface LeftTemplate {
	readonly name: string;
	readonly channel: string;
	readonly type: 'WHATSAPP' | 'VIBER';
}

interface Kept {
	readonly account: string;
	results: Record<string, Result>;
	sent: Record<string, SentMessage>;
	templates: LeftTemplate[];
}

/**
 * What an interrupted run leaves for the next one: results, messages and templates. Written before
 * each thing that cannot be undone, so that no message is sent twice and no template is forgotten.
 * Holds IDs of the run, but no key; it stays on this machine.
 */
export class Memory {
	private constructor(
		private readonly file: string | null,
		private readonly kept: Kept,
	) {}

	/**
	 * @param file `null` keeps nothing
	 * @param account tells accounts apart without naming them
	 * @param isAgain forgets results and messages, but never templates that were left
	 */
	static open(file: string | null, account: string, isAgain = false): Memory {
		const empty: Kept = { account, results: {}, sent: {}, templates: [] };
		if (file === null) return new Memory(file, empty);
		const present = read(file);
		if (present === null) return new Memory(file, empty);
		if (present.account !== account) {
			if (present.templates.length > 0) {
				throw new Error(
					`${file} names templates that a run with another account left behind. Run --design with its key, or delete the file.`,
				);
			}
			return new Memory(file, empty);
		}
		return new Memory(file, isAgain ? { ...empty, templates: present.templates } : present);
	}

	get results(): Readonly<Record<string, Result>> {
		return this.kept.results;
	}

	get templates(): readonly LeftTemplate[] {
		return this.kept.templates;
	}

	sent(step: string): SentMessage | undefined {
		return this.kept.sent[step];
	}

	get messages(): readonly SentMessage[] {
		return Object.values(this.kept.sent);
	}

	keepResult(result: Result): void {
		this.kept.results[result.id] = result;
		this.save();
	}

	keepSent(step: string, message: SentMessage): void {
		this.kept.sent[step] = message;
		this.save();
	}

	keepTemplate(template: LeftTemplate): void {
		this.kept.templates.push(template);
		this.save();
	}

	forgetTemplate(name: string): void {
		this.kept.templates = this.kept.templates.filter((one) => one.name !== name);
		this.save();
	}

	/** A run that is complete needs nothing any more. */
	end(): void {
		if (this.file !== null && this.templates.length === 0) rmSync(this.file, { force: true });
	}

	private save(): void {
		if (this.file === null) return;
		mkdirSync(dirname(this.file), { recursive: true });
		writeFileSync(`${this.file}.new`, JSON.stringify(this.kept), { mode: 0o600 });
		renameSync(`${this.file}.new`, this.file);
	}
}

function read(file: string): Kept | null {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		return null;
	}
	try {
		const kept = JSON.parse(text) as Kept;
		if (kept.results && kept.sent && Array.isArray(kept.templates)) return kept;
	} catch {
		// Told below.
	}
	throw new Error(`${file} cannot be read. Delete it to start again.`);
}
