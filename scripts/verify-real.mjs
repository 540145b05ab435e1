import { ensureInstalled, main } from './install.mjs';
import { runTypeScript } from './typescript-program.mjs';

/** Tries the open questions of docs/unconfirmed.md on a real account: test/contracts. */
await main(async () => {
	await ensureInstalled();
	return await runTypeScript('test/contracts/cli.ts');
});
