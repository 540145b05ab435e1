import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A failure that the user can act on: shown as one line, without a stack. */
export class Failure extends Error {
	/**
	 * @param {string} message what happened and what to do
	 * @param {string} [details] what the failed tool printed
	 */
	constructor(message, details = '') {
		super(message);
		this.details = details;
	}
}

/** Runs the program of a script and turns its failure into a message and an exit code. */
export async function main(program) {
	try {
		process.exitCode = (await program()) ?? process.exitCode ?? 0;
	} catch (error) {
		if (!(error instanceof Failure)) throw error;
		if (error.details) console.error(error.details.trimEnd());
		console.error(`Error: ${error.message}`);
		process.exitCode = 1;
	}
}

/** How to start npm: the one that runs this script if there is one. */
export function npmCommand() {
	const running = process.env.npm_execpath;
	if (running && basename(running) === 'npm-cli.js') return [process.execPath, running];
	return [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
}

/**
 * Starts a program and collects what it prints.
 *
 * @param {string[]} command program and arguments
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, onOutput?: (text: string) => void}} [options]
 * @returns {Promise<{code: number, stdout: string, output: string}>} `output` has both streams;
 * code 127 when the program is missing
 */
export async function capture([program, ...args], { cwd = root, env, onOutput } = {}) {
	return await new Promise((resolve) => {
		const child = spawn(program, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		let stdout = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8');
			stream.on('data', (text) => {
				output += text;
				if (stream === child.stdout) stdout += text;
				onOutput?.(text);
			});
		}
		child.once('error', (error) =>
			resolve({ code: 127, stdout, output: `${output}${error.message}\n` }),
		);
		child.once('close', (code) => resolve({ code: code ?? 1, stdout, output }));
	});
}

/** Seconds with one digit, for progress lines. */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Shows that something long is still going on: one line that counts up on a terminal, a line every
 * 15 seconds in a log.
 *
 * @returns {() => void} ends the line
 */
export function showProgress(text) {
	const started = performance.now();
	const terminal = process.stdout.isTTY === true;
	if (!terminal) console.log(`${text} ...`);
	const tick = () => {
		const line = `${text} ... ${Math.round((performance.now() - started) / 1000)} s`;
		if (terminal) process.stdout.write(`\r${line}`);
		else console.log(line);
	};
	const timer = setInterval(tick, terminal ? 1_000 : 15_000);
	return () => {
		clearInterval(timer);
		if (terminal) process.stdout.write(`\r${' '.repeat(text.length + 12)}\r`);
	};
}

function checkNode(wanted) {
	const [major, minor] = process.versions.node.split('.').map(Number);
	const [wantedMajor, wantedMinor] = wanted.replace(/^>=/, '').split('.').map(Number);
	if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
	throw new Failure(`Node.js ${wanted} is required; this is Node.js ${process.versions.node}.`);
}

const readJson = async (file) => JSON.parse(await readFile(file, 'utf8'));

/**
 * Whether `node_modules` holds every package of the lock file in its version. npm keeps its own
 * record of what it installed and writes it last, so an interrupted install counts as none.
 *
 * @param {string} folder holds package.json and package-lock.json
 */
async function isInstalled(folder) {
	const record = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(record)) return false;
	const [wanted, present] = await Promise.all([
		readJson(join(folder, 'package-lock.json')),
		readJson(record),
	]);
	return Object.entries(wanted.packages).every(([path, { version, optional, devOptional }]) => {
		if (path === '') return true;
		const installed = present.packages[path];
		// Packages for other systems are in the lock file but never on the disk.
		return installed === undefined ? optional || devOptional : installed.version === version;
	});
}

/**
 * Installs the packages of a folder when they are missing or differ from its lock file.
 *
 * @param {string} [folder] default is the project
 * @param {string} [text] names the install in progress lines
 * @returns {Promise<boolean>} whether anything was installed
 * @throws {Failure} when Node is too old, npm is missing or the install failed
 */
export async function ensureInstalled(folder = root, text = 'Installing packages') {
	const { engines } = await readJson(join(folder, 'package.json'));
	if (engines?.node) checkNode(engines.node);
	if (await isInstalled(folder)) return false;

	const started = performance.now();
	const done = showProgress(text);
	const command = [...npmCommand(), 'ci', '--ignore-scripts', '--no-audit', '--no-fund'];
	const { code, output } = await capture(command, { cwd: folder });
	done();
	if (code === 127) throw new Failure('npm was not found. Install Node.js with npm.');
	if (code !== 0) {
		// npm says what is wrong first and explains its options after that.
		const lines = output.split('\n').filter((line) => line.startsWith('npm error'));
		const details = (lines.length > 0 ? lines : output.split('\n')).slice(0, 12).join('\n');
		throw new Failure(
			`npm ci failed in ${folder}, see above. Check the network and npm's registry.`,
			details,
		);
	}
	console.log(`${text}: done in ${seconds(started)}`);
	return true;
}
