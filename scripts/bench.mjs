import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { writeSpeedTable } from './generate-speed.mjs';
import { capture, ensureInstalled, Failure, main, root } from './install.mjs';
import { ensureN8n } from './install-n8n.mjs';

const USAGE = `Usage: npm run bench [-- --quick | --docs]  (no option)  measures everything, including real n8n, and writes bench-results.json
  --quick      leaves out real n8n
  --docs       measures nothing, and writes the last complete results to docs/`;

const RESULTS = join(root, 'bench-results.json');

/** @returns {Promise<number>} exit code, 1 when a target is missed */
async function measure(given) {
	if (!given.includes('--quick')) await ensureN8n();
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
}

await main(async () => {
	const given = process.argv.slice(2);
	if (given.length > 1 || given.some((word) => !['--quick', '--docs'].includes(word))) {
		console.log(USAGE);
		return 2;
	}
	await ensureInstalled();
	return given.includes('--docs') ? await writeSpeedTable({ from: RESULTS }) : await measure(given);
});
