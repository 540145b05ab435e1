import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';

import { buildSync } from 'esbuild';

/**
 * Loads a source bundled as in the package: a loader of TypeScript slows down calls between files.
 *
 * @param path from the project's folder, e.g. `nodes/alibabaCloud/client/client.ts`
 */
export function asShipped<T>(path: string): T {
	const { outputFiles } = buildSync({
		entryPoints: [join(__dirname, '..', '..', path)],
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		write: false,
	});
	const module = { exports: {} as T };
	type Wrapper = (target: typeof module, require: NodeJS.Require) => void;
	const wrapper = runInThisContext(
		`(module, require) => {${outputFiles[0]?.text ?? ''}}`,
	) as Wrapper;
	wrapper(module, createRequire(__filename));
	return module.exports;
}
