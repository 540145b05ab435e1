import { ensureInstalled, main } from './install.mjs';
import { runTypeScript } from './typescript-program.mjs';

/** Makes fixtures of payloads that a user copied from n8n: test/contracts. */
await main(async () => {
	await ensureInstalled();
	return await runTypeScript('test/contracts/importCli.ts');
});
