import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { Narrator } from '../n8n/reporter';
import { agent } from './agent';
import { browser } from './browser';
import { compatibility } from './compatibility';
import { conversations, conversationsInOldest } from './conversations';
import { examples, examplesInOldest } from './examples';
import { film } from './film';
import { operations, operationsAsInSdk } from './operations';
import type { Part } from './part';
import { scaledOut } from './scaledOut';
import { secrets } from './secrets';
import { SecretBook } from './secrets/book';
import { single } from './single';

const FOLDER = join(__dirname, '..', '..', '.cache', 'e2e');

const book = new SecretBook(join(FOLDER, '..', 'e2e-secrets'));

const OTHERS: readonly Part[] = [
	single,
	operations,
	operationsAsInSdk,
	examples,
	agent,
	conversations,
	browser,
	film,
	compatibility,
	conversationsInOldest,
	examplesInOldest,
	scaledOut,
];
const PARTS: readonly Part[] = [...OTHERS, secrets(book, OTHERS)];

/** Runs the parts that the command line names, or all of them. */
async function main(names: readonly string[]): Promise<number> {
	const narrator = new Narrator();
	const known = PARTS.map(({ name }) => name);
	const unknown = names.find((name) => !known.includes(name));
	if (unknown) throw new Error(`There is no part "${unknown}". Choose from: ${known.join(', ')}.`);

	narrator.title('End to end in real n8n');
	for (const part of PARTS) {
		if (names.length > 0 && !names.includes(part.name)) continue;
		await play(part, narrator);
	}
	narrator.say();
	narrator.say(narrator.summary);
	return narrator.sawEverything ? 0 : 1;
}

async function play(part: Part, narrator: Narrator): Promise<void> {
	const folder = join(FOLDER, part.name);
	// A database of its own each time: what an earlier run left could pass for what this one did.
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	book.open(part.name);
	const startedAt = Date.now();
	narrator.title(part.title);
	try {
		await part.run(folder, narrator);
	} catch (error) {
		await narrator.tell(`The part "${part.name}" runs to its end`, () => Promise.reject(error));
	}
	book.close(part.name);
	narrator.say(`\nTook ${((Date.now() - startedAt) / 1000).toFixed(0)} s`);
}

main(process.argv.slice(2))
	.then((code) => (process.exitCode = code))
	.catch((error: Error) => {
		process.stderr.write(`Error: ${error.message}\n`);
		process.exitCode = 1;
	});
