import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { searchFolder } from './search';
import { Searcher } from './searcher';

const SECRET = 'a-secret-that-was-used-in-the-run';
const searcher = new Searcher([{ kind: 'AccessKey secret', value: SECRET }]);
let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'chat-app-search-'));
	mkdirSync(join(folder, '.n8n', 'logs'), { recursive: true });
	writeFileSync(join(folder, 'n8n.log'), 'Started\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('finds a secret in any file below the folder', async () => {
	writeFileSync(join(folder, '.n8n', 'logs', '.events'), `error: key ${SECRET} refused`);
	const { findings, files } = await searchFolder(folder, searcher, 'x');
	expect(files).toBe(2);
	expect(findings).toEqual([
		expect.objectContaining({ place: join('.n8n', 'logs', '.events'), kind: 'AccessKey secret' }),
	]);
});

test('finds nothing where there is none', async () => {
	const { findings, files } = await searchFolder(folder, searcher, 'x');
	expect(files).toBe(1);
	expect(findings).toEqual([]);
});
