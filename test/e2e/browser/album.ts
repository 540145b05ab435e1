import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const DOCUMENTED = join(__dirname, '..', '..', '..', 'docs', 'images');
const LARGEST_BYTES = 200_000;

/** Screenshots of a run; with UPDATE_SCREENSHOTS=1 those of the documents are renewed from it. */
export class Album {
	private count = 0;

	constructor(
		private readonly folder: string,
		private readonly updates = process.env.UPDATE_SCREENSHOTS === '1',
	) {
		mkdirSync(folder, { recursive: true });
	}

	/** Takes a picture for whoever looks into a run. */
	async take(name: string, subject: Page | Locator): Promise<string> {
		this.count += 1;
		const file = join(this.folder, `${String(this.count).padStart(2, '0')}-${name}.png`);
		await subject.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
		return file;
	}

	/** Takes a picture that the documents show under the same name. */
	async takeForDocuments(name: string, subject: Page | Locator): Promise<void> {
		const file = await this.take(name, subject);
		const { size } = statSync(file);
		if (size > LARGEST_BYTES) throw new Error(`${file} has ${size} bytes, too many for a document`);
		if (this.updates) copyFileSync(file, join(DOCUMENTED, `${name}.png`));
	}
}
