import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { capture, ensureInstalled, main, root, seconds } from './install.mjs';

const bin = (path) => join(root, 'node_modules', path);
const node = process.execPath;
const results = join(root, '.cache', 'jest.json');

const steps = {
	lint: [node, bin('eslint/bin/eslint.js'), '.', '--max-warnings=0'],
	types: [node, bin('typescript/bin/tsc'), '--noEmit', '-p', '.'],
	build: [node, bin('gulp/bin/gulp.js'), 'assemble', '--silent'],
	scan: [node, 'scripts/scan.mjs'],
};

const failed = [];

/** Runs one step; its output is shown when it failed, and always for the scan's two lines. */
async function step(name) {
	const started = performance.now();
	const { code, output } = await capture(steps[name]);
	console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(6)} ${seconds(started)}`);
	if (code !== 0) failed.push(name);
	if (code !== 0 || name === 'scan') console.log(output.trimEnd());
	return code === 0;
}

/** Runs jest on the terminal and reads its totals from the file that it writes. */
async function jest() {
	const started = performance.now();
	await mkdir(dirname(results), { recursive: true });
	await rm(results, { force: true });
	const args = [bin('jest/bin/jest.js'), '--json', `--outputFile=${results}`, '--silent'];
	const code = await new Promise((resolve) => {
		// jest prints the same JSON to its standard output; people read the report on the other one.
		const child = spawn(node, [...args, ...process.argv.slice(2)], {
			cwd: root,
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		child.once('error', () => resolve(127));
		child.once('close', (status) => resolve(status ?? 1));
	});
	console.log(`${code === 0 ? 'ok  ' : 'FAIL'} jest   ${seconds(started)}`);
	if (code !== 0) failed.push('jest');
	try {
		const totals = JSON.parse(await readFile(results, 'utf8'));
		// A file that cannot be loaded has no tests to count, yet something in it is broken.
		const broken = totals.numFailedTests + totals.numRuntimeErrorTestSuites;
		return { passed: totals.numPassedTests, failed: broken };
	} catch {
		return { passed: 0, failed: 1 };
	}
}

await main(async () => {
	const started = performance.now();
	await ensureInstalled();
	// Linting takes as long as the three others together, and there are usually two cores.
	await Promise.all([
		step('lint'),
		step('types').then(async () => (await step('build')) && (await step('scan'))),
	]);
	const totals = await jest();
	console.log(`Took ${seconds(started)} on Node ${process.versions.node}`);
	if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
	console.log(`${totals.passed} passed, ${totals.failed} failed`);
	return failed.length === 0 ? 0 : 1;
});
