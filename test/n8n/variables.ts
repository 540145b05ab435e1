import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The variables that a release of n8n reads. */
export interface Variables {
	readonly version: string;
	readonly names: readonly string[];
}

/** In its settings, and in those places that ask for one by itself. */
const READ = /\bEnv\)\(\s*'([A-Z][A-Z0-9_]+)'|process\.env\.([A-Z][A-Z0-9_]+)/g;

/** Looks them up in an n8n that is installed. @param script n8n's start script */
export function variablesOf(script: string): Variables {
	const home = dirname(dirname(script));
	const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
		version: string;
	};
	const modules = dirname(home);
	const own = readdirSync(join(modules, '@n8n')).map((name) => join(modules, '@n8n', name));
	const names = new Set<string>();
	for (const folder of [home, join(modules, 'n8n-core'), ...own]) {
		for (const file of filesOf(join(folder, 'dist'))) {
			for (const [, setting, asked] of readFileSync(file, 'utf8').matchAll(READ)) {
				names.add(setting ?? asked ?? '');
			}
		}
	}
	return { version, names: [...names].sort() };
}

function filesOf(folder: string): string[] {
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
	const entries = readdirSync(folder, { withFileTypes: true });
	return entries.flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return filesOf(path);
		return entry.name.endsWith('.js') ? [path] : [];
	});
}
