import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import {
	capture,
	ensureInstalled,
	Failure,
	npmCommand,
	root,
	seconds,
	showProgress,
} from './install.mjs';

/** The n8n of the demo and of nearly all end-to-end tests. */
const NEWEST = {
	folder: join(root, 'test', 'n8n'),
	text: 'Installing n8n (once; takes some minutes and 2.8 GB)',
};
/** The oldest line that is supported, for the part of the end-to-end tests that compares. */
const OLDEST = {
	folder: join(root, 'test', 'n8n-1'),
	text: 'Installing n8n 1.123 (once; takes some minutes and 1.7 GB)',
};

/** Installs the n8n of the demo and the end-to-end tests. */
export async function ensureN8n() {
	await ensure(NEWEST);
}

/** Installs the oldest n8n that is supported. */
export async function ensureOldestN8n() {
	await ensure(OLDEST);
}

/**
 * n8n's install scripts fetch things that are not needed here and fail without free network access,
 * so they are left out; only sqlite3 runs its own, because n8n cannot start without its binding.
 *
 * @throws {Failure} with what to do
 */
async function ensure({ folder, text }) {
	await ensureInstalled(folder, text);
	const binding = bindingOf(folder);
	if (existsSync(binding)) return;
	if (await copyBinding(NEWEST.folder, folder)) return;

	const started = performance.now();
	const done = showProgress("Building n8n's database binding");
	const { code, output } = await capture(
		[...npmCommand(), 'rebuild', 'sqlite3', '--ignore-scripts=false'],
		{ cwd: folder },
	);
	done();
	if (code !== 0 || !existsSync(binding)) {
		throw new Failure(
			"n8n's database binding (sqlite3) could not be built. Without network access to its prebuilt binary, it needs python3, make and a C++ compiler.",
			output.trim().split('\n').slice(-25).join('\n'),
		);
	}
	console.log(`n8n's database binding: done in ${seconds(started)}`);
}

const moduleOf = (folder) => join(folder, 'node_modules', 'sqlite3');
const bindingOf = (folder) => join(moduleOf(folder), 'build', 'Release', 'node_sqlite3.node');

/** It is built for Node-API, so that of the same version fits any n8n and Node.js. */
async function copyBinding(from, to) {
	if (!existsSync(bindingOf(from))) return false;
	const [present, wanted] = await Promise.all([from, to].map(versionOf));
	if (present !== wanted) return false;
	await mkdir(dirname(bindingOf(to)), { recursive: true });
	await copyFile(bindingOf(from), bindingOf(to));
	return true;
}

async function versionOf(folder) {
	return JSON.parse(await readFile(join(moduleOf(folder), 'package.json'), 'utf8')).version;
}
