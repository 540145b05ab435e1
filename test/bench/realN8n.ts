import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient } from '../n8n/client';
import { findN8n } from '../n8n/installation';
import { installIntoN8n, pack } from '../n8n/packedPackage';
import { freePort } from '../n8n/ports';
import { startN8n } from '../n8n/server';
import { OWNER } from '../n8n/stage';
import { FAR_MS, NEAR_MS, over, startDistance } from './distance';
import { AT_ONCE, FAR_TARGET_MS } from './farSending';
import { startGraph } from './graph';
import { idleRate, otherProcess, type Row } from './measure';
import { N8nBench, type NodeCost } from './n8nBench';
import type { Section } from './report';
import { startService, type Service } from './service';
import { BY_WHATSAPP_NODE, LATENCY_MS, LIMITED, PACED, RECIPIENTS } from './workload';
import { sending, SENDS, SERVICE, UNPACED } from './workload';

const IDLE_MS = 4000;
const RIVAL = "n8n's WhatsApp node";
const OWN_TYPE = 'n8n-nodes-alibabacloud-chatapp.chatApp';

/** The same sends in an n8n with the packed package, each run started by a web hook. */
export async function benchRealN8n(): Promise<Section> {
	const folder = mkdtempSync(join(tmpdir(), 'chat-app-bench-n8n-'));
	const installation = findN8n();
	installIntoN8n(pack(folder), folder);
	const service = await startService(SERVICE);
	const limited = await startService(LIMITED);
	const graph = await startGraph(LATENCY_MS);
	const server = await startN8n(installation, {
		userFolder: folder,
		port: await freePort(),
		environment: { N8N_PAYLOAD_SIZE_MAX: '64', ...graph.environment },
	});
	try {
		const n8n = new N8nClient(server);
		await n8n.signIn(OWNER);
		const bench = new N8nBench(n8n, server.url, otherProcess(server.pid));
		const rows = await measureAll(bench, service, limited);
		const far = await measureFar(bench);
		return { title: `n8n ${installation.version}`, rows: [...rows, ...far] };
	} finally {
		await server.stop();
		await Promise.all([service.stop(), limited.stop(), graph.stop()]);
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measureAll(bench: N8nBench, service: Service, limited: Service): Promise<Row[]> {
	const forget = async (): Promise<void> => {
		await Promise.all([service.forget(), limited.forget()]);
	};
	const own = (name: string, at: Service, parameters: object, count = SENDS) => ({
		...{ name, count, nodeType: OWN_TYPE, typeVersion: 1, parameters, prepare: forget },
		credential: { type: 'alibabaCloudApi', data: at.credential },
	});
	const [unpaced, paced, bulk, rival] = await bench.addAll([
		own('unpaced', service, sending('sendTemplate', UNPACED)),
		own('paced', limited, sending('sendTemplate', PACED)),
		own('bulk', limited, sending('sendBulk', {}), RECIPIENTS),
		{
			...{ name: 'rival', count: SENDS, nodeType: 'n8n-nodes-base.whatsApp', typeVersion: 1.1 },
			...{ parameters: BY_WHATSAPP_NODE, prepare: forget },
			credential: {
				type: 'whatsAppApi',
				data: { accessToken: 'bench-token', businessAccountId: '104857600001234' },
			},
		},
	]);
	if (!unpaced || !paced || !bulk || !rival) throw new Error('A workflow is missing');

	await bench.run(unpaced);
	const idle = await idleRate(bench.meter, IDLE_MS);
	// n8n may tidy up its heap during a run, so that of several the one that grew most counts.
	const first = await bench.run(bulk);
	const bulkCost = await bench.best(bulk);
	const grownMb = Math.max(first.peakMb, bulkCost.peakMb);
	await bench.run(rival);
	// The last run is one of the package, whose calls are counted after it.
	const [rivalCost, unpacedCost] = await bench.bestInTurn([rival, unpaced]);
	const details = (await service.counts()).GetChatappTemplateDetail ?? Number.NaN;
	const pacedCost = await bench.best(paced);
	if (!unpacedCost || !rivalCost) throw new Error('A run is missing');

	const cpuOf = ({ cpuMs, ms }: NodeCost) => (cpuMs - (idle * ms) / 1000) / SENDS;
	const rateOf = ({ nodeMs }: NodeCost) => (SENDS / nodeMs) * 1000;
	return [
		{
			what: '1,000 template sends at 250 a second',
			measured: pacedCost.nodeMs,
			rival: { name: RIVAL, measured: rivalCost.nodeMs },
			target: 4400,
			unit: 'ms',
		},
		{
			what: 'template sends without pacing',
			measured: rateOf(unpacedCost),
			rival: { name: RIVAL, measured: rateOf(rivalCost) },
			target: 500,
			atLeast: true,
			unit: 'a second',
		},
		{
			what: 'processor time of a send',
			measured: cpuOf(unpacedCost),
			rival: { name: RIVAL, measured: cpuOf(rivalCost) },
			target: 0.75,
			unit: 'ms',
		},
		{ what: 'template detail calls of 1,000 sends', measured: details, target: 1, unit: 'calls' },
		{
			what: '10,000 recipients in bulk',
			measured: bulkCost.nodeMs,
			target: 1.3 * (1000 + LATENCY_MS),
			unit: 'ms',
		},
		{ what: 'memory of 10,000 recipients', measured: grownMb, target: 120, unit: 'MB' },
	];
}

/** As a campaign over a real distance: HTTPS, and the settings that a new node has. */
async function measureFar(bench: N8nBench): Promise<Row[]> {
	const service = await startService(AT_ONCE);
	const { credential, forget: prepare } = service;
	const rows: Row[] = [];
	try {
		for (const roundTripMs of [0, NEAR_MS, FAR_MS]) {
			const distance = await startDistance(credential.camsEndpoint, roundTripMs);
			const options = roundTripMs === 0 ? UNPACED : PACED;
			const [flow] = await bench.addAll([
				{
					...{ name: `far-${roundTripMs}`, nodeType: OWN_TYPE, typeVersion: 1, prepare },
					...{ count: SENDS, parameters: sending('sendTemplate', options) },
					credential: { type: 'alibabaCloudApi', data: over(distance, credential) },
				},
			]);
			try {
				if (!flow) throw new Error('The workflow is missing');
				await bench.run(flow);
				const { nodeMs, cpuMs } = await bench.best(flow);
				rows.push(
					roundTripMs === 0
						? {
								...{ what: 'processor time of a send, HTTPS', measured: cpuMs / SENDS },
								...{ target: 1.7, unit: 'ms' },
							}
						: {
								what: `1,000 template sends at 250 a second, HTTPS at ${roundTripMs} ms, default settings`,
								...{ measured: nodeMs, target: FAR_TARGET_MS, unit: 'ms' },
							},
				);
			} finally {
				await distance.stop();
			}
		}
	} finally {
		await service.stop();
	}
	return rows;
}
