import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../alibabaCloud/input/invalidInput';
import { textList } from '../../alibabaCloud/input/textList';
import { notInDefinitions } from '../runtime/definitions';
import { pick } from '../runtime/results';

const NAMES_WANTED = "Enter names of fields, separated by commas, or set 'Output' to 'Simplified'.";

type Output = 'raw' | 'selected' | 'simplified';

/** For answers of more than ten fields, as n8n's guidelines want it. */
export const simplifyField: INodeProperties = notInDefinitions({
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
});

/** Where Simplify is shown and on; only the operations that have it do. */
const AS_TOOL = { '@tool': [true], simplify: [true] };

/**
 * The choice that n8n's guidelines want for agents, whose model pays for each field. It belongs to
 * all operations with Simplify, and a copy for each would make the description of the node longer.
 */
export const toolOutputFields: readonly INodeProperties[] = [
	notInDefinitions({
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{ name: 'Raw', value: 'raw', description: 'All fields of the response' },
			{ name: 'Selected Fields', value: 'selected', description: 'Only the fields you choose' },
			{ name: 'Simplified', value: 'simplified', description: 'The most used fields' },
		],
		default: 'simplified',
		displayOptions: { show: AS_TOOL },
		description: 'What the agent gets. Each field costs tokens.',
	}),
	notInDefinitions({
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. messageId, to, status',
		// API Call has an 'Output' of its own, so what an agent runs is asked first.
		displayOptions: { show: { '@tool': [true], output: ['selected'], simplify: [true] } },
		description: 'The fields to return, separated by commas. Raw shows the names of all.',
	}),
];

/**
 * The rows of a response with the fields that the user wants of them.
 *
 * @param simplify a row with the fields that are used most; it may name some that a raw row lacks.
 * @throws InvalidInput when no field is chosen, or one that no row has.
 */
export function shapeRows(
	functions: IExecuteFunctions,
	itemIndex: number,
	rows: readonly IDataObject[],
	simplify: (row: IDataObject) => IDataObject,
): IDataObject[] {
	const output = chosenOutput(functions, itemIndex);
	if (output === 'raw') return [...rows];
	if (output === 'simplified') return rows.map(simplify);
	const whole = rows.map((row) => ({ ...simplify(row), ...row }));
	const names = selectedFields(functions, itemIndex, whole);
	return whole.map((row) => pick(row, names));
}

function chosenOutput(functions: IExecuteFunctions, itemIndex: number): Output {
	if (functions.getNodeParameter('simplify', itemIndex) !== true) return 'raw';
	// Not there unless an agent runs the node.
	return functions.getNodeParameter('output', itemIndex, 'simplified') as Output;
}

function selectedFields(
	functions: IExecuteFunctions,
	itemIndex: number,
	rows: readonly IDataObject[],
): string[] {
	const names = textList(functions.getNodeParameter('outputFields', itemIndex, ''));
	const known = new Set(rows.flatMap((row) => Object.keys(row)));
	const advice = known.size > 0 ? `Enter some of ${[...known].join(', ')}.` : NAMES_WANTED;
	if (names.length === 0) throw new InvalidInput("'Fields' is empty", advice);
	// Without a row nothing tells what there is.
	const unknown = rows.length > 0 ? names.filter((name) => !known.has(name)) : [];
	if (unknown.length === 0) return names;
	throw new InvalidInput(
		`'Fields' names what the response does not have: ${unknown.join(', ')}`,
		advice,
	);
}
