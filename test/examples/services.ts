import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

import type { WorkflowFile } from '../harness';

export const FOLDER = join(__dirname, '..', '..', 'examples');
export const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

export interface ExampleNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: INodeParameters;
	readonly credentials?: Readonly<Record<string, { id: string; name: string }>>;
	readonly webhookId?: string;
}

export interface Example extends WorkflowFile {
	readonly nodes: readonly ExampleNode[];
}

export const example = (name: string): Example =>
	JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as Example;

/** What a node asked of a service. */
export interface ServiceCall {
	readonly node: string;
	readonly parameters: IDataObject;
}

/** The items that a node returns for one of its own. */
type Answer = (parameters: IDataObject, item: IDataObject, node: string) => IDataObject[];

/**
 * The services beside the one of this package that the examples use. They take the parameters that
 * the real nodes would send, keep tables and a sheet in memory, and answer what a test has set.
 */
export class Services {
	readonly calls: ServiceCall[] = [];
	/** Rows of all data tables: each example has only one. */
	rows: IDataObject[] = [];
	/** Rows of the spreadsheet, with their `row_number`. */
	sheet: IDataObject[] = [];
	/** By the name of the HTTP Request node. */
	readonly answers: Record<string, IDataObject> = {};

	/** What the nodes of this name asked so far. */
	askedBy(node: string): IDataObject[] {
		return this.calls.filter((call) => call.node === node).map(({ parameters }) => parameters);
	}

	/** By full type name, for the nodes that the harness has no stand-in of. */
	get nodeTypes(): Readonly<Record<string, INodeType>> {
		return Object.fromEntries(
			Object.entries(this.behavior).map(([type, answer]) => [type, this.nodeType(type, answer)]),
		);
	}

	private readonly behavior: Readonly<Record<string, Answer>> = {
		'n8n-nodes-base.httpRequest': (_parameters, _item, node) => [this.answers[node] ?? {}],
		'n8n-nodes-base.zendesk': () => [{ id: 7 }],
		'n8n-nodes-base.zendeskTrigger': (_parameters, item) => [item],
		'n8n-nodes-base.freshdesk': () => [{ id: 7 }],
		'n8n-nodes-base.twilio': () => [{ sid: 'SM1' }],
		'n8n-nodes-base.slack': () => [{ ok: true }],
		'n8n-nodes-base.formTrigger': (_parameters, item) => [item],
		'n8n-nodes-base.crypto': ({ dataPropertyName, stringLength }, item) => [
			{ ...item, [String(dataPropertyName)]: '7'.repeat(Number(stringLength)) },
		],
		'n8n-nodes-base.executeWorkflow': () => [],
		'n8n-nodes-base.executeWorkflowTrigger': (_parameters, item) => [item],
		'n8n-nodes-base.httpRequestTool': () => [],
		'n8n-nodes-base.splitOut': ({ fieldToSplitOut }, item) =>
			item[String(fieldToSplitOut)] as IDataObject[],
		'n8n-nodes-base.googleSheets': (parameters, item) => this.useSheet(parameters, item),
		'n8n-nodes-base.dataTable': (parameters, item) => this.useTable(parameters, item),
		'@n8n/n8n-nodes-langchain.agent': (_parameters, { chatInput, sessionId }) => [
			{ output: `You wrote "${String(chatInput)}" in ${String(sessionId)}` },
		],
		'@n8n/n8n-nodes-langchain.chatTrigger': (_parameters, item) => [item],
		'@n8n/n8n-nodes-langchain.lmChatOpenAi': () => [],
		'@n8n/n8n-nodes-langchain.memoryBufferWindow': () => [],
		'n8n-nodes-alibabacloud-chatapp.chatAppHitlTool': () => [],
		'n8n-nodes-alibabacloud-chatapp.chatAppTool': () => [],
	};

	private useSheet({ operation, columns }: IDataObject, item: IDataObject): IDataObject[] {
		if (operation === 'read') return this.sheet;
		const { mappingMode, value, matchingColumns } = columns as IDataObject & {
			matchingColumns: string[];
		};
		const values = mappingMode === 'autoMapInputData' ? item : (value as IDataObject);
		const key = matchingColumns[0] ?? '';
		for (const row of this.sheet.filter((one) => one[key] === values[key])) {
			Object.assign(row, values);
		}
		return [values];
	}

	private useTable({ operation, filters }: IDataObject, item: IDataObject): IDataObject[] {
		const [condition] = (filters as { conditions: Array<Record<'keyName' | 'keyValue', string>> })
			.conditions;
		const matches = (row: IDataObject) => row[condition?.keyName ?? ''] === condition?.keyValue;
		const found = this.rows.filter(matches);
		if (operation === 'get') return found;
		if (operation === 'rowNotExists') return found.length === 0 ? [item] : [];
		this.rows = this.rows.filter((row) => !matches(row));
		if (operation === 'upsert') this.rows.push({ ...item });
		return operation === 'upsert' ? [item] : found;
	}

	private nodeType(type: string, answer: Answer): INodeType {
		const names = parameterNames(type);
		const { calls } = this;
		return {
			description: {
				displayName: type,
				name: type.split('.')[1] ?? type,
				group: [type.endsWith('Trigger') ? 'trigger' : 'transform'],
				version: 1,
				description: `Stand-in for ${type}`,
				defaults: { name: type },
				inputs: type.endsWith('Trigger') ? [] : [NodeConnectionTypes.Main],
				outputs: [NodeConnectionTypes.Main],
				properties: names.map((name) => ({ name, displayName: name, ...ANYTHING })),
			},
			async execute() {
				// Services take their time, so runs that start together overlap.
				await new Promise((resolve) => setTimeout(resolve, 2));
				const node = this.getNode().name;
				const items = this.getInputData().flatMap(({ json }, index): INodeExecutionData[] => {
					const parameters: IDataObject = {};
					for (const name of names) {
						parameters[name] = this.getNodeParameter(name, index, null) as IDataObject;
					}
					calls.push({ node, parameters });
					return answer(parameters, json, node).map((given) => ({
						json: given,
						pairedItem: { item: index },
					}));
				});
				return [items];
			},
		};
	}
}

const ANYTHING: Pick<INodeProperties, 'type' | 'default'> = { type: 'json', default: {} };

/** n8n drops parameters that a node does not describe, so the stand-ins describe those in use. */
function parameterNames(type: string): string[] {
	const nodes = EXAMPLES.flatMap((name) => example(name).nodes);
	const used = nodes.filter((node) => node.type === type);
	return [...new Set(used.flatMap(({ parameters }) => Object.keys(parameters)))];
}
