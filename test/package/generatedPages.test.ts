import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROLE_ADVICE } from '../../nodes/alibabaCloud/credential/roleFailure';
import { STORAGE_CODES } from '../../nodes/alibabaCloud/files/storageFailure';

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

it('docs/errors.md has every code that the package explains or makes itself', () => {
	const page = readFileSync(join(ROOT, 'docs', 'errors.md'), 'utf8');
	const sources = readdirSync(join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => readFileSync(join(ROOT, 'nodes', name), 'utf8'));
	const own = sources.flatMap((source) => source.match(/(?<=')Local\.\w+(?=')/g) ?? []);
	const codes = [...own, ...Object.keys(STORAGE_CODES), ...Object.keys(ROLE_ADVICE)];
	expect(own).toContain('Local.Timeout');
	expect([...new Set(codes)].filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});
