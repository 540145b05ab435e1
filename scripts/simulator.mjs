import { ensureInstalled, main } from './install.mjs';
import { runTypeScript } from './typescript-program.mjs';

await main(async () => {
	await ensureInstalled();
	return await runTypeScript('test/simulator/cli.ts');
});
