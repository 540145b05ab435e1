import { startSimulator, type ServiceName, type Simulator } from './index';
import { SERVICE_NAMES } from './faults';
import {
	INSTAGRAM_CHANNEL,
	MESSENGER_CHANNEL,
	TELEGRAM_CHANNEL,
	VIBER_CHANNEL,
	WHATSAPP_CHANNEL,
} from './world/seed';

const FIRST_PORT = 47_210;
const LAST_FIRST_PORT = 65_535 - SERVICE_NAMES.length + 1;

/** The base port of `--port N` or `--port=N`; undefined when the arguments cannot be understood. */
export function readBasePort(given: readonly string[]): number | undefined {
	if (given.length === 0) return FIRST_PORT;
	const match = /^--port[= ](\d{1,5})$/.exec(given.join(' '));
	const port = Number(match?.[1]);
	return match && port >= 1 && port <= LAST_FIRST_PORT ? port : undefined;
}

export function portsFrom(base: number): Record<ServiceName, number> {
	const [cams, sts, dybaseapi, mns, oss, control] = SERVICE_NAMES.map((_, index) => base + index);
	return { cams, sts, dybaseapi, mns, oss, control } as Record<ServiceName, number>;
}

function describe({ endpoints, credential }: Simulator): string {
	const line = (label: string, value: string) => `  ${label.padEnd(24)}${value}`;
	return [
		'The simulator of Alibaba Cloud Chat App Message Service is running.',
		'',
		...SERVICE_NAMES.map((name) => line(name, endpoints[name])),
		'',
		'Credential "Alibaba Cloud API" in n8n:',
		line('Authentication', 'AccessKey'),
		line('AccessKey ID', credential.accessKeyId),
		line('AccessKey Secret', credential.accessKeySecret),
		line('Region', credential.regionId),
		line('Custom Endpoints', 'on'),
		line('Chat App Endpoint', credential.camsEndpoint),
		line('STS Endpoint', credential.stsEndpoint),
		line('Message Token Endpoint', credential.dybaseapiEndpoint),
		line('Message Queue Endpoint', credential.mnsEndpoint),
		'',
		line('Channels', `${WHATSAPP_CHANNEL} (WhatsApp), ${VIBER_CHANNEL} (Viber),`),
		line('', `${MESSENGER_CHANNEL} (Messenger), ${INSTAGRAM_CHANNEL} (Instagram),`),
		line('', `${TELEGRAM_CHANNEL} (Telegram)`),
		line('Sender', '6531589000'),
		line('Users', '6591230001 (Mei), 60123450002 (Arif), and one on each other app'),
		line('Phone page', `${endpoints.control}/`),
		'',
		'Press Ctrl+C to stop.',
		'',
	].join('\n');
}

function whatWentWrong(error: unknown, base: number): string {
	const failed = error as NodeJS.ErrnoException & { port?: number };
	if (failed.code === 'EADDRINUSE') {
		return `Port ${failed.port} is in use. Choose other ports with --port N (now ${base}).`;
	}
	return `The simulator could not start: ${failed.message}`;
}

async function main(): Promise<void> {
	const base = readBasePort(process.argv.slice(2));
	if (base === undefined) {
		process.stderr.write(`Usage: simulator [--port N], with N from 1 to ${LAST_FIRST_PORT}\n`);
		process.exitCode = 1;
		return;
	}
	let simulator: Simulator;
	try {
		simulator = await startSimulator({ ports: portsFrom(base) });
	} catch (error) {
		process.stderr.write(`${whatWentWrong(error, base)}\n`);
		process.exitCode = 1;
		return;
	}
	process.stdout.write(describe(simulator));
	const end = () => void simulator.close();
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
}

if (require.main === module) void main();
