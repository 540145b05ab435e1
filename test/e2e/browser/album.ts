import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const DOCUMENTED = join(__dirname, '..', '..', '..', 'docs', 'images');
const LARGEST_BYTES = 200_000;

/** n8n's notices of success come and go over what is shown; those of errors stay. */
const NO_PRAISE = '.el-notification:has(.el-notification--success) { visibility: hidden }';

/** A part of the window, in CSS pixels. */
export interface Area {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

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
	async take(name: string, subject: Page | Locator, clip?: Area): Promise<string> {
		this.count += 1;
		const file = join(this.folder, `${String(this.count).padStart(2, '0')}-${name}.png`);
		const options = {
			path: file,
			animations: 'disabled',
			caret: 'hide',
			style: NO_PRAISE,
		} as const;
		await ('goto' in subject
			? subject.screenshot({ ...options, ...(clip ? { clip } : {}) })
			: subject.screenshot(options));
		return file;
	}

	/** Takes a picture that the documents show under the same name. */
	async takeForDocuments(name: string, subject: Page | Locator, clip?: Area): Promise<void> {
		const file = await this.take(name, subject, clip);
		// With the fonts of another machine a picture has another size; only these here are published.
		if (!this.updates) return;
		const { size } = statSync(file);
		if (size > LARGEST_BYTES) throw new Error(`${file} has ${size} bytes, too many for a document`);
		copyFileSync(file, join(DOCUMENTED, `${name}.png`));
	}
}
