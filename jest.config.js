const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/runner/oneRealm.js',
	runtime: '<rootDir>/test/runner/sharedPackages.js',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// n8n itself, in two versions, would cost seconds of crawling at every start.
	modulePathIgnorePatterns: [
		'<rootDir>/test/n8n/node_modules',
		'<rootDir>/test/n8n-1/node_modules',
	],
	transform: { '^.+\\.ts$': '<rootDir>/test/runner/esbuildTransform.js' },
	// Many tests wait for a server or a clock, so two more than there are processors cost nothing.
	maxWorkers: availableParallelism() + 2,
	testTimeout: 20_000,
	restoreMocks: true,
};
