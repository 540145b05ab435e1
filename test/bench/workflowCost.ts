import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeType, Workflow } from 'n8n-workflow';

import { findN8n } from '../n8n/installation';
import { costOf, type Row } from './measure';
import { sending } from './workload';

const NODES = 10;
const WORKFLOWS = 100;
const ROUNDS = 5;
const DIST = join(__dirname, '..', '..', 'dist', 'nodes');

/** A node as it stands in a workflow. */
export interface NodeOfType {
	readonly name: string;
	readonly type: INodeType;
	readonly typeVersion: number;
	readonly parameters: object;
}

/** Loads the modules of an installed n8n. */
type Load = NodeJS.Require;

/**
 * What one node of a type adds to each `new Workflow()`, which n8n makes several times for a run: it
 * goes through all fields of the type to find those that are shown.
 */
export async function workflowRows(): Promise<Row[]> {
	const load = createRequire(findN8n().script);
	const [own, ...rivals] = comparedNodes(load);
	const [measured = Number.NaN, ...ofRivals] = await costsOfNodes(load, [own, ...rivals]);
	return rivals.map((rival, index) => ({
		what: 'processor time that one action node adds to each new Workflow()',
		...{ measured, target: 0.25, unit: 'ms' },
		rival: { name: rival.name, measured: ofRivals[index] ?? Number.NaN },
	}));
}

/** The action node, and nodes of n8n for the same. */
export function comparedNodes(load: Load): [NodeOfType, ...NodeOfType[]] {
	const { ChatApp } = createRequire(__filename)(join(DIST, 'ChatApp', 'ChatApp.node.js')) as {
		ChatApp: new () => INodeType;
	};
	return [
		{
			...{ name: 'the action node', type: new ChatApp(), typeVersion: 1 },
			parameters: sending('sendTemplate', {}),
		},
		{
			...{ name: "n8n's Slack node", type: builtIn(load, 'Slack', 2.3), typeVersion: 2.3 },
			parameters: { resource: 'message', operation: 'post', select: 'channel', text: 'Hello' },
		},
		{
			...{ name: "n8n's WhatsApp node", type: builtIn(load, 'WhatsApp', 1.1), typeVersion: 1.1 },
			parameters: { resource: 'message', operation: 'send', textBody: 'Hello' },
		},
	];
}

/** Milliseconds of processor time that one node of each adds to a `new Workflow()`. */
export async function costsOfNodes(load: Load, nodes: readonly NodeOfType[]): Promise<number[]> {
	const { Workflow: WorkflowOfN8n } = load('n8n-workflow') as { Workflow: typeof Workflow };
	const empty: NodeOfType = {
		...{ name: 'nothing', type: builtIn(load, 'NoOp', 1), typeVersion: 1, parameters: {} },
	};
	const all = [empty, ...nodes];
	const costs = all.map((): number[] => []);
	// In turn, so that what else the machine does meets all of them.
	for (let round = 0; round < ROUNDS; round++) {
		for (const [index, made] of all.entries()) {
			const { cpuMs } = await costOf(async () => {
				await Promise.resolve();
				for (let one = 0; one < WORKFLOWS; one++) makeWorkflow(WorkflowOfN8n, made);
			});
			costs[index]?.push(cpuMs);
		}
	}
	const [nothing = 0, ...others] = costs.map((own) => Math.min(...own));
	return others.map((cpuMs) => (cpuMs - nothing) / WORKFLOWS / NODES);
}

function builtIn(load: Load, name: string, version: number): INodeType {
	const types = load(`n8n-nodes-base/dist/nodes/${name}/${name}.node.js`) as Record<
		string,
		new () => INodeType & { nodeVersions?: Record<number, INodeType> }
	>;
	const Type = types[name];
	if (!Type) throw new Error(`n8n has no ${name}`);
	const type = new Type();
	return type.nodeVersions?.[version] ?? type;
}

function makeWorkflow(WorkflowOfN8n: typeof Workflow, { type, ...made }: NodeOfType): Workflow {
	return new WorkflowOfN8n({
		nodes: Array.from({ length: NODES }, (_, index) => ({
			...{ id: `${index}`, name: `Node ${index}`, type: 'bench', position: [0, 0] },
			...{ typeVersion: made.typeVersion, parameters: structuredClone(made.parameters) as never },
		})),
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
}
