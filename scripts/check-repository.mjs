import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { capture, Failure, main, root } from './install.mjs';

/*
 * Refuses a release while the repository that package.json names does not exist: the provenance
 * statement, the links on n8n's screens and the address for bug reports would lead nowhere.
 */
await main(async () => {
	const { repository } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const address = repository.url.replace(/^git\+/, '');
	const { code, output } = await capture(['git', 'ls-remote', '--exit-code', address, 'HEAD'], {
		env: { GIT_TERMINAL_PROMPT: '0' },
	});
	if (code !== 0) {
		throw new Failure(
			`Cannot reach the repository ${address}. Before a release, create it or correct 'repository' in package.json.`,
			output,
		);
	}
	console.log(`${address} exists`);
});
