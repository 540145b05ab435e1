import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ImportError, readPayloads, writeFixture } from './importPayload';

const FIXTURES = join(__dirname, '..', 'fixtures', 'notifications');

function main(): number {
	try {
		const imported = readPayloads(readFileSync(0, 'utf8'));
		for (const one of imported) {
			const file = writeFixture(FIXTURES, one);
			process.stdout.write(`test/fixtures/notifications/${file}\n`);
		}
		process.stdout.write(
			`${imported.length} written, with what the package makes of them in expected/. Look both through: all values should be replaced, and "unknown" means that the package cannot read it yet.\n`,
		);
		return 0;
	} catch (error) {
		if (!(error instanceof ImportError)) throw error;
		process.stderr.write(`Error: ${error.message}\n`);
		return 1;
	}
}

process.exitCode = main();
