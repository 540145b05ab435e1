import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

it('the table of operations in the README is the one that the node shows', () => {
	const { status, stderr } = spawnSync(
		process.execPath,
		['scripts/generate-operations.mjs', '--check'],
		{ cwd: ROOT, encoding: 'utf8' },
	);
	expect(stderr.replace(/^npm warn.*\n/gm, '')).toBe('');
	expect(status).toBe(0);
});
