import { createRequire } from 'node:module';

import { config as n8nRules } from '@n8n/node-cli/eslint';
import { defineConfig, globalIgnores } from 'eslint/config';

import { layers } from './eslint.layers.mjs';
import regexp from 'eslint-plugin-regexp';

// n8n's rule set is written for this exact typescript-eslint. A second copy in another version
// would make ESLint refuse the plugin name as defined twice.
const requireFromNodeCli = createRequire(import.meta.resolve('@n8n/node-cli/eslint'));
const js = requireFromNodeCli('@eslint/js');
const tseslint = requireFromNodeCli('typescript-eslint');

const shipped = ['nodes/**/*.ts', 'credentials/**/*.ts'];
const supporting = ['test/**/*.ts', 'demo/**/*.ts', 'scripts/**/*.ts'];
const programs = ['scripts/**', 'demo/**', 'test/simulator/cli.ts'];

const nodeGlobals = Object.fromEntries(
	[
		'AbortController',
		'AbortSignal',
		'Buffer',
		'TextDecoder',
		'TextEncoder',
		'URL',
		'URLSearchParams',
		'clearInterval',
		'clearTimeout',
		'console',
		'fetch',
		'performance',
		'process',
		'queueMicrotask',
		'setImmediate',
		'setInterval',
		'setTimeout',
		'structuredClone',
	].map((name) => [name, 'readonly']),
);
const commonJsGlobals = {
	...nodeGlobals,
	__dirname: 'readonly',
	module: 'writable',
	require: 'readonly',
};

const shippedImports = [
	{
		regex:
			'^(?!\\.{1,2}/|n8n-workflow$|node:crypto$|fast-xml-parser$|ipaddr\\.js$|libphonenumber-js/min$)',
		message:
			'Shipped code may import relative files, n8n-workflow, node:crypto and the bundled libraries only.',
	},
	{
		regex: '/(test|demo|scripts)/',
		message: 'Shipped code must not depend on what is left out of the package.',
	},
];

export default defineConfig([
	globalIgnores(['dist/', '.demo/', '.cache/', 'coverage/']),

	// The package scan ignores inline switches, so a file that needs one would fail there.
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },

	{ files: [...shipped, 'package.json'], extends: [n8nRules] },
	{
		files: shipped,
		languageOptions: { parserOptions: { projectService: true } },
		plugins: { regexp },
		rules: {
			// What a stranger sends is matched in n8n's only thread: a pattern whose time grows faster
			// than its text stops all workflows for as long as the sender wants.
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': [
				'error',
				{ report: 'potential', ignorePartial: false, ignoreSticky: true },
			],
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'no-restricted-imports': ['error', { patterns: shippedImports }],
		},
	},

	...layers.map(({ files, patterns }) => ({
		files,
		rules: {
			'no-restricted-imports': ['error', { patterns: [...shippedImports, ...patterns] }],
		},
	})),

	{
		files: supporting,
		extends: [js.configs.recommended, tseslint.configs.recommended],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'no-console': 'error',
		},
	},
	{
		// The simulator proves the nodes only as long as it shares no code with them.
		files: ['test/simulator/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '(^|/)\\.\\./(nodes|credentials)/',
							message: 'The simulator must not use the code that it tests.',
						},
					],
				},
			],
		},
	},

	{
		files: ['**/*.mjs'],
		extends: [js.configs.recommended],
		languageOptions: { globals: nodeGlobals },
		rules: { 'no-console': 'error' },
	},
	{
		files: ['*.js', '{scripts,test,demo}/**/*.{js,cjs}'],
		extends: [js.configs.recommended],
		languageOptions: { sourceType: 'commonjs', globals: commonJsGlobals },
		rules: { 'no-console': 'error' },
	},
	{ files: programs, rules: { 'no-console': 'off' } },
]);
