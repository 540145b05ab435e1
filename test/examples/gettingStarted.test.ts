import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type INode, type INodeType } from 'n8n-workflow';

import { runWorkflow, type WorkflowFile } from '../harness';
import { packageTypes } from '../harness/packageTypes';
import { startSimulator, type Simulator } from '../simulator';
import { fillIn, GUIDE_FOLDER, walkGuide, type Play } from './guide';

const FILES = readdirSync(GUIDE_FOLDER).filter((name) => name.endsWith('.json'));

type Step = Omit<WorkflowFile, 'nodes'> & { nodes: INode[] };
const open = (file: string): Step => fillIn<Step>(file, {});
const noteOf = (file: string): string =>
	String(open(file).nodes.find(({ name }) => name === 'Note')?.parameters.content);

let simulator: Simulator;
let types: Readonly<Record<string, INodeType>>;

beforeAll(async () => {
	types = (await packageTypes()).nodes;
	simulator = await startSimulator();
});
afterAll(async () => await simulator.close());

const play: Play = async (file, filled) => {
	const credentials = { alibabaCloudApi: simulator.credential };
	const finished = await runWorkflow(fillIn<Step>(file, filled), { credentials });
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
	const messages = Object.values(issues?.parameters ?? {}).flat();
	const shown = new Set(
		properties
			.filter((property) => NodeHelpers.displayParameter(values, property, node, description))
			.map(({ name }) => name),
	);
	return {
		missing: messages.map((message) => /"(.+)" is required/.exec(message)?.[1] ?? message),
		unknown: Object.keys(node.parameters).filter((name) => !shown.has(name)),
	};
}

test('the folder says in which order to go', () => {
	const readme = readFileSync(join(GUIDE_FOLDER, 'README.md'), 'utf8');
	const named = [...readme.matchAll(/\(([^)]+\.json)\)/g)].map(([, name]) => name);
	expect(named).toEqual(FILES);
	FILES.forEach((file, index) => {
		const next = FILES[index + 1];
		expect(noteOf(file)).toContain(`**Next:** ${next ? `\`${next}\`` : 'the examples'}`);
	});
});

test.each(FILES)(
	'%s names every field that is left to the user, and no field is unknown',
	(file) => {
		const [, fill = ''] = /\*\*Fill in:\*\* (.*)/.exec(noteOf(file)) ?? [];
		for (const node of open(file).nodes) {
			const { missing, unknown } = flawsOf(node);
			expect([node.name, unknown]).toEqual([node.name, []]);
			for (const label of missing) expect(fill).toContain(`*${label}*`);
			if (missing.length > 0) expect(fill).toContain(`**${node.name}**`);
			for (const { id } of Object.values(node.credentials ?? {})) expect(id).toBe('');
		}
	},
);

test('the whole way from no channel to the metrics of a sent template', async () => {
	const played = new Set<string>();
	await walkGuide(simulator, async (file, filled) => {
		played.add(file);
		return await play(file, filled);
	});
	expect([...played]).toEqual(FILES);
});
