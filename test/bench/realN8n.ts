import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient, type Execution, type WorkflowFile } from '../n8n/client';
import { findN8n } from '../n8n/installation';
import { installIntoN8n, pack } from '../n8n/packedPackage';
import { freePort, startN8n } from '../n8n/server';
import { costOf, idleRate, otherProcess, type Cost, type Meter, type Row } from './measure';
import type { Section } from './report';
import { startService, type Service } from './service';
import { LATENCY_MS, LIMITED, PACED, people, RECIPIENTS, sending, SENDS } from './workload';
import { SERVICE, UNPACED } from './workload';

const OWNER = {
	email: 'bench@example.com',
	firstName: 'Bench',
	lastName: 'Owner',
	password: 'Chat-App-Bench-1',
};
const IDLE_MS = 4000;
const RUNS = 3;

/** The same sends in an n8n with the packed package, each run started by a web hook. */
export async function benchRealN8n(): Promise<Section> {
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-n8n-'));
	const installation = findN8n();
	installIntoN8n(pack(folder), folder);
	const service = await startService(SERVICE);
	const limited = await startService(LIMITED);
	const server = await startN8n(installation, {
		userFolder: folder,
		port: await freePort(),
		environment: { N8N_PAYLOAD_SIZE_MAX: '64' },
	});
	try {
		const n8n = new N8nClient(server);
		await n8n.signIn(OWNER);
		const bench = new Bench(n8n, server.url, otherProcess(server.pid));
		const rows = await measureAll(bench, service, limited);
		return { title: `n8n ${installation.version}`, rows };
	} finally {
		await server.stop();
		await Promise.all([service.stop(), limited.stop()]);
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measureAll(bench: Bench, service: Service, limited: Service): Promise<Row[]> {
	await bench.add('warm', service, sending('sendTemplate', UNPACED));
	await bench.add('unpaced', service, sending('sendTemplate', UNPACED));
	await bench.add('paced', limited, sending('sendTemplate', PACED));
	await bench.add('bulk', limited, sending('sendBulk', {}));
	await bench.run('warm', service, SENDS);
	const idle = await idleRate(bench.meter, IDLE_MS);
	const unpaced = await bench.best('unpaced', service, SENDS);
	const details = (await service.counts()).GetChatappTemplateDetail ?? 0;
	const paced = await bench.best('paced', limited, SENDS);
	const bulk = await bench.best('bulk', limited, RECIPIENTS);
	const cpu = (unpaced.cpuMs - (idle * unpaced.ms) / 1000) / SENDS;
	return [
		{
			what: '1,000 template sends at 250 a second',
			measured: paced.nodeMs,
			target: 4400,
			unit: 'ms',
		},
		{
			what: '1,000 template sends without pacing',
			measured: (SENDS / unpaced.nodeMs) * 1000,
			target: 500,
			atLeast: true,
			unit: 'a second',
		},
		{ what: 'processor time of a send', measured: cpu, target: 1.6, unit: 'ms' },
		{ what: 'template detail calls of 1,000 sends', measured: details, target: 1, unit: 'calls' },
		{
			what: '10,000 recipients in bulk',
			measured: bulk.nodeMs,
			target: 1.3 * (1000 + LATENCY_MS),
			unit: 'ms',
		},
		{ what: 'memory of 10,000 recipients', measured: bulk.peakMb, target: 120, unit: 'MB' },
	];
}

interface NodeCost extends Cost {
	/** What n8n says the node took. */
	readonly nodeMs: number;
}

/** Workflows of web hook, list and node, and what running them costs n8n. */
class Bench {
	private readonly ids = new Map<string, string>();

	constructor(
		private readonly n8n: N8nClient,
		private readonly url: string,
		readonly meter: Meter,
	) {}

	async add(name: string, service: Service, parameters: object): Promise<void> {
		const credential = `credential of ${name}`;
		const id = await this.n8n.putCredential(credential, 'alibabaCloudApi', service.credential);
		const workflowId = await this.n8n.putWorkflow(workflowOf(name, parameters), id, credential);
		await this.n8n.publish(workflowId);
		this.ids.set(name, workflowId);
	}

	async best(name: string, service: Service, count: number): Promise<NodeCost> {
		const costs: NodeCost[] = [];
		for (let run = 0; run < RUNS; run++) costs.push(await this.run(name, service, count));
		return {
			ms: Math.min(...costs.map(({ ms }) => ms)),
			cpuMs: Math.min(...costs.map(({ cpuMs }) => cpuMs)),
			peakMb: Math.min(...costs.map(({ peakMb }) => peakMb)),
			nodeMs: Math.min(...costs.map(({ nodeMs }) => nodeMs)),
		};
	}

	async run(name: string, service: Service, count: number): Promise<NodeCost> {
		await service.forget();
		await new Promise((resolve) => setTimeout(resolve, 1500));
		const cost = await costOf(async () => {
			const answer = await fetch(`${this.url}/webhook/bench-${name}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ people: people(count) }),
			});
			const text = await answer.text();
			if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${text.slice(0, 500)}`);
		}, this.meter);
		const [execution] = await this.n8n.executions(this.ids.get(name) ?? '');
		return { ...cost, nodeMs: nodeTime(execution, count) };
	}
}

function nodeTime(execution: Execution | undefined, count: number): number {
	const [run] = execution?.data?.resultData.runData.Send ?? [];
	const items = run?.data?.main?.[0]?.length ?? 0;
	if (items !== count) {
		const reason = execution?.data?.resultData.error?.message ?? 'no error';
		throw new Error(`${items} of ${count} items came back from n8n: ${reason}`);
	}
	return Number((run as { executionTime?: number }).executionTime);
}

function workflowOf(name: string, parameters: object): WorkflowFile {
	const node = (nodeName: string, type: string, typeVersion: number, own: object) => ({
		...{ id: nodeName, name: nodeName, type, typeVersion, position: [0, 0] },
		parameters: own as Record<string, unknown>,
	});
	const to = (target: string) => ({ main: [[{ node: target, type: 'main', index: 0 }]] });
	return {
		name: `Bench ${name}`,
		nodes: [
			{
				...node('Start', 'n8n-nodes-base.webhook', 2, {
					...{ httpMethod: 'POST', path: `bench-${name}`, responseMode: 'lastNode' },
					responseData: 'noData',
				}),
				webhookId: `bench-${name}`,
			},
			node('People', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.people', options: {} }),
			{
				...node('Send', 'n8n-nodes-alibabacloud-chatapp.chatApp', 1, parameters),
				credentials: { alibabaCloudApi: { id: '', name: '' } },
			},
		],
		connections: { Start: to('People'), People: to('Send') },
		settings: { executionOrder: 'v1' },
	};
}
