const { existsSync } = require('node:fs');
const { join } = require('node:path');

const all = require('./jest.config.js');

/**
 * The rooms whose tests start no n8n and no simulator: rules with data in and data out. They run in
 * seconds, and their coverage says something, since nothing else runs the code.
 */
const PURE = [
	'alibabaCloud/**',
	'notifications/items/**',
	'notifications/selection/**',
	'ChatApp/apiCatalog/**',
	'ChatApp/messages/**',
	'ChatApp/templates/**',
];

/** What only runs with a node or a server, and is tested there. */
const NOT_PURE = [
	'alibabaCloud/channels/searchChannels',
	'alibabaCloud/errors/adviceInMessage',
	'alibabaCloud/files/download',
	'alibabaCloud/files/storageFailure',
	'alibabaCloud/files/timeLimit',
	'alibabaCloud/files/upload',
	'alibabaCloud/lists/listAnswers',
	'alibabaCloud/lists/rowText',
	'alibabaCloud/lists/searchPages',
	'alibabaCloud/queue/access',
	'alibabaCloud/queue/names',
	'notifications/selection/readSelection',
	'ChatApp/apiCatalog/mapperFields',
	'ChatApp/apiCatalog/paging',
];

const gone = NOT_PURE.filter((file) => !existsSync(join(__dirname, 'nodes', `${file}.ts`)));
if (gone.length > 0) throw new Error(`jest.fast.config.js names what is gone: ${gone.join(', ')}`);

/** @type {import('jest').Config} */
module.exports = {
	...all,
	testMatch: PURE.map((room) => `<rootDir>/test/nodes/${room}/*.test.ts`),
	collectCoverageFrom: [
		...PURE.map((room) => `<rootDir>/nodes/${room}/*.ts`),
		...NOT_PURE.map((file) => `!<rootDir>/nodes/${file}.ts`),
	],
	coverageDirectory: '.cache/coverage',
	coverageReporters: ['text', 'html'],
	coverageThreshold: { global: { statements: 95, branches: 88, functions: 95, lines: 95 } },
};
