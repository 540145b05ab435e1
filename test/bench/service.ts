import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

import { startDelayProxy } from '../harness/delayProxy';
import { startSimulator, type SimulatorCredential } from '../simulator';
import type { SimulatorSettings } from '../simulator/options';

/** The stand-in of the service in a process of its own, so that its work is not counted. */
export interface Service {
	readonly credential: SimulatorCredential;
	/** Calls of each action since the last `forget`, accepted ones only. */
	counts(): Promise<Record<string, number>>;
	/** Calls since the last `forget` that came too fast. */
	refused(): Promise<number>;
	/** Messages in its queues, received or not. */
	queued(): Promise<number>;
	/** Back to an empty world: a long log would slow the stand-in down. */
	forget(): Promise<void>;
	stop(): Promise<void>;
}

/** What the service answers to calls that come too fast. */
const THROTTLED = 'System.LimitControl';

interface Question {
	readonly id: number;
	readonly ask: 'counts' | 'forget' | 'queued' | 'refused';
}

interface Answer {
	readonly id: number;
	readonly value: unknown;
}

/**
 * Starts the stand-in with these settings and waits until it listens.
 *
 * @param roundTripMs how far away it is; its control API stays near
 */
export async function startService(settings: SimulatorSettings, roundTripMs = 0): Promise<Service> {
	const given = [JSON.stringify(settings), String(roundTripMs)];
	const child = fork(join(__dirname, 'service.ts'), given, {
		execArgv: ['--require', require.resolve('tsx/cjs')],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	const waiting = new Map<number, (value: unknown) => void>();
	let nextId = 1;
	const answerTo = async (id: number): Promise<unknown> =>
		await new Promise((resolve) => waiting.set(id, resolve));
	child.on('message', ({ id, value }: Answer) => {
		waiting.get(id)?.(value);
		waiting.delete(id);
	});
	const ask = async (what: Question['ask']): Promise<unknown> => {
		const id = nextId++;
		const answer = answerTo(id);
		child.send({ id, ask: what });
		return await answer;
	};
	const credential = (await answerTo(0)) as SimulatorCredential;
	return {
		credential,
		counts: async () => (await ask('counts')) as Record<string, number>,
		refused: async () => (await ask('refused')) as number,
		queued: async () => (await ask('queued')) as number,
		forget: async () => void (await ask('forget')),
		stop: async () => await ended(child),
	};
}

async function ended(child: ChildProcess): Promise<void> {
	const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.disconnect();
	await exit;
}

/** The credential with each address behind a proxy. */
async function distant(
	credential: SimulatorCredential,
	roundTripMs: number,
): Promise<SimulatorCredential> {
	const moved = Object.entries(credential).map(async ([name, value]: [string, unknown]) => {
		const isAddress = name.endsWith('Endpoint') && typeof value === 'string' && value !== '';
		return [name, isAddress ? (await startDelayProxy(value, roundTripMs)).url : value] as const;
	});
	return Object.fromEntries(await Promise.all(moved)) as unknown as SimulatorCredential;
}

async function serve(settings: SimulatorSettings, roundTripMs: number): Promise<void> {
	const simulator = await startSimulator(settings);
	const tell = (answer: Answer) => process.send?.(answer);
	process.on('message', ({ id, ask }: Question) => {
		if (ask === 'forget') {
			simulator.control.reset();
			tell({ id, value: null });
			return;
		}
		if (ask === 'refused') {
			const tooFast = simulator.requests.filter(({ code }) => code === THROTTLED);
			tell({ id, value: tooFast.length });
			return;
		}
		if (ask === 'queued') {
			const { notifier } = simulator.world;
			const depths = notifier.queueNames().map((name) => notifier.viewQueue(name));
			const value = depths.reduce((sum, { active, inactive }) => sum + active + inactive, 0);
			tell({ id, value });
			return;
		}
		const counts: Record<string, number> = {};
		for (const { action, code } of simulator.requests) {
			if (code === 'OK') counts[action] = (counts[action] ?? 0) + 1;
		}
		tell({ id, value: counts });
	});
	process.on('disconnect', () => void simulator.close().then(() => process.exit(0)));
	const { credential } = simulator;
	tell({ id: 0, value: roundTripMs > 0 ? await distant(credential, roundTripMs) : credential });
}

if (require.main === module) {
	const [, , settings = '{}', roundTripMs = '0'] = process.argv;
	void serve(JSON.parse(settings) as SimulatorSettings, Number(roundTripMs));
}
