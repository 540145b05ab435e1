import { join } from 'node:path';

import { loadOutputSchema, resolveOutputSchemaPath } from 'n8n-core';

import { ChatAppQueueTrigger } from '../../../../nodes/ChatAppQueueTrigger/ChatAppQueueTrigger.node';
import { ChatAppTrigger } from '../../../../nodes/ChatAppTrigger/ChatAppTrigger.node';
import { normalizeBody } from '../../../../nodes/notifications/items/normalize';
import { expectOutputSchema } from '../../../harness/outputSchema';
import { samplePaths, sampleText } from './samples';

const NODES = join(__dirname, '../../../../nodes');
const TRIGGERS = [
	['ChatAppTrigger', new ChatAppTrigger(), 'v1.1.0'],
	['ChatAppQueueTrigger', new ChatAppQueueTrigger(), 'v1.0.0'],
] as const;
const all = samplePaths().flatMap((path) => normalizeBody(sampleText(path)));
const items = ['inbound', 'status', 'audit'].flatMap((kind) =>
	all.filter(({ event }) => event === kind),
);

/** What the service and the users of a business put together themselves. */
const OPEN = ['raw', 'order', 'contacts'];

test.each(TRIGGERS)('n8n knows before an event what %s gives', (name, _node, folder) => {
	expectOutputSchema(`${name}/${folder}/output`, items, OPEN);
});

test.each(TRIGGERS)('n8n finds that of %s by its version', (name, { description }, folder) => {
	const version = Number(description.version);
	const wanted = { nodeDir: join(NODES, name), version, versionFallback: true };
	expect(resolveOutputSchemaPath(wanted)).toBe(
		join(NODES, name, '__schema__', folder, 'output.json'),
	);
	const schema = loadOutputSchema(wanted) as { properties: object } | undefined;
	expect(Object.keys(schema?.properties ?? {})).toEqual(
		expect.arrayContaining(['event', 'type', 'text', 'from', 'status', 'kind', 'timestamp', 'raw']),
	);
});
