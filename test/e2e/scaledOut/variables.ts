import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { findN8n } from '../../n8n/installation';
import type { Narrator } from '../../n8n/reporter';
import { type Variables, variablesOf } from '../../n8n/variables';

const COPY = join(__dirname, '..', '..', 'fixtures', 'n8nVariables.json');

/** The copy that the other tests read, against the installed n8n; with UPDATE_VARIABLES=1 it is written. */
export async function testVariables(narrator: Narrator): Promise<void> {
	await narrator.tell('The list of variables is that of the installed n8n', () => {
		const installed = variablesOf(findN8n().script);
		if (process.env.UPDATE_VARIABLES) {
			writeFileSync(COPY, `${JSON.stringify(installed, null, '\t')}\n`);
		}
		const copied = JSON.parse(readFileSync(COPY, 'utf8')) as Variables;
		const missing = copied.names.filter((name) => !installed.names.includes(name));
		const added = installed.names.filter((name) => !copied.names.includes(name));
		if (copied.version !== installed.version || missing.length + added.length > 0) {
			const differences = [...missing, ...added].join(', ');
			throw new Error(
				`${COPY} is of n8n ${copied.version}, this is ${installed.version}: ${differences}. Run again with UPDATE_VARIABLES=1`,
			);
		}
		return Promise.resolve([`n8n ${installed.version} reads ${installed.names.length} variables`]);
	});
}
