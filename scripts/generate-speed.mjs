import { readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

import { Failure, main, root } from './install.mjs';
import { load, table } from './page.mjs';

/*
 * Writes the table of docs/speed.md from docs/bench-results.json.
 * With --check it writes nothing and fails when the table is not up to date.
 */

const PAGE = join(root, 'docs', 'speed.md');
const PUBLISHED = join(root, 'docs', 'bench-results.json');
const BEGIN = '<!-- speed: written by scripts/generate-speed.mjs -->';
const END = '<!-- end of speed -->';

/**
 * @param {{from?: string, check?: boolean}} [options] `from` is a file of results that replaces the
 * published one
 * @throws {Failure} for results without real n8n, and with `check` when the table is not up to date
 */
export async function writeSpeedTable({ from = PUBLISHED, check = false } = {}) {
	const text = await readFile(from, 'utf8').catch(() => {
		throw new Failure(`${relative(root, from)} is missing. Run: npm run bench`);
	});
	const results = JSON.parse(text);
	if (!results.complete) {
		throw new Failure(`${relative(root, from)} has no results from real n8n. Run: npm run bench`);
	}
	const { HEAD, lines, machineText } = load('test/bench/report.ts');
	const prettier = await import('prettier');
	const page = await readFile(PAGE, 'utf8');
	const [before, rest] = page.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined)
		throw new Failure(`docs/speed.md does not have the lines "${BEGIN}" and "${END}".`);
	const section = `Measured on ${machineText(results)}.\n\n${table(HEAD, lines(results.sections))}`;
	const options = { ...(await prettier.resolveConfig(PAGE)), parser: 'markdown' };
	const written = await prettier.format(
		`${before}${BEGIN}\n\n${section}\n\n${END}${after}`,
		options,
	);
	if (check) {
		if (written === page) return;
		throw new Failure('docs/speed.md is not up to date. Run: node scripts/generate-speed.mjs');
	}
	if (from !== PUBLISHED) await writeFile(PUBLISHED, text);
	await writeFile(PAGE, written);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
	await main(async () => await writeSpeedTable({ check: process.argv.includes('--check') }));
}
