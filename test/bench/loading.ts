import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pack } from '../n8n/packedPackage';
import type { Row } from './measure';

const ROOT = join(__dirname, '..', '..');
const RUNS = 7;

/** n8n has loaded its own library long before it loads a node. */
const PROGRAM = `
require('n8n-workflow');
global.gc();
const before = process.memoryUsage().heapUsed;
const start = performance.now();
const { ChatApp } = require(process.argv[1]);
const node = new ChatApp();
const ms = performance.now() - start;
global.gc();
const mb = (process.memoryUsage().heapUsed - before) / 1048576;
process.stdout.write(JSON.stringify({ ms, mb, name: node.description.name }));
`;

/** Loading the built action node, and the size of the package. */
export function benchLoading(): Row[] {
	const bundle = join(ROOT, 'dist', 'nodes', 'ChatApp', 'ChatApp.node.js');
	const runs = Array.from({ length: RUNS }, () => {
		const output = execFileSync(process.execPath, ['--expose-gc', '-e', PROGRAM, bundle], {
			cwd: ROOT,
			encoding: 'utf8',
		});
		return JSON.parse(output) as { ms: number; mb: number };
	});
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-'));
	try {
		const kilobytes = statSync(pack(folder)).size / 1000;
		return [
			{
				what: 'loading the action node',
				measured: Math.min(...runs.map(({ ms }) => ms)),
				target: 40,
				unit: 'ms',
			},
			{
				what: 'memory of the loaded node',
				measured: Math.min(...runs.map(({ mb }) => mb)),
				target: 8,
				unit: 'MB',
			},
			{ what: 'the packed package', measured: kilobytes, target: 400, unit: 'kB' },
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
