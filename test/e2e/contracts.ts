import assert from 'node:assert/strict';

import { outcomesOf, refutedIn, trySimulator } from '../contracts/stand/suite';
import { VARIANTS } from '../contracts/variants';
import type { Part } from './part';

/** The suite of `npm run verify:real` against each form of the service that a source speaks of. */
export const contracts: Part = {
	name: 'contracts',
	title:
		'The questions to the real service, in the variants that sources contradict each other about',
	startsNoN8n: true,
	async run(_folder, narrator) {
		for (const { name, behavior, finds, refutes } of VARIANTS) {
			await narrator.tell(name, async () => {
				const { report } = await trySimulator({ simulator: { behavior } });
				assert.deepEqual(refutedIn(report), refutes);
				const outcomes = outcomesOf(report);
				for (const [id, outcome] of Object.entries(finds)) assert.equal(outcomes[id], outcome, id);
				const { length } = report.results.filter(({ verdict }) => verdict === 'confirmed');
				const known = refutes.map((id) => `${id} is refuted, as the page says`);
				return [`${length} contracts confirmed in ${report.calls} calls`, ...known];
			});
		}
	},
};
