import { main } from './install.mjs';
import { load, table, writePage } from './page.mjs';

/*
 * Writes docs/operations.md from the operations of the action node.
 * With --check it writes nothing and fails when the page is not up to date.
 */

const byName = (a, b) => a.name.localeCompare(b.name);

/** The operations of one resource, in the order in which the node's own list shows them. */
function section({ name, operations }) {
	const rows = [...operations]
		.sort(byName)
		.map((operation) => [`**${operation.name}**`, operation.description]);
	return `## ${name}\n\n${table(['Operation', 'What it does'], rows)}`;
}

await main(async () => {
	const { resources } = load('nodes/ChatApp/resources/index.ts');
	const { allActions } = load('nodes/ChatApp/apiCatalog/apiCatalog.ts');
	const count = resources.flatMap(({ operations }) => operations).length;
	const text = `# Operations

The node **Alibaba Cloud Chat App** has ${count} operations in ${resources.length} resources. **API Action** covers each of the service's
${allActions().length} actions, including those without their own operation.

The **Settings** tab has **Max Concurrent Requests** (automatic), **Requests Per Second** (200) and
**Timeout** (30 seconds). An operation needs the permission \`cams:\` plus the action that it calls. If it is missing,
the error shows the RAM statement to add.

More about [templates](templates.md), [bulk sends](bulk.md) and [errors](errors.md).

${[...resources].sort(byName).map(section).join('\n\n')}
`;
	await writePage('operations.md', text, 'generate-operations.mjs');
});
