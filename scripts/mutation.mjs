import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ensureInstalled, Failure, main, root } from './install.mjs';
import { AREAS } from './mutation-areas.mjs';

const NAMES = Object.keys(AREAS);

const USAGE = `Usage: npm run mutation -- <area> ...
Changes the code in one place at a time and tells which changes no test notices.
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

/** Options of Stryker, https://stryker-mutator.io/docs/stryker-js/configuration */
function optionsFor(area) {
	const { sources, tests } = AREAS[area];
	const jestConfig = createRequire(import.meta.url)(join(root, 'jest.config.js'));
	return {
		mutate: sources,
		ignorePatterns: LEFT_OUT,
		testRunner: 'jest',
		jest: {
			projectType: 'custom',
			// All tests of the area run; those that import a file are not all that judge it.
			enableFindRelatedTests: false,
			config: { ...jestConfig, testMatch: tests.map((pattern) => `<rootDir>/${pattern}`) },
		},
		coverageAnalysis: 'perTest',
		plugins: [
			'@stryker-mutator/jest-runner',
			pathToFileURL(join(root, 'scripts', 'mutation-texts.mjs')).href,
		],
		ignorers: ['sentences'],
		// Types are checked by `tsc`; a change that does not compile is found out by its test.
		disableTypeChecks: false,
		concurrency: 1,
		reporters: [process.stdout.isTTY ? 'progress' : 'progress-append-only', 'html'],
		htmlReporter: { fileName: join('.cache', 'mutation', `${area}.html`) },
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

/** @returns {Promise<boolean>} whether the tests of the area notice enough */
async function judge(area) {
	const { Stryker } = await import('@stryker-mutator/core');
	const results = await new Stryker(optionsFor(area)).runMutationTest();
	const noticed = results.filter(({ status }) => NOTICED.has(status)).length;
	const missed = results.filter(({ status }) => UNNOTICED.has(status));
	const judged = noticed + missed.length;
	if (judged === 0) throw new Failure(`Nothing could be changed in '${area}'; check its sources.`);

	const score = (100 * noticed) / judged;
	console.log(`${area}: ${score.toFixed(1)} % of ${judged} changes noticed, not noticed:`);
	for (const mutant of missed) console.log(describe(mutant));
	console.log(`  The code around them: .cache/mutation/${area}.html`);
	return score >= LOWEST_SCORE;
}

await main(async () => {
	const areas = process.argv.slice(2);
	const unknown = areas.filter((area) => !Object.hasOwn(AREAS, area));
	if (areas.length === 0 || unknown.length > 0) {
		console.log(USAGE);
		return 2;
	}
	await ensureInstalled();
	let isEnough = true;
	for (const area of areas) isEnough = (await judge(area)) && isEnough;
	return isEnough ? 0 : 1;
});
