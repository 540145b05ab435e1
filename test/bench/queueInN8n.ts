import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient, type WorkflowFile } from '../n8n/client';
import { findN8n } from '../n8n/installation';
import { installIntoN8n, pack } from '../n8n/packedPackage';
import { freePort } from '../n8n/ports';
import { startN8n } from '../n8n/server';
import { OWNER } from '../n8n/stage';
import type { Row } from './measure';
import { depth, fill, type Stand, startStand, STATUS_QUEUE } from './queueStand';
import type { Section } from './report';
import { DISTANT_MS, ONE_EACH, statusTrigger, untilEmpty } from './statusQueue';

const MESSAGES = 10_000;
/** The way before takes tens of milliseconds for each, however many there are. */
const ONE_EACH_MESSAGES = 300;
/** The first runs of n8n take longer than all others. */
const WARM_UP = 30;

/** Statuses of a queue with their runs, in n8n as it ships and with the default settings. */
export async function benchQueueInN8n(
	messages = MESSAGES,
	oneEach = ONE_EACH_MESSAGES,
): Promise<Section> {
	const { version } = findN8n();
	const near = await inN8n(0, messages, oneEach);
	const distant = await inN8n(DISTANT_MS, messages, oneEach);
	const row = (what: string, { shared, each }: Rates, target: number): Row => ({
		...{ what, measured: shared, rival: { name: 'one run for each', measured: each } },
		...{ target, atLeast: true, unit: 'a second' },
	});
	return {
		title: `Queue trigger in n8n ${version}`,
		rows: [
			row('statuses with their runs, near', near, 1_000),
			row(`statuses with their runs, at ${DISTANT_MS} ms`, distant, 400),
		],
	};
}

interface Rates {
	readonly shared: number;
	readonly each: number;
}

async function inN8n(roundTripMs: number, messages: number, oneEach: number): Promise<Rates> {
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-queue-'));
	installIntoN8n(pack(folder), folder);
	const stand = await startStand(roundTripMs);
	const server = await startN8n(findN8n(), { userFolder: folder, port: await freePort() });
	try {
		const n8n = new N8nClient(server);
		await n8n.signIn(OWNER);
		const { credential } = stand.service;
		const name = 'Alibaba Cloud';
		const id = await n8n.putCredential(name, 'alibabaCloudApi', credential);
		const put = async (file: WorkflowFile) => await n8n.putWorkflow(file, id, name);
		const [shared, each] = [
			await put(workflowOf('shared', {})),
			await put(workflowOf('each', ONE_EACH)),
		];
		await drain(stand, n8n, each, WARM_UP);
		await drain(stand, n8n, shared, WARM_UP);
		return {
			each: await drain(stand, n8n, each, oneEach),
			shared: await drain(stand, n8n, shared, messages),
		};
	} finally {
		await server.stop();
		await stand.service.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Messages a second, from the first one that is received until all ran and were deleted. */
async function drain(stand: Stand, n8n: N8nClient, id: string, messages: number): Promise<number> {
	await fill(stand, 'status', messages);
	const published = n8n.publish(id);
	let begun = performance.now();
	while ((await stand.service.counts()).BatchReceiveMessage === undefined) {
		begun = performance.now();
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	await untilEmpty(stand);
	const ms = performance.now() - begun;
	await published;
	await n8n.unpublish(id);
	// A service that is told later that nobody waits any more would hand its messages to nobody.
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	const left = await depth(stand, STATUS_QUEUE);
	if (left > 0) throw new Error(`${left} messages came again`);
	return (messages / ms) * 1000;
}

/** Statuses of their queue, and a node that gets them. */
export function workflowOf(name: string, changes: object): WorkflowFile {
	const node = (label: string, type: string, typeVersion: number, parameters: object) => ({
		...{ id: label, name: label, type, typeVersion, position: [0, 0] },
		parameters: parameters as Record<string, unknown>,
	});
	return {
		name: `Bench statuses ${name}`,
		nodes: [
			{
				...node(
					'Statuses',
					'n8n-nodes-alibabacloud-chatapp.chatAppQueueTrigger',
					1,
					statusTrigger(changes),
				),
				credentials: { alibabaCloudApi: { id: '', name: '' } },
			},
			node('Done', 'n8n-nodes-base.noOp', 1, {}),
		],
		connections: { Statuses: { main: [[{ node: 'Done', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
