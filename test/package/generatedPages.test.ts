import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

it.each([
	['docs/operations.md', 'scripts/generate-operations.mjs'],
	['docs/errors.md', 'scripts/generate-errors.mjs'],
	['docs/unconfirmed.md', 'scripts/generate-unconfirmed.mjs'],
	['docs/official-clients.md', 'scripts/generate-clients.mjs'],
	['docs/samples.md', 'scripts/generate-samples.mjs'],
	['docs/several-processes.md', 'scripts/several-processes.mjs'],
	['docs/speed.md', 'scripts/generate-speed.mjs'],
	['nodes/ChatApp/apiCatalog/actions.ts', 'scripts/generate-api-catalog.mjs'],
])('%s says what the sources say', (_page, script) => {
	const { status, stderr } = spawnSync(process.execPath, [script, '--check'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	expect(stderr.replace(/^npm warn.*\n/gm, '')).toBe('');
	expect(status).toBe(0);
});
