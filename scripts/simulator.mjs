import { createRequire } from 'node:module';

import { ensureInstalled, main } from './install.mjs';

await main(async () => {
	await ensureInstalled();
	// In this process rather than in a child, so that Ctrl-C and exit codes need no forwarding.
	const require = createRequire(import.meta.url);
	require('tsx/cjs/api').register();
	require('../test/simulator/cli.ts');
});
