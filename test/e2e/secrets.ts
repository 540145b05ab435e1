import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { freePort } from '../n8n/ports';
import { Stage } from '../n8n/stage';
import type { Part } from './part';
import { SENDER } from './operations/lane';
import type { SecretBook } from './secrets/book';
import { testFailures } from './secrets/failures';
import { testPathSecret } from './secrets/pathSecret';
import { searchFolder } from './secrets/search';
import { Searcher } from './secrets/searcher';

const OWN = 'secrets';
const EXECUTIONS = 'execution_data';

/** Comes last: searches what all parts wrote for the secrets that they used. */
export const secrets = (book: SecretBook, others: readonly Part[]): Part => ({
	name: OWN,
	title: 'No secret is in any output, error or log',
	async run(folder, narrator) {
		const stage = await Stage.set(
			{
				folder,
				port: await freePort(),
				simulator: { queueVisibilityMs: 3_000 },
				// What n8n writes only on request is searched as well.
				environment: { N8N_LOG_LEVEL: 'debug' },
			},
			narrator,
		);
		try {
			await testFailures(stage, narrator);
			await testPathSecret(stage, narrator);
		} finally {
			await stage.close();
		}

		const all = dirname(folder);
		const written = others.filter(
			({ name, startsNoN8n }) => !startsNoN8n && existsSync(join(all, name)),
		);
		for (const part of [...written.map(({ name }) => name), OWN]) {
			await narrator.tell(`What the part "${part}" wrote holds none of its secrets`, async () => {
				const used = part === OWN ? book.current : book.read(part);
				const searcher = new Searcher(used);
				const search = await searchFolder(join(all, part), searcher, SENDER);
				if (search.findings.length > 0) {
					const places = search.findings.map(
						({ kind, place, before }) => `${kind} in ${place} after "${before}"`,
					);
					throw new Error(`${places.length} found:\n${places.slice(0, 20).join('\n')}`);
				}
				if (!search.tablesWithLandmark.has(EXECUTIONS)) {
					throw new Error(`The search saw no run of n8n in the table ${EXECUTIONS}`);
				}
				const megabytes = (search.bytes / 1024 / 1024).toFixed(0);
				return [
					`${search.files} files (${megabytes} MB) and ${search.texts} texts of databases, for ${searcher.size} secrets`,
				];
			});
		}
	},
});
