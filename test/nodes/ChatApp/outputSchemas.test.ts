import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { resources } from '../../../nodes/ChatApp/resources';
import { expectOutputSchema } from '../../harness/outputSchema';
import { showings } from './outputSchemas.cases';
import { run, simulator, useSimulator } from './workbench';

useSimulator({ review: { afterMs: 200 } });

/** Gives whatever the chosen action gives. */
const WITHOUT = ['apiCall.call'];

const names = resources
	.flatMap(({ value, operations }) => operations.map((one) => `${value}.${one.value}`))
	.filter((name) => !WITHOUT.includes(name));

test.each(names)('n8n knows before a run what %s returns', async (name) => {
	const items: IDataObject[] = [];
	for (const one of showings.filter(({ operation }) => operation === name)) {
		simulator.control.reset();
		if (one.first) await run(one.first);
		const further = one.prepare?.(simulator);
		const finished = await run({ ...one.parameters, ...further }, [...(one.input ?? [{}])]);
		if (finished.error) throw finished.error;
		items.push(...finished.jsonOf('Node'), ...(one.later ?? []));
	}
	expectOutputSchema(`ChatApp/v1.0.0/${name.replace('.', '/')}`, items);
});

test('n8n finds a file for each of them, and none of an operation that is gone', () => {
	const folder = join(__dirname, '../../../nodes/ChatApp/__schema__/v1.0.0');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const known = files.filter((file) => file.endsWith('.json'));
	expect(known.sort()).toEqual(names.map((name) => `${name.replace('.', '/')}.json`).sort());
});
