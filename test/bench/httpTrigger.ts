import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient } from '../n8n/client';
import { findN8n } from '../n8n/installation';
import { installIntoN8n, pack } from '../n8n/packedPackage';
import { freePort } from '../n8n/ports';
import { startN8n } from '../n8n/server';
import { OWNER } from '../n8n/stage';
import { statusWorkflows, triggerWorkflow, webhookWorkflow } from './httpWorkflows';
import { costOf, otherProcess, type Row } from './measure';
import type { Section } from './report';

const ROUNDS = 3;
const REQUESTS = 80;
const PARALLEL = 8;
/** A campaign's receipts come from many servers at once; the first push waits for others. */
const STATUSES = 160;
const STATUSES_PARALLEL = 32;
const RUNS_END_MS = 1_000;
const LARGE = 100;

/**
 * As n8n ships, it starts a sandbox for expressions before every call of any node but its own Webhook
 * node, which takes longer than all that follows. With this it starts one when there is an
 * expression.
 */
const WHEN_NEEDED = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

type Environment = Readonly<Record<string, string>>;

const OWN_NODE = "n8n's Webhook node";

/** How fast a real n8n takes pushes, beside its own Webhook node in the same run. */
export async function benchHttpTrigger(): Promise<Section> {
	const { version } = findN8n();
	const shipped = await inN8n({});
	const whenNeeded = await inN8n(WHEN_NEEDED);
	const pushes = { unit: 'a second', atLeast: true, targetOf: 'ratio' } as const;
	return {
		title: `HTTP trigger in n8n ${version}`,
		rows: [
			{
				what: 'pushes, n8n as it ships',
				measured: shipped.one,
				rival: { name: OWN_NODE, measured: shipped.own },
				target: 0.95,
				...pushes,
			},
			{
				what: 'pushes, N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
				measured: whenNeeded.one,
				rival: { name: OWN_NODE, measured: whenNeeded.own },
				...pushes,
			},
			statuses('n8n as it ships', shipped.statuses, 1 / 0.95),
			statuses('N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true', whenNeeded.statuses),
			statuses('the same and an expression in the flow', whenNeeded.statusesWithExpression, 1 / 4),
			largePush('n8n as it ships', shipped),
			largePush('N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true', whenNeeded),
		],
	};
}

function statuses(how: string, { combined, own }: Statuses, target?: number): Row {
	return {
		what: `processor time of a status with Combine Pushes, ${how}`,
		measured: combined,
		rival: { name: OWN_NODE, measured: own },
		...(target === undefined ? {} : { target }),
		...{ unit: 'ms', targetOf: 'ratio' },
	};
}

function largePush(how: string, { one, large }: Rates): Row {
	return {
		what: `a push of ${LARGE} entries, ${how}`,
		measured: 1000 / large,
		rival: { name: 'of one entry', measured: 1000 / one },
		target: 3,
		targetOf: 'ratio',
		unit: 'ms',
	};
}

/** Processor time of a push of one status, by the trigger and by n8n's own node. */
interface Statuses {
	readonly combined: number;
	readonly own: number;
}

interface Rates {
	readonly own: number;
	readonly one: number;
	readonly large: number;
	readonly statuses: Statuses;
	readonly statusesWithExpression: Statuses;
}

/** Processor time of a push to the trigger alone, in an n8n with these settings. */
export async function pushCost(environment: Environment): Promise<number> {
	return await withN8n(environment, async (base, pid) => {
		const url = `${base}/bench-trigger/chat-app`;
		await rate(url, 1);
		const costs: number[] = [];
		for (let round = 0; round < ROUNDS; round++) {
			const { cpuMs } = await costOf(async () => {
				await rate(url, 1);
				await new Promise((resolve) => setTimeout(resolve, RUNS_END_MS));
			}, otherProcess(pid));
			costs.push(cpuMs / REQUESTS);
		}
		return Math.min(...costs);
	});
}

/** All figures of one n8n. */
export async function inN8n(environment: Environment): Promise<Rates> {
	return await withN8n(environment, measurePushes);
}

async function withN8n<T>(
	environment: Environment,
	measure: (base: string, pid: number) => Promise<T>,
): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-http-'));
	installIntoN8n(pack(folder), folder);
	const port = await freePort();
	const server = await startN8n(findN8n(), { userFolder: folder, port, environment });
	try {
		const n8n = new N8nClient(server);
		await n8n.signIn(OWNER);
		for (const file of [webhookWorkflow, triggerWorkflow, ...statusWorkflows]) {
			await n8n.publish(await n8n.putWorkflow(file, '', ''));
		}
		return await measure(`${server.url}/webhook`, server.pid);
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measurePushes(base: string, pid: number): Promise<Rates> {
	const own = `${base}/bench-plain`;
	const trigger = `${base}/bench-trigger/chat-app`;
	const rates = { own: 0, one: 0, large: 0 };
	await rate(own, 1);
	await rate(trigger, 1);
	// In turn, so that what else the machine does meets all of them.
	for (let round = 0; round < ROUNDS; round++) {
		rates.own = Math.max(rates.own, await rate(own, 1));
		rates.one = Math.max(rates.one, await rate(trigger, 1));
		rates.large = Math.max(rates.large, await rate(trigger, LARGE));
	}
	return {
		...rates,
		statuses: await statusCosts(base, pid, ''),
		statusesWithExpression: await statusCosts(base, pid, '-expression'),
	};
}

let pushed = 0;

/** Requests a second; each notification is a new one. */
async function rate(url: string, entries: number): Promise<number> {
	const bodies = Array.from({ length: REQUESTS }, () => bodyOf(entries));
	return await pushAll(url, bodies, PARALLEL);
}

/** In turn, so that what else the machine does meets both. */
async function statusCosts(base: string, pid: number, flow: string): Promise<Statuses> {
	const meter = otherProcess(pid);
	const cost = async (url: string): Promise<number> => {
		const { cpuMs } = await costOf(async () => {
			await pushAll(url, statusBodies(), STATUSES_PARALLEL);
			// Runs go on after the last answer.
			await new Promise((resolve) => setTimeout(resolve, RUNS_END_MS));
		}, meter);
		return cpuMs / STATUSES;
	};
	const urls = [`${base}/bench-combined${flow}/chat-app`, `${base}/bench-status${flow}`];
	const best = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	for (const url of urls) await cost(url);
	for (let round = 0; round < ROUNDS; round++) {
		for (const [index, url] of urls.entries()) {
			best[index] = Math.min(best[index] ?? Number.NaN, await cost(url));
		}
	}
	return { combined: best[0] ?? Number.NaN, own: best[1] ?? Number.NaN };
}

function statusBodies(): string[] {
	return Array.from({ length: STATUSES }, () =>
		JSON.stringify([
			{
				...{ MessageId: `wamid.${pushed++}`, From: '6531589000', To: '6591230001' },
				...{ Status: 'Delivered', Timestamp: 1_790_000_000_000, NoticeType: 'status' },
			},
		]),
	);
}

/** @returns requests a second */
async function pushAll(url: string, bodies: string[], parallel: number): Promise<number> {
	const { length } = bodies;
	const started = performance.now();
	const work = async (): Promise<void> => {
		for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
			const answer = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body,
			});
			const text = await answer.text();
			if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${text.slice(0, 200)}`);
		}
	};
	await Promise.all(Array.from({ length: parallel }, work));
	return (length / (performance.now() - started)) * 1000;
}

/** A push of inbound messages, each a new one. */
export function bodyOf(entries: number): string {
	return JSON.stringify(
		Array.from({ length: entries }, () => ({
			MessageId: `wamid.${pushed++}`,
			CustSpaceId: 'cams-8d2kq7h1pz',
			WabaId: '104857600001234',
			From: '6591230001',
			To: '6531589000',
			Timestamp: 1_790_000_000_000,
			Type: 'TEXT',
			Message: 'Where is my parcel?',
			Name: 'Mei',
			NoticeType: 'inbound',
		})),
	);
}
