import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { capture, ensureInstalled, Failure, main, root } from './install.mjs';
import { ensureN8n } from './install-n8n.mjs';

await main(async () => {
	const given = process.argv.slice(2);
	if (given.some((word) => word !== '--n8n')) {
		console.log('Usage: npm run bench -- [--n8n]   (--n8n: also in a real n8n)');
		return 2;
	}
	await ensureInstalled();
	if (given.includes('--n8n')) await ensureN8n();
	const gulp = join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const { code, output } = await capture([process.execPath, gulp, 'assemble', '--silent']);
	if (code !== 0) throw new Failure('The package could not be built.', output);

	const program = join(root, 'test', 'bench', 'main.ts');
	const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', program, ...given], {
		cwd: root,
		stdio: 'inherit',
	});
	return await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', (exitCode) => resolve(exitCode ?? 1));
	});
});
