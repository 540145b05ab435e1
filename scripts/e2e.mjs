import { ensureOldestN8n } from './install-n8n.mjs';
import { runWithN8n } from './n8n-program.mjs';

const parts = process.argv.slice(2);
const comparesVersions = parts.length === 0 || parts.includes('compatibility');

await runWithN8n('test/e2e/main.ts', async () => {
	if (comparesVersions) await ensureOldestN8n();
});
