import type { Execution, N8nClient, WorkflowFile } from '../n8n/client';
import { eventually } from '../n8n/eventually';
import { costOf, type Cost, type Meter } from './measure';
import { people } from './workload';

const RUNS = 5;
/** n8n saves a run after its answer; throttling of the run before must be over too. */
const REST_MS = 1500;

/** A node that gets a list of people, and what has to be there for it. */
export interface Load {
	readonly name: string;
	readonly nodeType: string;
	readonly typeVersion: number;
	readonly parameters: object;
	readonly credential: { readonly type: string; readonly data: object };
	/** How many people it gets. */
	readonly count: number;
	/** Before each run. */
	prepare(): Promise<void>;
}

export interface Flow extends Load {
	readonly workflowId: string;
}

export interface NodeCost extends Cost {
	/** What n8n says the node took. */
	readonly nodeMs: number;
}

/** Workflows of web hook, list and node, and what running them costs n8n. */
export class N8nBench {
	constructor(
		private readonly n8n: N8nClient,
		private readonly url: string,
		readonly meter: Meter,
	) {}

	async addAll(loads: readonly Load[]): Promise<Flow[]> {
		const flows: Flow[] = [];
		for (const load of loads) {
			const { name, credential } = load;
			const id = await this.n8n.putCredential(name, credential.type, credential.data);
			const workflowId = await this.n8n.putWorkflow(workflowOf(load), id, name);
			await this.n8n.publish(workflowId);
			flows.push({ ...load, workflowId });
		}
		return flows;
	}

	async best(flow: Flow): Promise<NodeCost> {
		const [cost] = await this.bestInTurn([flow]);
		if (!cost) throw new Error(`${flow.name} did not run`);
		return cost;
	}

	/** In turn, so that what else the machine does meets all of them. */
	async bestInTurn(flows: readonly Flow[]): Promise<NodeCost[]> {
		const costs = flows.map((): NodeCost[] => []);
		for (let run = 0; run < RUNS; run++) {
			for (const [index, flow] of flows.entries()) costs[index]?.push(await this.run(flow));
		}
		return costs.map((own) => ({
			ms: Math.min(...own.map(({ ms }) => ms)),
			cpuMs: Math.min(...own.map(({ cpuMs }) => cpuMs)),
			nodeMs: Math.min(...own.map(({ nodeMs }) => nodeMs)),
			peakMb: Math.max(...own.map(({ peakMb }) => peakMb)),
		}));
	}

	async run({ name, count, workflowId, prepare }: Flow): Promise<NodeCost> {
		await prepare();
		await new Promise((resolve) => setTimeout(resolve, REST_MS));
		const cost = await costOf(async () => {
			const answer = await fetch(`${this.url}/webhook/bench-${name}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ people: people(count) }),
			});
			const text = await answer.text();
			if (!answer.ok) throw new Error(`n8n answered ${answer.status}: ${text.slice(0, 500)}`);
		}, this.meter);
		// A busy n8n refuses to read its database for a moment.
		const [execution] = await eventually(
			`Reading the run of ${name}`,
			async () => await this.n8n.executions(workflowId, 1).catch(() => undefined),
			60_000,
		);
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

function workflowOf({ name, nodeType, typeVersion, parameters, credential }: Load): WorkflowFile {
	const node = (nodeName: string, type: string, version: number, own: object) => ({
		...{ id: nodeName, name: nodeName, type, typeVersion: version, position: [0, 0] },
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
				...node('Send', nodeType, typeVersion, parameters),
				credentials: { [credential.type]: { id: '', name: '' } },
			},
		],
		connections: { Start: to('People'), People: to('Send') },
		settings: { executionOrder: 'v1' },
	};
}
