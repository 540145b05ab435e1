import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { setSafeRegexEngine } from 'n8n-workflow';

/*
 * n8n-core reads these once, while it is being loaded. Every file of the harness that imports
 * n8n-core imports this one first; otherwise n8n would create its key file in the home folder of
 * whoever runs the tests and write its log between the test results.
 */
const userFolder = mkdtempSync(join(tmpdir(), 'chat-app-n8n-'));

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_LOG_LEVEL ??= 'silent';
const remove = () => rmSync(userFolder, { recursive: true, force: true });
// jest ends its workers without an exit event that test code could see; the benchmarks have no jest.
if (typeof afterAll === 'function') afterAll(remove);
else process.once('exit', remove);

/*
 * n8n gives a regular expression of a node's fields 250 ms by the clock. On a machine that is busy with
 * other tests a harmless one can take that long, and the run would fail for no fault of the node.
 */
const expressionOf = (pattern: string, flags = '') => new RegExp(pattern, flags);
setSafeRegexEngine({
	exec: (pattern, input, flags) => expressionOf(pattern, flags).exec(input),
	test: (pattern, input, flags) => expressionOf(pattern, flags).test(input),
	replace: (pattern, input, flags, replacement) =>
		input.replace(expressionOf(pattern, flags), replacement),
	matchAll: (pattern, input, flags = '') => [
		...input.matchAll(expressionOf(pattern, flags.includes('g') ? flags : `${flags}g`)),
	],
	split: (pattern, input, flags) => input.split(expressionOf(pattern, flags)),
});
