/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	// n8n itself, in two versions, would cost seconds of crawling at every start.
	modulePathIgnorePatterns: ['<rootDir>/test/n8n/node_modules', '<rootDir>/test/n8n-1/node_modules'],
	// Types are checked once by `tsc`; a check by every worker would take most of the time.
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	testTimeout: 20_000,
	restoreMocks: true,
};
