import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { Scene } from '../e2e/scaledOut/scene';
import { sendingTo } from '../e2e/scaledOut/workflows';
import { chain, httpTrigger, node, queueTrigger } from '../e2e/workflows';
import { countQueued } from '../e2e/inboundQueue';
import { eventually } from '../n8n/eventually';
import { findN8n } from '../n8n/installation';
import { type Costs, familyCosts, PROGRAMS } from './processFamily';

/*
 * What a message and a status cost each program of n8n in queue mode: one main, one webhook process,
 * two workers, Redis and PostgreSQL, on this machine. docs/several-processes.md computes larger ones.
 */

const MEASURED = join(__dirname, '..', '..', 'docs', 'several-processes.json');

const SENDS = 1_000;
const PUSHES = 200;
const COMBINED = 1_200;
const QUEUED = 200;
const PARALLEL = 32;
const FLOWS = ['one', 'two'];

/** As docker/compose.yaml sets it. */
const ENVIRONMENT = {
	N8N_EXPRESSION_ENGINE: 'vm',
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
	DB_POSTGRESDB_POOL_SIZE: '8',
};

/**
 * Windows without work: what n8n does all the time is not part of the costs. The quietest counts for
 * each program, because after its start n8n still has things to do now and then.
 */
const IDLE_MS = 5_000;
const IDLE_WINDOWS = 5;
const QUIET_MS = 2_000;
/** Of one processor, in all programs together. */
const QUIET = 0.25;

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
const say = (line: string) => process.stdout.write(`${line}\n`);

function difference(after: Costs, before: Costs): Costs {
	const entries = PROGRAMS.map((name) => [name, after[name] - before[name]] as const);
	return Object.fromEntries(entries) as Costs;
}

/** Waits until all runs of n8n are over. */
async function quiet(): Promise<void> {
	await eventually(
		'The end of all runs',
		async () => {
			const first = familyCosts();
			await pause(QUIET_MS);
			const used = difference(familyCosts(), first);
			const share = PROGRAMS.reduce((sum, name) => sum + used[name], 0) / QUIET_MS;
			return share < QUIET || undefined;
		},
		120_000,
	);
}

/** What each program takes in `IDLE_MS` without work. */
async function idleCosts(): Promise<Costs> {
	const windows: Costs[] = [];
	for (let count = 0; count < IDLE_WINDOWS; count++) {
		const before = familyCosts();
		await pause(IDLE_MS);
		windows.push(difference(familyCosts(), before));
	}
	const least = PROGRAMS.map((name) => [name, Math.min(...windows.map((one) => one[name]))]);
	return Object.fromEntries(least) as Costs;
}

/** Runs the work and waits until all runs of n8n are over. @returns cost of each of `count` things */
async function costOfEach(count: number, idle: Costs, work: () => Promise<void>): Promise<Costs> {
	const before = familyCosts();
	const begun = performance.now();
	await work();
	await quiet();
	const seconds = (performance.now() - begun) / 1000;
	const costs = difference(familyCosts(), before);
	const each = PROGRAMS.map((name) => {
		const own = Math.max(0, costs[name] - (idle[name] / IDLE_MS) * 1000 * seconds);
		return [name, Number((own / count).toFixed(3))] as const;
	});
	return Object.fromEntries(each) as Costs;
}

let pushed = 0;

async function pushAll(url: string, count: number): Promise<void> {
	let left = count;
	const work = async (): Promise<void> => {
		while (left-- > 0) {
			const MessageId = `wamid.${pushed++}`;
			const status = { MessageId, To: '6591230001', Status: 'Delivered', NoticeType: 'status' };
			const answer = await fetch(url, { method: 'POST', body: JSON.stringify([status]) });
			if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${await answer.text()}`);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, work));
}

const next = () => node('Next', 'n8n-nodes-base.noOp', 1, {});

async function measure(scene: Scene): Promise<Record<string, Costs>> {
	const { fleet, simulator } = scene;
	const statuses = async (name: string, options: object): Promise<string> => {
		const trigger = httpTrigger({ events: ['status'], options });
		const url = fleet.webhookUrl(`${trigger.webhookId ?? ''}/chat-app`);
		await scene.publish(chain(name, [trigger, next()]), url);
		return url;
	};
	const unpaced = { requestsPerSecond: 0, maxConcurrency: 50 };
	const sends = await Promise.all(
		FLOWS.map(async (name) => {
			const url = fleet.webhookUrl(`bench-${name}`);
			await scene.publish(sendingTo(`Sends ${name}`, `bench-${name}`, unpaced), url);
			return url;
		}),
	);
	const plain = await statuses('Plain', {});
	const combined = await statuses('Combined', { combinePushes: true });
	let people = 0;
	const send = async (count: number): Promise<void> => {
		await Promise.all(
			sends.map(async (url) => {
				const list = Array.from({ length: count }, () => ({
					phone: `+659${1_000_000 + people++}`,
				}));
				const answer = await fetch(url, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ people: list }),
				});
				if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${await answer.text()}`);
			}),
		);
	};
	say('Warming up ...');
	await send(300);
	await pushAll(plain, 60);
	await pushAll(combined, 60);
	await quiet();
	const idle = await idleCosts();
	const results: Record<string, Costs> = {};
	const each = async (name: string, count: number, work: () => Promise<void>): Promise<void> => {
		results[name] = await costOfEach(count, idle, work);
		say(`${name}: ${JSON.stringify(results[name])} ms each`);
	};
	await each('send', SENDS * FLOWS.length, async () => await send(SENDS));
	await each('push', PUSHES, async () => await pushAll(plain, PUSHES));
	await each('combinedPush', COMBINED, async () => await pushAll(combined, COMBINED));
	await scene.publish(chain('Queue', [queueTrigger({}), next()]));
	await each('queued', QUEUED, async () => {
		for (let count = 0; count < QUEUED; count++) {
			simulator.control.reply({ user: '6591230001', to: '6531589000', text: `number ${count}` });
		}
		const empty = () => Promise.resolve(countQueued(simulator) === 0 || undefined);
		await eventually('The end of the queue', empty, 120_000);
	});
	return results;
}

async function main(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-processes-'));
	const settings = {
		requestsPerSecond: { SendChatappMessage: 0, GetChatappTemplateDetail: 0 },
		delivery: { sentMs: null, deliveredMs: null, readMs: null },
		latencyMs: 20,
	};
	say('Starting n8n in queue mode ...');
	const scene = await Scene.set(folder, settings, ENVIRONMENT);
	try {
		const costs = await measure(scene);
		const measured = {
			date: new Date().toISOString().slice(0, 10),
			machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
			n8n: findN8n().version,
			costs,
		};
		writeFileSync(MEASURED, `${JSON.stringify(measured, null, 2)}\n`);
	} finally {
		await scene.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

main()
	.then(() => process.exit(0))
	.catch((error: Error) => {
		process.stderr.write(`Error: ${error.stack ?? error.message}\n`);
		process.exit(1);
	});
