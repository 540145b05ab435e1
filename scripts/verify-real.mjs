import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensureInstalled, main, root } from './install.mjs';

/** Tries the open questions of docs/unconfirmed.md on a real account: test/contracts. */
await main(async () => {
	await ensureInstalled();
	const program = join(root, 'test', 'contracts', 'cli.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', program, ...process.argv.slice(2)], {
		stdio: 'inherit',
	});
	// Ctrl-C reaches every process of a terminal by itself; a second one would cut the report short.
	process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
});
