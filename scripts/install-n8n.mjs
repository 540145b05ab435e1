import { existsSync } from 'node:fs';
import { join } from 'node:path';

import {
	capture,
	ensureInstalled,
	Failure,
	npmCommand,
	root,
	seconds,
	showProgress,
} from './install.mjs';

const folder = join(root, 'test', 'n8n');
const binding = join(folder, 'node_modules', 'sqlite3', 'build', 'Release', 'node_sqlite3.node');

/**
 * Installs the n8n of the demo and the end-to-end tests, which takes some minutes once.
 *
 * n8n's install scripts fetch things that are not needed here and fail without free network access,
 * so they are left out; only sqlite3 runs its own, because n8n cannot start without its binding.
 *
 * @throws {Failure} with what to do
 */
export async function ensureN8n() {
	await ensureInstalled(folder, 'Installing n8n (once; some minutes and 2.8 GB)');
	if (existsSync(binding)) return;

	const started = performance.now();
	const done = showProgress("Building n8n's database binding");
	const { code, output } = await capture(
		[...npmCommand(), 'rebuild', 'sqlite3', '--ignore-scripts=false'],
		{ cwd: folder },
	);
	done();
	if (code !== 0 || !existsSync(binding)) {
		throw new Failure(
			"n8n's database binding (sqlite3) could not be built. Without network access to its ready-made binary it needs python3, make and a C++ compiler.",
			output.trim().split('\n').slice(-25).join('\n'),
		);
	}
	console.log(`n8n's database binding: done in ${seconds(started)}`);
}
