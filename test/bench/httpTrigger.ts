import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient, type WorkflowFile } from '../n8n/client';
import { findN8n } from '../n8n/installation';
import { installIntoN8n, pack } from '../n8n/packedPackage';
import { freePort, startN8n } from '../n8n/server';
import type { Row } from './measure';
import type { Section } from './report';

const OWNER = {
	email: 'bench@example.com',
	firstName: 'Bench',
	lastName: 'Owner',
	password: 'Chat-App-Bench-1',
};
const ROUNDS = 3;
const REQUESTS = 200;
const PARALLEL = 8;
const LARGE = 100;

/** How fast a real n8n takes pushes, beside its own Webhook node in the same run. */
export async function benchHttpTrigger(): Promise<Section> {
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-http-'));
	const installation = findN8n();
	installIntoN8n(pack(folder), folder);
	const server = await startN8n(installation, { userFolder: folder, port: await freePort() });
	try {
		const n8n = new N8nClient(server);
		await n8n.signIn(OWNER);
		for (const file of [webhookWorkflow, triggerWorkflow]) {
			await n8n.publish(await n8n.putWorkflow(file, '', ''));
		}
		const rows = await measurePushes(`${server.url}/webhook`);
		return { title: `HTTP trigger in n8n ${installation.version}`, rows };
	} finally {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measurePushes(base: string): Promise<Row[]> {
	const own = `${base}/bench-plain`;
	const trigger = `${base}/bench-trigger/chat-app`;
	const rates = { own: [] as number[], one: [] as number[], large: [] as number[] };
	await rate(own, 1);
	await rate(trigger, 1);
	// In turn, so that what else the machine does meets all of them.
	for (let round = 0; round < ROUNDS; round++) {
		rates.own.push(await rate(own, 1));
		rates.one.push(await rate(trigger, 1));
		rates.large.push(await rate(trigger, LARGE));
	}
	const [ownRate, oneRate, largeRate] = [rates.own, rates.one, rates.large].map((all) =>
		Math.max(...all),
	) as [number, number, number];
	return [
		{ what: "pushes to n8n's own Webhook node", measured: ownRate, unit: 'a second' },
		{ what: 'pushes of one entry to the trigger', measured: oneRate, unit: 'a second' },
		{
			what: "share of the Webhook node's rate",
			measured: oneRate / ownRate,
			target: 0.9,
			atLeast: true,
			unit: 'times',
		},
		{
			what: `cost of a push of ${LARGE} entries`,
			measured: oneRate / largeRate,
			target: 3,
			unit: 'times one',
		},
	];
}

let pushed = 0;

/** Requests a second; each notification is a new one. */
async function rate(url: string, entries: number): Promise<number> {
	const bodies = Array.from({ length: REQUESTS }, () => bodyOf(entries));
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
	await Promise.all(Array.from({ length: PARALLEL }, work));
	return (REQUESTS / (performance.now() - started)) * 1000;
}

function bodyOf(entries: number): string {
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

function workflowOf(name: string, type: string, version: number, parameters: object): WorkflowFile {
	return {
		name: `Bench ${name}`,
		nodes: [
			{
				...{ id: name, name: 'Start', type, typeVersion: version, position: [0, 0] },
				parameters: parameters as Record<string, unknown>,
				webhookId: `bench-${name}`,
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}

const webhookWorkflow = workflowOf('plain', 'n8n-nodes-base.webhook', 2, {
	httpMethod: 'POST',
	path: 'bench-plain',
	responseMode: 'onReceived',
	options: {},
});

const triggerWorkflow = workflowOf(
	'trigger',
	'n8n-nodes-alibabacloud-chatapp.chatAppTrigger',
	1,
	{},
);
