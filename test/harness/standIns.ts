import {
	executeFilter,
	NodeConnectionTypes,
	NodeOperationError,
	type FilterValue,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

/*
 * Small replacements for the built-in nodes that the example workflows use. They read the same
 * parameters as the real ones, so a workflow file runs unchanged; options that no example uses are
 * missing. The real nodes come as one package of several hundred megabytes.
 */

interface StandIn {
	readonly group?: 'trigger' | 'transform';
	readonly outputs?: number;
	readonly properties?: INodeProperties[];
	readonly execute?: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

const property = (name: string, type: INodeProperties['type'], value: unknown): INodeProperties =>
	({ displayName: name, name, type, default: value }) as INodeProperties;

async function passOn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return [this.getInputData()];
}

interface Assignment {
	readonly name: string;
	readonly value: IDataObject[string];
}

async function setFields(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData().map((item, index): INodeExecutionData => {
		const keep = this.getNodeParameter('includeOtherFields', index, false) === true;
		const json: IDataObject = keep ? { ...item.json } : {};
		if (this.getNodeParameter('mode', index, 'manual') === 'raw') {
			const text = this.getNodeParameter('jsonOutput', index, '{}') as string | IDataObject;
			const parsed = typeof text === 'string' ? (JSON.parse(text) as IDataObject) : text;
			return { json: { ...json, ...parsed }, pairedItem: { item: index } };
		}
		const path = 'assignments.assignments';
		for (const { name, value } of this.getNodeParameter(path, index, []) as Assignment[]) {
			json[name] = value;
		}
		return { json, pairedItem: { item: index } };
	});
	return [items];
}

function passes(context: IExecuteFunctions, parameter: string, index: number): boolean {
	const filter = context.getNodeParameter(parameter, index) as unknown as FilterValue;
	return executeFilter(filter, { itemIndex: index });
}

async function chooseBranch(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const matching: INodeExecutionData[] = [];
	const others: INodeExecutionData[] = [];
	this.getInputData().forEach((item, index) => {
		const branch = passes(this, 'conditions', index) ? matching : others;
		branch.push({ ...item, pairedItem: { item: index } });
	});
	return [matching, others];
}

async function routeByRules(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = (this.getNodeParameter('rules.values', 0, []) as unknown[]).length;
	const outputs: INodeExecutionData[][] = Array.from({ length: count + 1 }, () => []);
	this.getInputData().forEach((item, index) => {
		let output = 0;
		while (output < count && !passes(this, `rules.values[${output}].conditions`, index)) output++;
		outputs[output]?.push({ ...item, pairedItem: { item: index } });
	});
	const fallback = this.getNodeParameter('options.fallbackOutput', 0, 'none');
	return fallback === 'extra' ? outputs : outputs.slice(0, count);
}

async function stop(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const message = this.getNodeParameter('errorMessage', 0, 'Stopped') as string;
	throw new NodeOperationError(this.getNode(), message);
}

const fields = [
	property('mode', 'string', 'manual'),
	property('assignments', 'assignmentCollection', {}),
	property('includeOtherFields', 'boolean', false),
	property('jsonOutput', 'json', '{}'),
	property('options', 'json', {}),
];

const table: Readonly<Record<string, StandIn>> = {
	manualTrigger: { group: 'trigger' },
	webhook: { group: 'trigger' },
	scheduleTrigger: { group: 'trigger' },
	noOp: {},
	set: { properties: fields, execute: setFields },
	if: { outputs: 2, properties: [property('conditions', 'json', {})], execute: chooseBranch },
	filter: {
		properties: [property('conditions', 'json', {})],
		execute: async function (this: IExecuteFunctions) {
			return [(await chooseBranch.call(this))[0] ?? []];
		},
	},
	switch: {
		outputs: 13,
		properties: [property('rules', 'json', {}), property('options', 'json', {})],
		execute: routeByRules,
	},
	respondToWebhook: {},
	stopAndError: { properties: [property('errorMessage', 'string', '')], execute: stop },
};

function nodeType(name: string, standIn: StandIn): INodeType {
	const outputs = standIn.outputs ?? 1;
	return {
		description: {
			displayName: name,
			name,
			group: [standIn.group ?? 'transform'],
			version: [1, 1.1, 1.2, 2, 2.1, 2.2, 2.3, 3, 3.1, 3.2, 3.3, 3.4],
			description: `Stand-in for the built-in node ${name}`,
			defaults: { name },
			inputs: standIn.group === 'trigger' ? [] : [NodeConnectionTypes.Main],
			outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
			properties: standIn.properties ?? [],
		},
		execute: standIn.execute ?? passOn,
	};
}

/** By full type name, such as `n8n-nodes-base.set`. */
export const standIns: Readonly<Record<string, INodeType>> = Object.freeze(
	Object.fromEntries(
		Object.entries(table).map(([name, row]) => [`n8n-nodes-base.${name}`, nodeType(name, row)]),
	),
);
