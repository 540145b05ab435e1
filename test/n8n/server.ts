import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { isBefore2, type Installation } from './installation';
import { assertFree, freePort } from './ports';

export interface N8nOptions {
	/** Holds n8n's `.n8n` folder: database, key, community nodes. Kept between starts. */
	readonly userFolder: string;
	readonly port: number;
	/** What the process is for; `start` is all of n8n, the others share its work in queue mode. */
	readonly command?: 'start' | 'webhook' | 'worker';
	readonly environment?: Readonly<Record<string, string>>;
}

/** A running n8n. */
export interface N8nServer {
	readonly url: string;
	readonly logFile: string;
	readonly pid: number;
	/** Resolves when the process has ended. */
	stop(): Promise<void>;
	/** Ends the process without any chance to finish what it is doing. */
	kill(): Promise<void>;
}

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;

/** Where n8n looks for community packages, with the type names that a user's n8n gives them. */
export function nodesFolder(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes');
}

/**
 * Starts n8n on loopback with SQLite and without any call home, and waits until it is ready.
 *
 * @throws Error with the end of n8n's log when it ends or is not ready in two minutes.
 */
export async function startN8n(
	installation: Installation,
	{ userFolder, port, command = 'start', environment = {} }: N8nOptions,
): Promise<N8nServer> {
	mkdirSync(userFolder, { recursive: true });
	await assertFree(port);
	const url = `http://localhost:${port}`;
	const logFile = join(userFolder, 'n8n.log');
	// A second start goes on with the log of the first.
	const log = createWriteStream(logFile, { flags: 'a' });
	const child = spawn(installation.node, [installation.script, command], {
		cwd: userFolder,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: {
			...inherited(),
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: 'localhost',
			N8N_SECURE_COOKIE: 'false',
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			WEBHOOK_URL: `http://127.0.0.1:${port}/`,
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_HIRING_BANNER_ENABLED: 'false',
			N8N_VERIFIED_PACKAGES_ENABLED: 'false',
			// It asks the network; n8n 1 has no such module and does not start with its name.
			...(isBefore2(installation) ? {} : { N8N_DISABLED_MODULES: 'mcp-registry' }),
			N8N_LOG_LEVEL: 'info',
			NO_COLOR: '1',
			...environment,
		},
	});
	let tail = '';
	const keep = (chunk: Buffer) => {
		log.write(chunk);
		tail = (tail + chunk.toString()).slice(-2000);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));

	// The worker has no pages, and the web hook process has no settings to show.
	const pages = ['/healthz/readiness', ...(command === 'start' ? ['/rest/settings'] : [])];
	await ready(child, url, pages, () => tail);
	return {
		url,
		logFile,
		pid: child.pid ?? 0,
		stop: async () => await stop(child, ended),
		async kill() {
			child.kill('SIGKILL');
			await ended;
		},
	};
}

/** Settings of a surrounding n8n or npm must not reach the one that is started here. */
function inherited(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^(N8N_|npm_|WEBHOOK_URL|DB_|QUEUE_)/i.test(name),
		),
	);
}

async function ready(
	child: ChildProcess,
	url: string,
	pages: readonly string[],
	tail: () => string,
): Promise<void> {
	const isThere = async (page: string) => (await fetch(url + page).catch(() => null))?.ok;
	const deadline = Date.now() + START_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null) {
			throw new Error(`n8n ended with code ${child.exitCode} while starting:\n${tail()}`);
		}
		const answers = await Promise.all(pages.map(isThere));
		if (answers.every(Boolean)) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	child.kill('SIGKILL');
	throw new Error(`n8n was not ready after ${START_TIMEOUT_MS / 1000} s:\n${tail()}`);
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
	if (child.exitCode !== null) return;
	child.kill('SIGTERM');
	const force = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
	await ended;
	clearTimeout(force);
}
