import { mkdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';

import { freePort } from '../../n8n/ports';
import { findProgram, SystemServer } from './systemServer';

/** A Redis of its own that keeps its data over a restart. */
export class Redis {
	private constructor(
		readonly port: number,
		private readonly folder: string,
		private server: SystemServer,
	) {}

	/** @throws Error in one line that says what to install */
	static async start(logFolder: string): Promise<Redis> {
		const folder = join(logFolder, 'redis');
		mkdirSync(folder, { recursive: true });
		const port = await freePort();
		return new Redis(port, folder, await startServer(port, folder));
	}

	/** What n8n has to be told to use it. */
	get environment(): Readonly<Record<string, string>> {
		return {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(this.port),
		};
	}

	async restart(): Promise<void> {
		await this.server.stop();
		this.server = await startServer(this.port, this.folder);
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}
}

async function startServer(port: number, folder: string): Promise<SystemServer> {
	const command = findProgram('redis-server', []);
	if (!command) {
		throw new Error('Redis is not installed. On Debian: apt-get install redis-server');
	}
	return await SystemServer.start({
		command,
		args: [
			...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
			// Without it, a restart forgets the jobs that wait.
			...['--appendonly', 'yes', '--save', ''],
		],
		logFile: join(folder, 'redis.log'),
		isReady: async () => await answersPing(port),
	});
}

/** It takes connections before it has read its data. */
async function answersPing(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
		const end = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
		socket.once('error', () => end(false));
	});
}
