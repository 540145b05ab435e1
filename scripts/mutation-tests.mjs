import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, relative, sep } from 'node:path';

import { root } from './install.mjs';

const IMPORTED = /(?:from|import\(|require\(|^import)\s*['"](\.[^'"]+)['"]/gm;

/** What starts servers or n8n: with it a run would take hours. */
const SLOW = ['test/harness/', 'test/n8n/', 'test/simulator/index.ts', 'test/simulator/http.ts'];

function relativeToRoot(path) {
	return relative(root, path).split(sep).join('/');
}

function fileOf(path) {
	return [path, `${path}.ts`, join(path, 'index.ts')].find(
		(candidate) => existsSync(candidate) && statSync(candidate).isFile(),
	);
}

/** All files that a file imports, itself included, also those that it imports through others. */
function reachedFrom(start) {
	const reached = new Set([start]);
	for (const file of reached) {
		if (extname(file) !== '.ts') continue;
		for (const [, path] of readFileSync(file, 'utf8').matchAll(IMPORTED)) {
			const imported = fileOf(join(dirname(file), path));
			if (imported) reached.add(imported);
		}
	}
	return [...reached].map(relativeToRoot);
}

/** Of a folder all tests, of a file those named like it, or all beside it where none is. */
function testsBeside(path) {
	const isFile = extname(path) === '.ts';
	const folder = join(root, 'test', isFile ? dirname(path) : path);
	if (!existsSync(folder)) return [];
	const all = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.test.ts'));
	const named = isFile ? all.filter((name) => name.startsWith(basename(path, '.ts'))) : [];
	return (named.length > 0 ? named : all).map((name) => join(folder, name));
}

/**
 * The pure tests that judge some sources: those at the same place of the tree under `test/` that
 * import one of them, and neither n8n nor a server of the simulator.
 *
 * @param {readonly string[]} paths folders and files, from the root of the project
 * @returns {string[]} test files, from the root of the project
 */
export function pureTestsOf(paths) {
	const tests = new Set(paths.flatMap(testsBeside));
	return [...tests]
		.filter((test) => {
			const reached = reachedFrom(test);
			return (
				!reached.some((file) => SLOW.some((place) => file.startsWith(place))) &&
				reached.some((file) => paths.some((path) => file === path || file.startsWith(`${path}/`)))
			);
		})
		.map(relativeToRoot)
		.sort();
}
