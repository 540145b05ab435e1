import { createRequire } from 'node:module';
import { join } from 'node:path';

import { capture, ensureInstalled, Failure, main, root, seconds } from './install.mjs';
import { ensureN8n } from './install-n8n.mjs';

async function build() {
	const started = performance.now();
	const gulp = join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const { code, output } = await capture([process.execPath, gulp, 'assemble', '--silent']);
	if (code !== 0) throw new Failure('The package could not be built.', output);
	console.log(`Package: built in ${seconds(started)}`);
}

/**
 * Runs a TypeScript program that needs real n8n and the built package, from a bare checkout.
 *
 * @param {string} program
 * @param {() => Promise<void>} [ensureMore] installs what this program needs beside that
 */
export async function runWithN8n(program, ensureMore = async () => {}) {
	await main(async () => {
		await ensureInstalled();
		await ensureN8n();
		await ensureMore();
		await build();
		// In this process rather than in a child, so that Ctrl-C and exit codes need no forwarding.
		const require = createRequire(import.meta.url);
		require('tsx/cjs/api').register();
		require(join(root, program));
	});
}
