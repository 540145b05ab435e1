import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { onSecret, type Secret } from '../../simulator/secretProbe';

/**
 * Keeps which secrets each part of the end-to-end tests used, in a folder that is not searched. On
 * the disk, so that the search can be run alone after the others.
 */
export class SecretBook {
	private page: Secret[] = [];

	constructor(private readonly folder: string) {
		onSecret((secret) => this.page.push(secret));
	}

	/** Begins the page of a part; what an earlier run left counts no more. */
	open(part: string): void {
		rmSync(this.fileOf(part), { force: true });
		this.page = [];
	}

	/** Ends the page of a part. */
	close(part: string): void {
		mkdirSync(this.folder, { recursive: true });
		writeFileSync(this.fileOf(part), JSON.stringify(this.page));
	}

	/** @throws Error for a part that left no page: what it wrote would be searched for nothing */
	read(part: string): Secret[] {
		if (!existsSync(this.fileOf(part))) {
			throw new Error(`Nobody knows which secrets the part "${part}" used. Run it again.`);
		}
		return JSON.parse(readFileSync(this.fileOf(part), 'utf8')) as Secret[];
	}

	/** What the part that is being played has used so far. */
	get current(): readonly Secret[] {
		return this.page;
	}

	private fileOf(part: string): string {
		return join(this.folder, `${part}.json`);
	}
}
