import { rmSync } from 'node:fs';
import { join } from 'node:path';

import { Narrator } from '../n8n/narrator';
import { freePort } from '../n8n/server';
import { Stage } from '../n8n/stage';
import { testCredentialInN8n } from './credential';
import { testTriggers } from './triggers';

const FOLDER = join(__dirname, '..', '..', '.cache', 'e2e');

async function main(): Promise<number> {
	const narrator = new Narrator();
	// A database of its own each time: what an earlier run left could pass for what this one did.
	rmSync(FOLDER, { recursive: true, force: true });
	narrator.title('End to end in real n8n');
	const stage = await Stage.set(
		{
			folder: FOLDER,
			port: await freePort(),
			// Short, so that what failed or was refused comes again while the test waits.
			simulator: {
				queueVisibilityMs: 3_000,
				push: { retryAfterMs: [1_000, 2_000, 4_000, 8_000] },
			},
		},
		narrator,
	);
	try {
		await testCredentialInN8n(stage, narrator);
		await testTriggers(stage, narrator);
	} finally {
		await stage.close();
	}
	narrator.say();
	narrator.say(narrator.summary);
	return narrator.sawEverything ? 0 : 1;
}

main()
	.then((code) => (process.exitCode = code))
	.catch((error: Error) => {
		process.stderr.write(`Error: ${error.message}\n`);
		process.exitCode = 1;
	});
