const { createHash } = require('node:crypto');

const { transformSync, version } = require('esbuild');

const OPTIONS = {
	loader: 'ts',
	format: 'cjs',
	target: 'node20',
	sourcemap: 'inline',
	// jest loads modules through its own `require`, which `import()` would pass by.
	supported: { 'dynamic-import': false },
};

/**
 * Turns TypeScript into what Node.js runs, for jest. Types are checked once by `tsc`; esbuild, which
 * also builds the package, needs a millisecond a file.
 */
module.exports = {
	process(source, path) {
		return { code: transformSync(source, { ...OPTIONS, sourcefile: path }).code };
	},
	getCacheKey(source, path, { configString }) {
		const parts = [version, JSON.stringify(OPTIONS), configString, path, source];
		return createHash('sha1').update(parts.join('\0')).digest('hex');
	},
};
