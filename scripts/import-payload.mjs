import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensureInstalled, main, root } from './install.mjs';

/** Makes fixtures of payloads that a user copied from n8n: test/contracts. */
await main(async () => {
	await ensureInstalled();
	const program = join(root, 'test', 'contracts', 'importCli.ts');
	const child = spawn(process.execPath, ['--import', 'tsx', program, ...process.argv.slice(2)], {
		stdio: 'inherit',
	});
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (code) => resolve(code ?? 1));
	});
});
