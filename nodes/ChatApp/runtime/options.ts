import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { RunSettings } from './runContext';

const RUN_OPTIONS: readonly INodeProperties[] = [
	{
		displayName: 'Max Concurrent Requests',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 200 },
		default: 20,
		description: 'Maximum number of items to process at the same time',
	},
	{
		displayName: 'Requests Per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1000 },
		default: 200,
		description:
			'Maximum requests per second. An account can send 250 messages per second. Use 0 for no limit.',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 300 },
		default: 30,
		description: 'Seconds to wait for the response to a request',
	},
];

/** The collection at the end of every operation: its own options and those of the run. */
export function optionsField(own: readonly INodeProperties[] = []): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...own, ...RUN_OPTIONS].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** The options of an item; an empty object when none is set. */
export function readOptions(functions: IExecuteFunctions, itemIndex: number): IDataObject {
	return functions.getNodeParameter('options', itemIndex, {}) as IDataObject;
}

/** Pace and concurrency belong to the run, so the first item's options decide. */
export function readRunSettings(functions: IExecuteFunctions): RunSettings {
	const options = functions.getInputData().length > 0 ? readOptions(functions, 0) : {};
	return {
		maxConcurrency: Math.max(1, Math.floor(numberOf(options, 'maxConcurrency'))),
		requestsPerSecond: Math.max(0, numberOf(options, 'requestsPerSecond')),
		timeoutMs: Math.max(1, numberOf(options, 'timeout')) * 1000,
	};
}

/** Expressions can yield anything; what is not a number counts as not set. */
function numberOf(options: IDataObject, name: string): number {
	const fallback = RUN_OPTIONS.find((option) => option.name === name)?.default;
	const given = Number(options[name] ?? fallback);
	return options[name] === '' || !Number.isFinite(given) ? Number(fallback) : given;
}
