import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { N8nClient } from '../../n8n/client';
import { findN8n } from '../../n8n/installation';
import { installIntoN8n, pack } from '../../n8n/packedPackage';
import { freePort } from '../../n8n/ports';
import { nodesFolder, startN8n, type N8nServer } from '../../n8n/server';
import { OWNER } from '../../n8n/stage';
import type { Postgres } from './postgres';
import type { Redis } from './redis';

export const WORKERS = ['worker-1', 'worker-2'] as const;
export type WorkerName = (typeof WORKERS)[number];
type ProcessName = 'main' | 'webhook' | WorkerName;

/**
 * Shorter than n8n's own 60, 10 and 30 seconds, so that the test need not wait so long until n8n
 * notices a dead worker. A worker that is busy for longer than its lock would be taken for dead.
 */
const NOTICE_DEAD_WORKERS = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/**
 * With n8n's default of 0, the news that a run has ended exists only in the moment in which Redis
 * passes it on. Whoever misses it, because Redis is restarted, waits for it in vain.
 */
const KEEP_ENDS_OF_RUNS = {
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_COMPLETED: '1000',
	N8N_EXECUTIONS_QUEUE_KEEP_LAST_FAILED: '1000',
};

/**
 * n8n in queue mode as on four machines: each process has a user folder of its own with the package
 * in it; database, Redis and key are what they share.
 */
export class Fleet {
	private readonly processes = new Map<ProcessName, N8nServer>();

	private readonly ports = new Map<ProcessName, number>();

	private client: N8nClient | null = null;

	private constructor(
		private readonly folder: string,
		private readonly shared: Readonly<Record<string, string>>,
	) {}

	/** Starts main first, because it makes the tables that the others need. */
	static async start(
		folder: string,
		postgres: Postgres,
		redis: Redis,
		environment: Readonly<Record<string, string>> = {},
	): Promise<Fleet> {
		const webhookPort = await freePort();
		const fleet = new Fleet(folder, {
			...{ ...postgres.environment, ...redis.environment },
			...{ ...NOTICE_DEAD_WORKERS, ...KEEP_ENDS_OF_RUNS },
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
			// The other engine makes a sandbox for each run, which costs more than the rest of these runs.
			N8N_EXPRESSION_ENGINE: 'legacy',
			// Where a load balancer would send the calls of web hooks.
			WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
			...environment,
		});
		fleet.ports.set('webhook', webhookPort);
		try {
			installIntoN8n(pack(folder), fleet.folderOf('main'));
			for (const name of ['webhook', ...WORKERS] as const) {
				const installed = nodesFolder(fleet.folderOf('main'));
				cpSync(installed, nodesFolder(fleet.folderOf(name)), { recursive: true });
			}
			const main = await fleet.startProcess('main');
			const others = (['webhook', ...WORKERS] as const).map((name) => fleet.startProcess(name));
			// All of them have to be settled, or one that starts late would be left running.
			await Promise.allSettled(others);
			await Promise.all(others);
			fleet.client = new N8nClient(main);
			await fleet.client.signIn(OWNER);
			return fleet;
		} catch (error) {
			await fleet.stop();
			throw error;
		}
	}

	get n8n(): N8nClient {
		if (!this.client) throw new Error('The main process is not there');
		return this.client;
	}

	get size(): number {
		return this.processes.size;
	}

	/** Where the service pushes to. */
	webhookUrl(path: string): string {
		return `${this.shared.WEBHOOK_URL ?? ''}webhook/${path}`;
	}

	logFile(name: ProcessName): string {
		return this.process(name).logFile;
	}

	/** Kills a process without warning, and starts it again as a supervisor would. */
	async crash(name: ProcessName): Promise<void> {
		await this.process(name).kill();
		await this.startProcess(name);
	}

	async stop(): Promise<void> {
		// The main process reports the ends of runs, so the workers go first.
		for (const name of [...this.processes.keys()].reverse()) await this.process(name).stop();
	}

	private process(name: ProcessName): N8nServer {
		const found = this.processes.get(name);
		if (!found) throw new Error(`The process "${name}" is not there`);
		return found;
	}

	private folderOf(name: ProcessName): string {
		return join(this.folder, name);
	}

	private async startProcess(name: ProcessName): Promise<N8nServer> {
		const port = this.ports.get(name) ?? (await freePort());
		this.ports.set(name, port);
		const isWorker = WORKERS.some((worker) => worker === name);
		const server = await startN8n(findN8n(), {
			userFolder: this.folderOf(name),
			port,
			command: name === 'main' ? 'start' : name === 'webhook' ? 'webhook' : 'worker',
			environment: {
				...this.shared,
				...(isWorker
					? {
							QUEUE_HEALTH_CHECK_ACTIVE: 'true',
							QUEUE_HEALTH_CHECK_PORT: String(port),
							N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
						}
					: {}),
			},
		});
		this.processes.set(name, server);
		return server;
	}
}
