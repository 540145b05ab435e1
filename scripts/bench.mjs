import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { writeSpeedTable } from './generate-speed.mjs';
import { capture, ensureInstalled, Failure, main, root } from './install.mjs';
import { ensureN8n } from './install-n8n.mjs';
import { load } from './page.mjs';
import { runTypeScript } from './typescript-program.mjs';

const USAGE = `Usage: npm run bench [-- --quick | --workers | --upstream | --docs]  (no option)  measures everything, including real n8n, and writes bench-results.json
  --quick      leaves out real n8n
  --workers    measures n8n in queue mode with two workers, and writes docs/several-processes.json
  --upstream   measures what docs/upstream.md proposes to n8n, and writes nothing
  --docs       measures nothing, and writes the last complete results to docs/`;

const RESULTS = join(root, 'bench-results.json');

/** @returns {Promise<number>} exit code, 1 when a target is missed */
async function measure(given) {
	if (!given.includes('--quick')) await ensureN8n();
	const gulp = join(root, 'node_modules', 'gulp', 'bin', 'gulp.js');
	const { code, output } = await capture([process.execPath, gulp, 'assemble', '--silent']);
	if (code !== 0) throw new Failure('The package could not be built.', output);

	if (given.includes('--workers')) return await run('processes.ts', []);
	if (given.includes('--upstream')) return await run('upstream.ts', []);
	return await run('main.ts', given);
}

/**
 * Runs a program of the benchmarks, which trusts a certificate that is made for it: Node.js reads
 * what it is to trust only when it starts.
 */
async function run(name, given) {
	const { CERTIFICATE, makeCertificate } = load('test/harness/tlsFront.ts');
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-tls-'));
	try {
		makeCertificate(folder);
		return await runTypeScript(`test/bench/${name}`, {
			args: given,
			nodeArgs: ['--expose-gc'],
			env: { BENCH_CERTIFICATE: folder, NODE_EXTRA_CA_CERTS: join(folder, CERTIFICATE) },
		});
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

await main(async () => {
	const given = process.argv.slice(2);
	if (
		given.length > 1 ||
		given.some((word) => !['--quick', '--workers', '--upstream', '--docs'].includes(word))
	) {
		console.log(USAGE);
		return 2;
	}
	await ensureInstalled();
	return given.includes('--docs') ? await writeSpeedTable({ from: RESULTS }) : await measure(given);
});
