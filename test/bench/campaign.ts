import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient } from '../n8n/client';
import { findN8n } from '../n8n/installation';
import { installIntoN8n, pack } from '../n8n/packedPackage';
import { freePort } from '../n8n/ports';
import { startN8n } from '../n8n/server';
import { OWNER } from '../n8n/stage';
import { bodyOf } from './httpTrigger';
import { triggerWorkflow } from './httpWorkflows';
import { otherProcess, type Row } from './measure';
import { N8nBench } from './n8nBench';
import { workflowOf } from './queueInN8n';
import { startStand } from './queueStand';
import type { Section } from './report';
import type { Service } from './service';
import { DISTANT_MS } from './statusQueue';
import { PACED, sending } from './workload';

const SENDS = 10_000;
/** Sent, delivered and read of each message, as fast as a service can have them. */
const DELIVERY = { sentMs: 100, deliveredMs: 300, readMs: 1_000 };
const STATUSES_OF_ONE = Object.keys(DELIVERY).length;
/** What people write meanwhile comes by HTTP. */
const PUSH_EVERY_MS = 1_000;
/** The service gives up on a push after three seconds, and pushes again. */
const LATE_MS = 3_000;
const LOOK_EVERY_MS = 250;
/** Longer than the last status of a message takes. */
const QUIET_MS = 3_000;

/**
 * A campaign of 10,000 messages and its 30,000 statuses in one n8n as it ships, and the messages that
 * people write meanwhile. One node sends at the documented 250 a second, one trigger reads the queue
 * of statuses with its default settings, and one gets inbound messages by HTTP, one push a second.
 */
export async function benchCampaign(sends = SENDS): Promise<Section> {
	const { version } = findN8n();
	const near = await campaign(0, sends);
	const distant = await campaign(DISTANT_MS, sends);
	const rows = (where: string, measured: Campaign, targetMs: number): Row[] => [
		{ what: `sends of a campaign, ${where}`, measured: measured.sendsMs, unit: 'ms' },
		{
			what: `from its first send to the end of the run of its last status, ${where}`,
			measured: measured.statusesMs,
			...{ target: targetMs, unit: 'ms' },
		},
		{
			what: `of ${measured.pushes} pushes meanwhile, answered after ${LATE_MS / 1000} seconds, ${where}`,
			measured: measured.late,
			unit: 'pushes',
		},
		{ what: `longest of these answers, ${where}`, measured: measured.longestMs, unit: 'ms' },
	];
	const title = `${sends.toLocaleString('en-GB')} sends and ${(sends * STATUSES_OF_ONE).toLocaleString('en-GB')} statuses in n8n ${version}`;
	return {
		title,
		rows: [...rows('near', near, 60_000), ...rows(`at ${DISTANT_MS} ms`, distant, 90_000)],
	};
}

interface Campaign {
	/** What n8n says the sending node took. */
	readonly sendsMs: number;
	/** From the start of the sending run until no status was left to run. */
	readonly statusesMs: number;
	readonly pushes: number;
	readonly late: number;
	readonly longestMs: number;
}

async function campaign(roundTripMs: number, sends: number): Promise<Campaign> {
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-campaign-'));
	installIntoN8n(pack(folder), folder);
	const stand = await startStand(roundTripMs, { delivery: DELIVERY });
	const server = await startN8n(findN8n(), {
		userFolder: folder,
		port: await freePort(),
		environment: { N8N_PAYLOAD_SIZE_MAX: '64' },
	});
	try {
		const n8n = new N8nClient(server);
		await n8n.signIn(OWNER);
		const { credential } = stand.service;
		const name = 'Alibaba Cloud';
		const id = await n8n.putCredential(name, 'alibabaCloudApi', credential);
		const bench = new N8nBench(n8n, server.url, otherProcess(server.pid));
		const [flow, warmUp] = await bench.addAll(
			[sends, 300].map((count) => ({
				...{ name: `campaign-${count}`, count },
				...{ nodeType: 'n8n-nodes-alibabacloud-chatapp.chatApp', typeVersion: 1 },
				parameters: sending('sendTemplate', PACED),
				credential: { type: 'alibabaCloudApi', data: credential },
				prepare: async () => await Promise.resolve(),
			})),
		);
		if (!flow || !warmUp) throw new Error('A workflow is missing');
		for (const file of [triggerWorkflow, workflowOf('campaign', {})]) {
			await n8n.publish(await n8n.putWorkflow(file, id, name));
		}
		await bench.run(warmUp);
		await watch(stand.service).whenDone();
		const pushes = pushEverySecond(`${server.url}/webhook/bench-trigger/chat-app`);
		const begun = performance.now();
		const statuses = watch(stand.service);
		const { nodeMs } = await bench.run(flow);
		const statusesMs = (await statuses.whenDone()) - begun;
		const answers = await pushes.stop();
		return {
			...{ sendsMs: nodeMs, statusesMs, pushes: answers.length },
			late: answers.filter((ms) => ms > LATE_MS).length,
			longestMs: Math.max(...answers),
		};
	} finally {
		await server.stop();
		await stand.service.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

interface Watch {
	/** Once nothing came for longer than a status takes: when the queues got empty. */
	whenDone(): Promise<number>;
}

/** Looks at the queues of the service while its statuses come and go. */
function watch(service: Service): Watch {
	let [lastFull, isEnding] = [performance.now(), false];
	const watching = (async () => {
		while (!isEnding || performance.now() - lastFull < QUIET_MS) {
			await sleep(LOOK_EVERY_MS);
			if ((await service.queued()) > 0) lastFull = performance.now();
		}
	})();
	return {
		whenDone: async () => {
			isEnding = true;
			await watching;
			return lastFull;
		},
	};
}

/** Pushes one message a second, and keeps how long each answer took. */
function pushEverySecond(url: string): { stop(): Promise<number[]> } {
	const answers: Array<Promise<number>> = [];
	const push = async (): Promise<number> => {
		const begun = performance.now();
		const headers = { 'content-type': 'application/json' };
		const answer = await fetch(url, { method: 'POST', headers, body: bodyOf(1) });
		const text = await answer.text();
		if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${text.slice(0, 200)}`);
		return performance.now() - begun;
	};
	const timer = setInterval(() => answers.push(push()), PUSH_EVERY_MS);
	return {
		stop: async () => {
			clearInterval(timer);
			return await Promise.all(answers);
		},
	};
}

const sleep = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));
