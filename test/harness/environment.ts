import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
