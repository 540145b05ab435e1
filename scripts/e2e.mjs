import { ensureOldestN8n } from './install-n8n.mjs';
import { runWithN8n } from './n8n-program.mjs';

const parts = process.argv.slice(2);
const OLDEST = ['compatibility', 'conversations-oldest', 'examples-oldest'];
const comparesVersions = parts.length === 0 || parts.some((part) => OLDEST.includes(part));

await runWithN8n('test/e2e/main.ts', async () => {
	if (comparesVersions) await ensureOldestN8n();
});
