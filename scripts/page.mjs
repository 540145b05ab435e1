import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';

import { Failure, root } from './install.mjs';

const require = createRequire(import.meta.url);

/** Loads a TypeScript file of the project. */
export function load(path) {
	require('tsx/cjs/api').register();
	return require(join(root, path));
}

/** A table of Markdown; what stands in a cell cannot end it. */
export function table(titles, rows) {
	const line = (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * Writes a page of docs/ that is made of the sources. With --check it writes nothing.
 *
 * @param {string} name file in docs/
 * @param {string} text Markdown, formatted here
 * @param {string} script names the page's script, for readers of the page and of the failure
 * @throws {Failure} with --check when the page is not up to date
 */
export async function writePage(name, text, script) {
	const prettier = await import('prettier');
	const path = join(root, 'docs', name);
	const mark = `<!-- Written by scripts/${script}. Do not edit. -->`;
	const options = { ...(await prettier.resolveConfig(path)), parser: 'markdown' };
	const page = await prettier.format(`${mark}\n\n${text}`, options);

	if (!process.argv.includes('--check')) return await writeFile(path, page);
	const present = await readFile(path, 'utf8').catch(() => '');
	if (present === page) return;
	throw new Failure(`${relative(root, path)} is not up to date. Run: node scripts/${script}`);
}
