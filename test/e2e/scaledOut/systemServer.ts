import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, createWriteStream, existsSync } from 'node:fs';

import { eventually } from '../../n8n/eventually';

/** The account that such a server runs as, where the tests themselves run as root. */
export interface Account {
	readonly uid: number;
	readonly gid: number;
}

export interface ServerProgram {
	readonly command: string;
	readonly args: readonly string[];
	readonly logFile: string;
	readonly account?: Account | undefined;
	/** Whether it takes calls; asked again and again. */
	readonly isReady: () => Promise<boolean> | boolean;
}

/** A server of the operating system's packages, started for a test on loopback. */
export class SystemServer {
	private constructor(
		private readonly child: ChildProcess,
		private readonly ended: Promise<void>,
	) {}

	/** @throws Error when it ends or is not ready in time */
	static async start(program: ServerProgram): Promise<SystemServer> {
		const { command, args, logFile, account, isReady } = program;
		const log = createWriteStream(logFile, { flags: 'a' });
		const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...account });
		child.stdout.pipe(log, { end: false });
		child.stderr.pipe(log, { end: false });
		const ended = new Promise<void>((resolve) => {
			child.on('exit', () => resolve());
			child.on('error', () => resolve());
		});
		const server = new SystemServer(child, ended);
		const name = command.split('/').at(-1) ?? command;
		try {
			await eventually(`The start of ${name}`, async () => {
				if (child.exitCode !== null) throw new Error(`${name} ended at once; see ${logFile}`);
				return (await isReady()) || undefined;
			});
		} catch (error) {
			await server.stop();
			throw error;
		}
		return server;
	}

	async stop(): Promise<void> {
		this.child.kill('SIGINT');
		await this.ended;
	}
}

/** The first of the places that has the program; null when none does. */
export function findProgram(name: string, folders: readonly string[]): string | null {
	const onPath = (process.env.PATH ?? '').split(':');
	const places = [...folders, ...onPath].map((folder) => `${folder}/${name}`);
	return places.find((place) => existsSync(place)) ?? null;
}

/** An account without rights, or none when the tests run without rights themselves. */
export function accountOf(user: string): Account | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const id = (option: string) => Number(execFileSync('id', [option, user], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
}

/** Hands a folder over to the account. */
export function giveTo(account: Account | undefined, folder: string): void {
	if (account) chownSync(folder, account.uid, account.gid);
}
