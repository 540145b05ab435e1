import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { readPng, writeAnimatedPng, type Frame } from './animatedPng';

const DOCUMENTED = join(__dirname, '..', '..', '..', 'docs', 'images');
/** All windows of a film have it, so that the picture does not jump. */
const SIZE = { width: 1180, height: 740 };
const LARGEST_BYTES = 2_000_000;
const NO_PRAISE = '.el-notification { visibility: hidden }';

/** A moving picture, frame by frame; with UPDATE_SCREENSHOTS=1 it replaces that of the documents. */
export class Film {
	private readonly frames: Frame[] = [];

	constructor(
		private readonly folder: string,
		private readonly updates = process.env.UPDATE_SCREENSHOTS === '1',
	) {}

	/** Gives a window the size of the film. */
	async frame(page: Page): Promise<void> {
		await page.setViewportSize(SIZE);
	}

	async shoot(page: Page, showForMs: number): Promise<void> {
		const file = await page.screenshot({ animations: 'disabled', scale: 'css', style: NO_PRAISE });
		this.frames.push({ picture: readPng(file), showForMs });
	}

	/**
	 * Writes the film.
	 *
	 * @returns a line for the report
	 * @throws Error when it is too large for a document
	 */
	cut(name: string): string {
		const film = writeAnimatedPng(this.frames);
		const file = join(this.folder, `${name}.png`);
		writeFileSync(file, film);
		if (film.length > LARGEST_BYTES) {
			throw new Error(`${file} has ${film.length} bytes, too many for a document`);
		}
		if (this.updates) writeFileSync(join(DOCUMENTED, `${name}.png`), film);
		return `${this.frames.length} frames, ${Math.round(film.length / 1000)} kB: ${file}`;
	}
}
