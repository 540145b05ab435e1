import { fork } from 'node:child_process';

import { startDelayProxy } from '../harness/delayProxy';
import { startTlsFront } from '../harness/tlsFront';
import type { SimulatorCredential } from '../simulator';

/** HTTPS over a distance, in a process of its own, so that its work is not counted. */
export interface Distance {
	readonly url: string;
	stop(): Promise<void>;
}

/** From Europe to Singapore, and within a region. */
export const FAR_MS = 170;
export const NEAR_MS = 50;

/** Starts HTTPS in front of a server, so many milliseconds away and back. */
export async function startDistance(target: string, roundTripMs: number): Promise<Distance> {
	const child = fork(__filename, [target, String(roundTripMs)], {
		execArgv: ['--require', require.resolve('tsx/cjs')],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const url = await new Promise<string>((resolve, reject) => {
		child.once('message', resolve);
		child.once('exit', () => reject(new Error('The distance could not be started')));
	});
	return {
		url,
		async stop() {
			const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
			child.disconnect();
			await exit;
		},
	};
}

/** Another way to the same service. */
export function over(distance: Distance, credential: SimulatorCredential): SimulatorCredential {
	return { ...credential, camsEndpoint: distance.url };
}

/** The folder of the certificate that this process trusts; see `scripts/bench.mjs`. */
function certificateFolder(): string {
	const folder = process.env.BENCH_CERTIFICATE;
	if (!folder) throw new Error('There is no certificate. Run: npm run bench');
	return folder;
}

async function serve(target: string, roundTripMs: number): Promise<void> {
	const front = await startTlsFront(target, certificateFolder());
	const { url } = await startDelayProxy(front.url, roundTripMs);
	process.on('disconnect', () => process.exit(0));
	process.send?.(url);
}

if (require.main === module) void serve(process.argv[2] ?? '', Number(process.argv[3]));
