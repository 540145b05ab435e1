import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { Failure, main, root } from './install.mjs';

const README = join(root, 'README.md');
const BEGIN = '<!-- operations: written by scripts/generate-operations.mjs -->';
const END = '<!-- end of operations -->';

/** One row a resource and operation, in the order in which the node's own lists show them. */
function table(resources) {
	const byName = (a, b) => a.name.localeCompare(b.name);
	const rows = [...resources].sort(byName).flatMap(({ name, operations }) =>
		[...operations]
			.sort(byName)
			.map(
				(operation, index) =>
					`| ${index === 0 ? `**${name}**` : ''} | ${operation.name} | ${operation.description} |`,
			),
	);
	return ['| Resource | Operation | What it does |', '| --- | --- | --- |', ...rows].join('\n');
}

await main(async () => {
	const require = createRequire(import.meta.url);
	require('tsx/cjs/api').register();
	const { resources } = require('../nodes/ChatApp/resources/index.ts');
	const prettier = await import('prettier');

	const readme = await readFile(README, 'utf8');
	const [before, rest] = readme.split(BEGIN);
	const after = rest?.split(END)[1];
	if (after === undefined) throw new Failure(`README.md lacks the lines "${BEGIN}" and "${END}".`);
	const options = { ...(await prettier.resolveConfig(README)), parser: 'markdown' };
	const text = `${before}${BEGIN}\n\n${table(resources)}\n\n${END}${after}`;
	const written = await prettier.format(text, options);

	if (!process.argv.includes('--check')) await writeFile(README, written);
	else if (written !== readme) {
		throw new Failure(
			'The table of operations in README.md is not up to date. Run: node scripts/generate-operations.mjs',
		);
	}
});
