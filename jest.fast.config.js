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

/** @type {import('jest').Config} */
module.exports = {
	...all,
	testMatch: PURE.map((room) => `<rootDir>/test/nodes/${room}/*.test.ts`),
	collectCoverageFrom: PURE.map((room) => `<rootDir>/nodes/${room}/*.ts`),
	coverageDirectory: '.cache/coverage',
	coverageReporters: ['text', 'html'],
	coverageThreshold: { global: { statements: 90, branches: 85, functions: 90, lines: 90 } },
};
