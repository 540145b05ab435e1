import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { capture, Failure, main, root } from './install.mjs';

/*
 * Refuses a release while the repository that the package names does not exist: provenance, the
 * links on n8n's screens and the reports of faults would all lead nowhere.
 */
await main(async () => {
	const { repository } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const address = repository.url.replace(/^git\+/, '');
	const { code, output } = await capture(['git', 'ls-remote', '--exit-code', address, 'HEAD'], {
		env: { GIT_TERMINAL_PROMPT: '0' },
	});
	if (code !== 0) {
		throw new Failure(
			`The repository ${address} of package.json does not answer. Create it, or correct 'repository' in package.json, before a release.`,
			output,
		);
	}
	console.log(`${address} exists`);
});
