import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { root } from './install.mjs';

/**
 * Runs a TypeScript program of the project, with the keyboard and screen of this one.
 *
 * @param {string} program
 * @param {object} [how]
 * @param {string[]} [how.args] of the program; by default what this one was given
 * @param {string[]} [how.nodeArgs] of Node.js
 * @param {Record<string, string>} [how.env] beside the environment
 * @returns {Promise<number>} its exit code
 */
export async function runTypeScript(
	program,
	{ args = process.argv.slice(2), nodeArgs = [], env = {} } = {},
) {
	const file = join(root, program);
	const child = spawn(process.execPath, [...nodeArgs, '--import', 'tsx', file, ...args], {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, ...env },
	});
	// Ctrl-C reaches every process of a terminal by itself; a second one would cut the ending short.
	process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
}
