import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { nodesFolder } from './server';

const ROOT = join(__dirname, '..', '..');
const NAME = 'n8n-nodes-alibabacloud-chatapp';

/** Packs this project as npm would publish it, from what was built. */
export function pack(into: string): string {
	mkdirSync(into, { recursive: true });
	const output = execFileSync('npm', ['pack', '--silent', '--pack-destination', into], {
		cwd: ROOT,
		encoding: 'utf8',
		shell: process.platform === 'win32',
	});
	return join(into, output.trim().split('\n').at(-1) ?? '');
}

/**
 * Installs the tarball where n8n keeps community packages, as its own installer does: run-time
 * dependencies only, no install scripts, no peer dependencies.
 *
 * @returns whether anything had to be done; the same tarball is not installed twice.
 */
export function installIntoN8n(tarball: string, userFolder: string): boolean {
	const folder = nodesFolder(userFolder);
	const stampFile = join(folder, '.installed-tarball');
	const stamp = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;

	rmSync(join(folder, 'node_modules', NAME), { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }, null, 2),
	);
	execFileSync(
		'npm',
		[
			'install',
			tarball,
			'--ignore-scripts',
			'--legacy-peer-deps',
			'--no-audit',
			'--no-fund',
			'--silent',
		],
		{ cwd: folder, stdio: 'pipe', shell: process.platform === 'win32' },
	);
	writeFileSync(stampFile, stamp);
	return true;
}
