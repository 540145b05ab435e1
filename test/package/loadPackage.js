/*
 * Runs in a process of its own, beside an unpacked package: loads every node and credential as n8n
 * does, by the file that package.json lists and the class named like it. Prints what it found.
 */
const { basename, dirname, resolve } = require('node:path');

const folder = resolve(process.argv[2]);
const { n8n } = require(`${folder}/package.json`);

const load = (file) => {
	const started = performance.now();
	const path = resolve(folder, file);
	const loaded = new (require(path)[basename(path).split('.')[0]])();
	const { name, icon, credentials = [] } = loaded.description ?? loaded;
	const icons = (typeof icon === 'string' ? [icon] : Object.values(icon ?? {})).map((value) =>
		resolve(dirname(path), value.replace('file:', '')),
	);
	return { file, name, icons, credentials, milliseconds: performance.now() - started };
};

// n8n itself holds n8n-workflow in memory long before it loads a community package.
require(require.resolve('n8n-workflow', { paths: [folder] }));

process.stdout.write(
	JSON.stringify({ nodes: n8n.nodes.map(load), credentials: n8n.credentials.map(load) }),
);
