import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { ensureInstalled, Failure, main, root } from './install.mjs';

/*
 * Runs a part of the tests: node scripts/jest.mjs <fast|coverage|soak> [arguments of jest]
 */

/** What holds a stream, a load or a killed process for long; `npm test` runs it with small numbers. */
const SOAK = [
	'test/nodes/ChatApp/runtime/longestStop',
	'test/nodes/ChatAppQueueTrigger/killed',
	'test/nodes/ChatAppQueueTrigger/nothingLost',
	'test/nodes/ChatAppQueueTrigger/survival',
	'test/nodes/ChatAppTrigger/load',
	'test/nodes/ChatAppTrigger/longFields',
	'test/nodes/ChatAppTrigger/repeatedPushes',
	'test/nodes/ChatAppTrigger/takingOver',
];

const PARTS = {
	fast: { args: ['--config', 'jest.fast.config.js'] },
	coverage: { args: ['--config', 'jest.fast.config.js', '--coverage'] },
	soak: { args: ['--runInBand', ...SOAK], env: { NOTIFICATIONS: '10000', SOAK: '1' } },
};

await main(async () => {
	const [name = '', ...rest] = process.argv.slice(2);
	const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
	if (!part) throw new Failure(`Name a part of the tests: ${Object.keys(PARTS).join(', ')}`);
	await ensureInstalled();
	const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
	return await new Promise((resolve) => {
		const child = spawn(process.execPath, [jest, ...part.args, ...rest], {
			cwd: root,
			env: { ...process.env, ...part.env },
			stdio: 'inherit',
		});
		child.once('error', () => resolve(127));
		child.once('close', (code) => resolve(code ?? 1));
	});
});
