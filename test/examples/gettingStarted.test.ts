import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { NodeHelpers, type IConnections, type INode, type INodeType } from 'n8n-workflow';

import { runWorkflow, type WorkflowFile } from '../harness';
import { packageTypes } from '../harness/packageTypes';
import { startSimulator, type Simulator } from '../simulator';
import { fillIn, GUIDE, STEPS, VALUES, walkGuide, type Play } from './guide';

type Canvas = Omit<WorkflowFile, 'nodes' | 'connections'> & {
	readonly nodes: INode[];
	readonly connections: IConnections;
};
const canvas = JSON.parse(readFileSync(GUIDE, 'utf8')) as Canvas;
const nodeNamed = (name: string): INode | undefined =>
	canvas.nodes.find((node) => node.name === name);
const noteOf = (step: number): string => String(nodeNamed(`Note ${step}`)?.parameters.content);
const numbers = Array.from({ length: STEPS }, (_, index) => index + 1);

let simulator: Simulator;
let types: Readonly<Record<string, INodeType>>;

beforeAll(async () => {
	types = (await packageTypes()).nodes;
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());

const play: Play = async (step, filled) => {
	const credentials = { alibabaCloudApi: simulator.credential };
	const finished = await runWorkflow(fillIn<Canvas>(step, filled), { credentials });
	if (finished.error) throw finished.error;
	return (node) => finished.jsonOf(node);
};

/** The labels of the fields that the editor marks as missing, and names that it does not know. */
function flawsOf(node: INode): { missing: string[]; unknown: string[] } {
	const description = types[node.type]?.description;
	if (!description) return { missing: [], unknown: [] };
	const { properties } = description;
	const values =
		NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description) ??
		{};
	const full = { ...node, parameters: values };
	const issues = NodeHelpers.getNodeParametersIssues(properties, full, description);
	const shown = new Set(
		properties
			.filter((property) => NodeHelpers.displayParameter(values, property, node, description))
			.map(({ name }) => name),
	);
	return {
		missing: Object.values(issues?.parameters ?? {}).flat(),
		unknown: Object.keys(node.parameters).filter((name) => !shown.has(name)),
	};
}

/** The nodes that a step runs: what its output of the switch leads to. */
function nodesOf(step: number): INode[] {
	const found: INode[] = [];
	let next = (canvas.connections['Go to Step']?.main?.[step - 1] ?? []).map(({ node }) => node);
	while (next.length > 0) {
		found.push(...next.flatMap((name) => nodeNamed(name) ?? []));
		next = next.flatMap((name) =>
			(canvas.connections[name]?.main ?? []).flatMap((links) =>
				(links ?? []).map(({ node }) => node),
			),
		);
	}
	return found;
}

/** Values that the nodes of a step read. */
const valuesOf = (nodes: readonly INode[]): string[] => [
	...new Set(
		[...JSON.stringify(nodes).matchAll(/\$\('Your Values'\)\.first\(\)\.json\.(\w+)/g)].map(
			([, name = '']) => name,
		),
	),
];

test('the page lists the steps by their numbers and titles', () => {
	const page = readFileSync(join(dirname(GUIDE), 'README.md'), 'utf8');
	const listed = [...page.matchAll(/^\| (\d+\. [^|]*?) +\|/gm)].map(([, title]) => title);
	const titles = numbers.map((step) => /^## (.+)\n/.exec(noteOf(step))?.[1]);
	expect(listed).toEqual(titles);
	const { rules } = nodeNamed('Go to Step')?.parameters as unknown as {
		rules: { values: Array<{ outputKey: string; conditions: { conditions: unknown[] } }> };
	};
	expect(rules.values.map(({ outputKey }) => outputKey)).toEqual(titles);
	expect(rules.values.map(({ conditions }) => conditions.conditions)).toMatchObject(
		numbers.map((step) => [{ leftValue: '={{ $json.step }}', rightValue: step }]),
	);
});

test.each(numbers)('note %i names the values that its step reads, and no others', (step) => {
	const nodes = nodesOf(step);
	expect(nodes).not.toEqual([]);
	const [, fill = ''] = /\*\*Fill in:\*\* (.*)/.exec(noteOf(step)) ?? [];
	const named = [...fill.matchAll(/\*(\w+)\*/g)].map(([, name]) => name);
	expect([...named].sort()).toEqual(valuesOf(nodes).sort());
});

test('one node holds every value, empty but for the first step and the language', () => {
	const { assignments } = nodeNamed(VALUES)?.parameters as unknown as {
		assignments: { assignments: Array<{ name: string; value: string | number }> };
	};
	const values = Object.fromEntries(assignments.assignments.map((one) => [one.name, one.value]));
	expect(Object.keys(values).sort()).toEqual(['step', ...valuesOf(canvas.nodes)].sort());
	const filled = Object.entries(values).filter(([, value]) => value !== '');
	expect(filled).toEqual([
		['step', 1],
		['language', 'en'],
	]);
});

test('no field is missing or unknown, so that n8n runs the one step that was chosen', () => {
	for (const node of canvas.nodes) {
		expect([node.name, flawsOf(node)]).toEqual([node.name, { missing: [], unknown: [] }]);
		for (const { id } of Object.values(node.credentials ?? {})) expect(id).toBe('');
	}
});

test('a step lies on its note, and notes do not overlap', () => {
	const place = (step: number) => {
		const { position, parameters } = nodeNamed(`Note ${step}`) as INode;
		const [left, top] = position;
		return {
			left,
			top,
			right: left + Number(parameters.width),
			bottom: top + Number(parameters.height),
		};
	};
	for (const step of numbers) {
		const note = place(step);
		for (const { name, position } of nodesOf(step)) {
			const [x, y] = position;
			const lies = x > note.left && x + 100 < note.right && y > note.top && y + 100 < note.bottom;
			expect([name, lies]).toEqual([name, true]);
		}
		if (step > 1) expect(note.top).toBeGreaterThan(place(step - 1).bottom);
	}
});

test('an empty value ends the step with the name of the field', async () => {
	await expect(play(4, {})).rejects.toMatchObject({ message: "'Channel' is empty" });
});

test('the whole way from no channel to the metrics of a sent template', async () => {
	const played = new Set<number>();
	await walkGuide(simulator, async (step, filled) => {
		played.add(step);
		return await play(step, filled);
	});
	expect([...played]).toEqual(numbers);
});
