import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

/** `getNodeParameters` of n8n-workflow, as far as it is called here. */
export type GetNodeParameters = (
	fields: INodeProperties[],
	values: INodeParameters,
	returnDefaults: boolean,
	returnNoneDisplayed: boolean,
	node: unknown,
	description: unknown,
) => INodeParameters | null;

/** n8n's helpers for the fields of nodes. */
export interface NodeHelpers {
	getNodeParameters: GetNodeParameters;
}

/** A piece of n8n's code, up to `until` where that is given, and what is there instead. */
interface Change {
	readonly before: string;
	readonly until?: string;
	readonly after: string;
}

/** What follows from a list of fields alone is worked out once for each list. */
const KNOWN = `
const knownOfFields = new WeakMap();
function ofFields(fields) {
	let known = knownOfFields.get(fields);
	if (known === undefined || known.length !== fields.length) {
		const names = new Set();
		const duplicates = new Set();
		for (const { name } of fields) (names.has(name) ? duplicates : names).add(name);
		const dependencies = findParameterDependencies(fields);
		const order = findParameterResolveOrder(fields, dependencies);
		known = { length: fields.length, duplicates, dependencies, order };
		knownOfFields.set(fields, known);
	}
	return known;
}
function getParameterDependencies(fields) { return ofFields(fields).dependencies; }
function getParameterResolveOrder(fields) { return ofFields(fields).order; }
`;

const CHANGES: readonly Change[] = [
	{
		before: 'function getParameterDependencies(',
		after: `${KNOWN}function findParameterDependencies(`,
	},
	{
		before: 'function getParameterResolveOrder(nodePropertiesArray',
		after: 'function findParameterResolveOrder(nodePropertiesArray',
	},
	{
		before: 'const duplicateParameterNames = [];',
		until: 'const nodeParameters = {};',
		after: 'const duplicateParameterNames = ofFields(nodePropertiesArray).duplicates;\n',
	},
	{ before: 'duplicateParameterNames.includes(', after: 'duplicateParameterNames.has(' },
];

/**
 * n8n's `getNodeParameters` as docs/upstream.md proposes it, and the module that n8n itself calls.
 * @throws Error when this n8n has other code than the proposal is for.
 */
export function withKnownFields(load: NodeJS.Require): {
	helpers: NodeHelpers;
	proposed: GetNodeParameters;
} {
	const file = join(dirname(load.resolve('n8n-workflow')), 'node-helpers.js');
	let code = readFileSync(file, 'utf8');
	for (const change of CHANGES) code = changed(code, change);
	const exports = {} as NodeHelpers;
	compileFunction(code, ['exports', 'require'], { filename: file })(exports, createRequire(file));
	return { helpers: load(file) as NodeHelpers, proposed: exports.getNodeParameters };
}

function changed(code: string, { before, until, after }: Change): string {
	const start = code.indexOf(before);
	const end = until === undefined ? start + before.length : code.indexOf(until, start);
	if (start === -1 || end === -1) throw new Error(`n8n has other code than: ${before}`);
	return code.slice(0, start) + after + code.slice(end);
}

/**
 * Compares the proposal with n8n's own function, for all node types of n8n and with some values.
 * @returns how many types and calls were compared
 * @throws Error when one result differs
 */
export function compareResults(
	load: NodeJS.Require,
	{ helpers: { getNodeParameters: now }, proposed }: ReturnType<typeof withKnownFields>,
): { types: number; calls: number } {
	const file = load.resolve('n8n-nodes-base/dist/types/nodes.json');
	const types = JSON.parse(readFileSync(file, 'utf8')) as INodeTypeDescription[];
	let calls = 0;
	for (const type of types) {
		for (const values of someValues(type)) {
			for (const returnDefaults of [true, false]) {
				for (const returnNoneDisplayed of [true, false]) {
					const node = { typeVersion: [type.version].flat().at(-1), parameters: values };
					const [before, after] = [now, proposed].map((of) =>
						resultOf(() =>
							of(type.properties, values, returnDefaults, returnNoneDisplayed, node, type),
						),
					);
					if (before !== after) throw new Error(`${type.name}: ${after} instead of ${before}`);
					calls++;
				}
			}
		}
	}
	return { types: types.length, calls };
}

/** No values, and the last choice of each field that decides about others. */
function someValues({ properties }: INodeTypeDescription): INodeParameters[] {
	const chosen: INodeParameters = { options: {}, additionalFields: {} };
	for (const { name, type, options = [] } of properties) {
		const last = options.at(-1);
		if (type === 'options' && last && 'value' in last) chosen[name] = last.value;
	}
	return [{}, chosen];
}

function resultOf(call: () => unknown): string {
	try {
		return JSON.stringify(call());
	} catch (error) {
		return `failed: ${(error as Error).message}`;
	}
}
