import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ensureInstalled, Failure, main, root } from './install.mjs';
import { AREAS } from './mutation-areas.mjs';
import { pureTestsOf } from './mutation-tests.mjs';

const NAMES = Object.keys(AREAS);

const USAGE = `Usage: npm run mutation -- <folder, file or area> ...
Changes the code in one place at a time and tells which changes no test notices.
Folders and files are those under nodes/, for example nodes/alibabaCloud/signing
Areas: ${NAMES.join(', ')}`;

/** In percent; below it the command fails. */
const LOWEST_SCORE = 85;

const NOTICED = new Set(['Killed', 'Timeout']);
const UNNOTICED = new Set(['Survived', 'NoCoverage']);

/** What the sandbox, a copy of the project, does without. */
const LEFT_OUT = [
	'/.cache',
	'/.demo',
	'/bench-results.json',
	'/coverage',
	'/demo',
	'/dist',
	'/docs',
	'/examples',
	'/test/n8n/node_modules',
	'/test/n8n-1/node_modules',
];

function reportOf(name) {
	return join('.cache', 'mutation', `${name.replaceAll('/', '.')}.html`);
}

/** What is named on the command line: an area's paths, or the path itself. */
function pathsOf(name) {
	if (Object.hasOwn(AREAS, name)) return AREAS[name];
	return [name.replace(/^\.\//, '').replace(/\/+$/, '')];
}

/** Options of Stryker, https://stryker-mutator.io/docs/stryker-js/configuration */
function optionsFor(name, paths, tests) {
	const jestConfig = createRequire(import.meta.url)(join(root, 'jest.config.js'));
	return {
		mutate: paths.map((path) => (extname(path) === '.ts' ? path : `${path}/**/*.ts`)),
		ignorePatterns: LEFT_OUT,
		testRunner: 'jest',
		jest: {
			projectType: 'custom',
			// All tests of the folder run; those that import a file are not all that judge it.
			enableFindRelatedTests: false,
			// Stryker brings an environment of its own, made of jest's, which needs jest's loader.
			config: {
				...jestConfig,
				testEnvironment: 'node',
				runtime: 'jest-runtime',
				testMatch: tests.map((test) => `<rootDir>/${test}`),
			},
		},
		coverageAnalysis: 'perTest',
		// A table that is made when its file is loaded would be judged by all tests, each loaded anew.
		ignoreStatic: true,
		plugins: [
			'@stryker-mutator/jest-runner',
			pathToFileURL(join(root, 'scripts', 'mutation-texts.mjs')).href,
		],
		ignorers: ['sentences'],
		// Types are checked by `tsc`; a change that does not compile is found out by its test.
		disableTypeChecks: false,
		concurrency: 1,
		reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only', 'html'],
		htmlReporter: { fileName: reportOf(name) },
		tempDirName: join('.cache', 'stryker'),
		logLevel: 'warn',
		allowConsoleColors: process.stdout.isTTY === true,
	};
}

/** One line: where, and what the change was. */
function describe({ fileName, location, replacement, status }) {
	const place = `${fileName.slice(root.length + 1)}:${location.start.line}:${location.start.column}`;
	const change = replacement.replace(/\s+/g, ' ').slice(0, 100);
	return `  ${place}  ${change}${status === 'NoCoverage' ? '  (no test comes here)' : ''}`;
}

/** @returns {Promise<boolean>} whether the tests notice enough of what is changed */
async function judge(name) {
	const paths = pathsOf(name);
	const tests = pureTestsOf(paths);
	if (tests.length === 0) {
		throw new Failure(
			`No test without simulator and n8n judges '${name}'. Write one in test/${paths[0]}.`,
		);
	}
	const { Stryker } = await import('@stryker-mutator/core');
	const results = await new Stryker(optionsFor(name, paths, tests)).runMutationTest();
	const noticed = results.filter(({ status }) => NOTICED.has(status)).length;
	const missed = results.filter(({ status }) => UNNOTICED.has(status));
	const judged = noticed + missed.length;
	if (judged === 0) throw new Failure(`Nothing could be changed in '${name}'; check its sources.`);

	const score = (100 * noticed) / judged;
	console.log(`${name}: ${score.toFixed(1)} % of ${judged} changes noticed, not noticed:`);
	for (const mutant of missed) console.log(describe(mutant));
	console.log(`  The code around them: ${reportOf(name)}`);
	return score >= LOWEST_SCORE;
}

await main(async () => {
	const names = process.argv.slice(2);
	if (names.length === 0) {
		console.log(USAGE);
		return 2;
	}
	for (const path of names.flatMap(pathsOf)) {
		// Stryker passes over what is not there, and a wrong name would look like a good score.
		if (!path.startsWith('nodes/') || !existsSync(join(root, path))) {
			throw new Failure(
				`'${path}' is not a folder or file under nodes/ and not an area.\n${USAGE}`,
			);
		}
	}
	await ensureInstalled();
	let isEnough = true;
	for (const name of names) isEnough = (await judge(name)) && isEnough;
	return isEnough ? 0 : 1;
});
