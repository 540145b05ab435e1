const { createRequire, isBuiltin } = require('node:module');
const { compileFunction } = require('node:vm');

const { default: Runtime } = require('jest-runtime');

/** jest's own packages belong to a test file: they hold its tests, matchers and mocks. */
const OF_THE_FILE = /^(?:@jest\/|jest)/;

/**
 * Loads test files for jest. Packages come from Node.js itself and are kept for the next file:
 * n8n-core has 2,000 modules, which cost three seconds each time. Modules of the project are loaded
 * for each file, as ever.
 *
 * `executor` is not part of jest's public API; another version of jest may need another way to
 * compile in the realm of oneRealm.js.
 */
module.exports = class SharedPackages extends Runtime {
	constructor(...args) {
		super(...args);
		const { executor } = this;
		executor.compile = (source, filename) =>
			compileFunction(source, executor.injectedModuleParameters, { filename });
	}

	requireModuleOrMock(from, name) {
		return isShared(name) ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
	}
};

function isShared(name) {
	return !/^[./]/.test(name) && !isBuiltin(name) && !OF_THE_FILE.test(name);
}
