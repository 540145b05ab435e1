import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { freePort } from '../../n8n/ports';
import { accountOf, findProgram, giveTo, SystemServer } from './systemServer';

const DEBIAN_FOLDER = '/usr/lib/postgresql';
const USER = 'n8n';

/** A PostgreSQL of its own, with an empty database. */
export class Postgres {
	private constructor(
		readonly port: number,
		private readonly folder: string,
		private readonly server: SystemServer,
		private readonly dump: () => void,
	) {}

	/** @throws Error in one line that says what to install */
	static async start(logFolder: string): Promise<Postgres> {
		const initdb = findInitdb();
		const account = accountOf('postgres');
		// Not under the part's folder: the account may not be let into the one of the project.
		const folder = mkdtempSync(join(tmpdir(), 'chat-app-postgres-'));
		giveTo(account, folder);
		const data = join(folder, 'data');
		const logFile = join(logFolder, 'postgres.log');
		try {
			execFileSync(
				initdb,
				['-D', data, '-U', USER, '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
				{ stdio: 'pipe', cwd: folder, ...account },
			);
			const port = await freePort();
			const server = await SystemServer.start({
				command: join(dirname(initdb), 'postgres'),
				args: [
					...['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port)],
					// The database itself is never killed in these tests.
					...['-c', 'fsync=off', '-c', 'synchronous_commit=off'],
				],
				logFile,
				account,
				isReady: async () => await takesCalls(port),
			});
			return new Postgres(port, folder, server, () =>
				execFileSync(
					join(dirname(initdb), 'pg_dump'),
					[
						...['-h', '127.0.0.1', '-p', String(port), '-U', USER, '--data-only'],
						...[
							'--table=execution_data',
							`--file=${join(logFolder, 'execution_data.sql')}`,
							'postgres',
						],
					],
					{ stdio: 'pipe' },
				),
			);
		} catch (error) {
			rmSync(folder, { recursive: true, force: true });
			throw error;
		}
	}

	/** What n8n has to be told to use it. */
	get environment(): Readonly<Record<string, string>> {
		return {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(this.port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: USER,
		};
	}

	/** Leaves what the runs gave in the log folder: the files of the database hold it compressed. */
	async stop(): Promise<void> {
		try {
			this.dump();
		} catch {
			// Without its table n8n never ran; the search for secrets misses the file then.
		}
		await this.server.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

function findInitdb(): string {
	let versions: string[] = [];
	try {
		versions = readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a));
	} catch {
		// Elsewhere it is on the path.
	}
	const folders = versions.map((version) => join(DEBIAN_FOLDER, version, 'bin'));
	const found = findProgram('initdb', folders);
	if (found) return found;
	throw new Error('PostgreSQL is not installed. On Debian: apt-get install postgresql');
}

async function takesCalls(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = createConnection({ port, host: '127.0.0.1' });
		const end = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('connect', () => end(true));
		socket.once('error', () => end(false));
	});
}
