import '../harness/environment';
import 'reflect-metadata';

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { IHttpRequestOptions } from 'n8n-workflow';

import { findN8n } from '../n8n/installation';
import { startDistance } from './distance';
import { startGraph } from './graph';
import { pushCost } from './httpTrigger';
import { compareResults, withKnownFields } from './knownFields';
import { costOf, median, type Row } from './measure';
import { table } from './report';
import { comparedNodes, costsOfNodes } from './workflowCost';

/*
 * What n8n itself could change, and what that gives: the proof of docs/upstream.md. The changes are
 * made in memory; nothing of the installed n8n is touched.
 */

const CALLS = 200;
const CONCURRENCY = 10;
const WARM_UP = 4;
const ROUNDS = 9;
const PROPOSED = 'as proposed';

interface Agents {
	readonly httpAgent: unknown;
	readonly httpsAgent: unknown;
}
type BuildAgents = (proxy: unknown, ssrf: unknown, options?: object) => Agents;

interface OutboundHttp {
	requests(): { request(options: IHttpRequestOptions): Promise<unknown> };
}

const requireOfN8n = createRequire(require.resolve('n8n-core'));
const network = requireOfN8n.resolve('@n8n/backend-network');
const { Container } = requireOfN8n('@n8n/di') as {
	Container: { get(type: unknown): OutboundHttp };
};
const backend = requireOfN8n('@n8n/backend-network') as { OutboundHttp: unknown };
const nodeAgents = requireOfN8n(join(dirname(network), 'http', 'node-agents.js')) as {
	buildNodeAgents: BuildAgents;
};
const { version } = requireOfN8n(join(dirname(network), '..', 'package.json')) as {
	version: string;
};

const build = nodeAgents.buildNodeAgents;

/** The change of the first text: one pair of agents per proxy, protection and options. */
function keptAgents(): BuildAgents {
	const MOST_KEPT = 64;
	const kept = new Map<string, Agents>();
	return (proxy, ssrf, options = {}) => {
		const key = JSON.stringify([proxy, ssrf !== 'disabled', options]);
		const known = kept.get(key);
		if (known !== undefined) return known;
		const agents = build(proxy, ssrf, { ...options, keepAlive: true });
		if (kept.size < MOST_KEPT) kept.set(key, agents);
		return agents;
	};
}

async function callsCost(url: string): Promise<number> {
	const http = Container.get(backend.OutboundHttp).requests();
	const body = JSON.stringify({ to: '6591230001', type: 'template', template: 'order_update' });
	const headers = { 'content-type': 'application/json' };
	let left = CALLS;
	const work = async (): Promise<void> => {
		while (left-- > 0) await http.request({ url, method: 'POST', body, headers, json: true });
	};
	const { cpuMs } = await costOf(async () => {
		await Promise.all(Array.from({ length: CONCURRENCY }, work));
	});
	return cpuMs / CALLS;
}

/** In turn, so that what else the machine does meets both. */
async function agentRow(what: string, url: string): Promise<Row> {
	const proposed = keptAgents();
	const costs: Record<'now' | 'proposed', number[]> = { now: [], proposed: [] };
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		for (const [name, agents] of [['now', build] as const, ['proposed', proposed] as const]) {
			nodeAgents.buildNodeAgents = agents;
			const cost = await callsCost(url);
			if (round >= WARM_UP) costs[name].push(cost);
		}
	}
	nodeAgents.buildNodeAgents = build;
	return {
		what: `processor time of a call of n8n's HTTP helper, ${what}`,
		measured: median(costs.now),
		rival: { name: PROPOSED, measured: median(costs.proposed) },
		unit: 'ms',
	};
}

async function agentRows(): Promise<Row[]> {
	const server = await startGraph(0);
	const url = server.environment.BENCH_GRAPH ?? '';
	const distance = await startDistance(url, 0);
	try {
		return [await agentRow('HTTP', url), await agentRow('HTTPS', distance.url)];
	} finally {
		await distance.stop();
		await server.stop();
	}
}

async function webhookRow(): Promise<Row> {
	const now = await pushCost({});
	const changed = require.resolve('./nativeWebhooks.cjs');
	const proposed = await pushCost({ NODE_OPTIONS: `--require ${changed}` });
	return {
		what: 'processor time of a push to a trigger that needs no expression, n8n as it ships',
		measured: now,
		rival: { name: PROPOSED, measured: proposed },
		unit: 'ms',
	};
}

/** Of the fields of a node, for which n8n's own class is called, before and after. */
async function fieldRows(): Promise<Row[]> {
	const load = createRequire(findN8n().script);
	const known = withKnownFields(load);
	const { types, calls } = compareResults(load, known);
	process.stdout.write(`The same result for ${types} node types of n8n, in ${calls} calls.\n\n`);
	const { helpers, proposed } = known;
	const now = helpers.getNodeParameters;
	const nodes = comparedNodes(load);
	const before = await costsOfNodes(load, nodes);
	helpers.getNodeParameters = proposed;
	const after = await costsOfNodes(load, nodes);
	helpers.getNodeParameters = now;
	return nodes.map(({ name }, index) => ({
		what: `processor time that ${name} adds to each new Workflow()`,
		measured: before[index] ?? Number.NaN,
		rival: { name: PROPOSED, measured: after[index] ?? Number.NaN },
		unit: 'ms',
	}));
}

async function main(): Promise<number> {
	const sections = [{ title: `@n8n/backend-network ${version}`, rows: await agentRows() }];
	process.stdout.write(`${table(sections)}\n`);
	if (process.argv.includes('--quick')) return 0;
	const rows = [...(await fieldRows()), await webhookRow()];
	process.stdout.write(`${table([{ title: `n8n ${findN8n().version}`, rows }])}\n`);
	return 0;
}

main()
	.then((code) => process.exit(code))
	.catch((error: Error) => {
		process.stderr.write(`Error: ${error.stack ?? error.message}\n`);
		process.exit(1);
	});
