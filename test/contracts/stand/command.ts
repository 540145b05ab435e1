import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Report } from '../report';
import type { StandOptions } from './main';

const ROOT = join(__dirname, '..', '..', '..');

export interface Ended {
	readonly code: number | null;
	readonly output: string;
	readonly report: Report;
	readonly page: string;
}

/** The simulator as a process of its own behind TLS, and the command as another one. */
export class CommandStand {
	private constructor(
		readonly folder: string,
		private readonly service: ChildProcess,
		readonly endpoints: Readonly<Record<string, string>>,
	) {}

	static async start(options: StandOptions = {}): Promise<CommandStand> {
		const folder = mkdtempSync(join(tmpdir(), 'verify-real-'));
		const program = join(ROOT, 'test', 'contracts', 'stand', 'main.ts');
		const service = spawn(
			process.execPath,
			['--import', 'tsx', program, folder, JSON.stringify(options)],
			{ cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] },
		);
		const ready = join(folder, 'ready.json');
		while (!existsSync(ready)) {
			if (service.exitCode !== null) throw new Error('The simulator did not start');
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		const text = readFileSync(ready, 'utf8');
		return new CommandStand(folder, service, JSON.parse(text) as Record<string, string>);
	}

	/** Runs the command to its end; `onLine` sees each line and can stop it as Ctrl-C does. */
	async run(
		args: readonly string[],
		environment: Readonly<Record<string, string>> = {},
		onLine: (line: string, stop: () => void) => void = () => undefined,
	): Promise<Ended> {
		const { cams = '', sts = '', dybaseapi = '', mns = '' } = this.endpoints;
		const program = join(ROOT, 'test', 'contracts', 'cli.ts');
		const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
			cwd: ROOT,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				PATH: process.env.PATH,
				NODE_EXTRA_CA_CERTS: join(this.folder, 'certificate.pem'),
				ALIBABA_CLOUD_ACCESS_KEY_ID: 'simulator-access-key-id',
				ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'simulator-access-key-secret',
				...{ VERIFY_CAMS_ENDPOINT: cams, VERIFY_STS_ENDPOINT: sts },
				...{ VERIFY_DYBASEAPI_ENDPOINT: dybaseapi, VERIFY_MNS_ENDPOINT: mns },
				...{ VERIFY_FOLDER: this.folder, VERIFY_MINUTES: '0.2' },
				...environment,
			},
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8');
			stream.on('data', (text: string) => {
				output += text;
				for (const line of text.split('\n')) onLine(line, () => child.kill('SIGINT'));
			});
		}
		const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
		const read = (name: string): string => {
			const file = join(this.folder, name);
			return existsSync(file) ? readFileSync(file, 'utf8') : '{}';
		};
		const report = JSON.parse(read('verify-report.json')) as Report;
		return { code, output, report, page: read('verify-report.md') };
	}

	async state<T = Record<string, unknown>>(): Promise<T> {
		return (await (await fetch(`${this.endpoints.control}/control/state`)).json()) as T;
	}

	async control(name: string, given: object): Promise<void> {
		const response = await fetch(`${this.endpoints.control}/control/${name}`, {
			method: 'POST',
			body: JSON.stringify(given),
		});
		if (!response.ok) throw new Error(await response.text());
	}

	async end(): Promise<void> {
		const closed = new Promise((resolve) => this.service.once('close', resolve));
		this.service.kill();
		await closed;
		rmSync(this.folder, { recursive: true, force: true });
	}
}
