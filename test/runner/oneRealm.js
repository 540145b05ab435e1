const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

const withoutRef = { idToRef: (id) => id, refToId: (timer) => timer };

/**
 * The environment of a test file: the realm of Node.js itself, as in n8n, instead of one for each
 * file. So packages are loaded once for all files (sharedPackages.js), and `instanceof` holds for
 * what they return. What a file leaves on `globalThis`, in the environment variables and among the
 * listeners of the process is undone when it ends.
 */
module.exports = class OneRealm {
	constructor({ projectConfig: config }) {
		this.global = globalThis;
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = new LegacyFakeTimers({
			config,
			global: globalThis,
			moduleMocker: this.moduleMocker,
			timerConfig: withoutRef,
		});
		this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
		this.undo = [keepProperties(globalThis), keepProperties(process.env), keepListeners(process)];
		// jest replaces it for each file, around the one before.
		const { exit } = process;
		this.undo.push(() => (process.exit = exit));
	}

	async setup() {}

	async teardown() {
		this.fakeTimers.dispose();
		this.fakeTimersModern.dispose();
		for (const undo of this.undo) undo();
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	/** jest asks for it, and sharedPackages.js compiles without it. */
	getVmContext() {
		return globalThis;
	}
};

/** Returns what brings back the properties that `object` has now. */
function keepProperties(object) {
	const before = new Map(
		Reflect.ownKeys(object).map((key) => [key, Object.getOwnPropertyDescriptor(object, key)]),
	);
	return () => {
		for (const key of Reflect.ownKeys(object)) {
			const { configurable } = Object.getOwnPropertyDescriptor(object, key);
			if (configurable && !before.has(key)) delete object[key];
		}
		for (const [key, was] of before) {
			const is = Object.getOwnPropertyDescriptor(object, key);
			if (is?.configurable === false) continue;
			if (is?.value !== was.value || is?.get !== was.get) Object.defineProperty(object, key, was);
		}
	};
}

/** Returns what removes the listeners that `emitter` does not have now. */
function keepListeners(emitter) {
	const before = new Set(emitter.eventNames().flatMap((name) => emitter.rawListeners(name)));
	return () => {
		for (const name of emitter.eventNames()) {
			for (const listener of emitter.rawListeners(name)) {
				if (!before.has(listener)) emitter.removeListener(name, listener);
			}
		}
	};
}
