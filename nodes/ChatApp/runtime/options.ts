import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { RunSettings } from './runContext';

const RUN_OPTIONS: readonly INodeProperties[] = [
	{
		displayName: 'Max Concurrent Requests',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 200 },
		default: '',
		placeholder: 'e.g. 50',
		description:
			'Maximum number of items to process at the same time. If empty, the node starts with 20 and uses up to 200 if the requests per second need it. Items with files are limited to 5.',
	},
	{
		displayName: 'Requests Per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1000 },
		default: 200,
		description:
			'Maximum requests per second, counted for each sending number. An account can send 250 messages per second. WhatsApp sends 80 per second for a number by default. Messages beyond that are accepted, and their delivery status is failed. Use 0 for no limit.',
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
		maxConcurrency: readMaxConcurrency(options.maxConcurrency),
		requestsPerSecond: Math.max(0, numberOf(options, 'requestsPerSecond')),
		timeoutMs: Math.max(1, numberOf(options, 'timeout')) * 1000,
	};
}

/** Empty, or no number: `null`, and the run finds it by itself. */
function readMaxConcurrency(given: unknown): number | null {
	const most = given === '' || given === null || given === undefined ? Number.NaN : Number(given);
	return Number.isFinite(most) ? Math.max(1, Math.floor(most)) : null;
}

/** Expressions can yield anything; what is not a number counts as not set. */
function numberOf(options: IDataObject, name: string): number {
	const fallback = RUN_OPTIONS.find((option) => option.name === name)?.default;
	const given = Number(options[name] ?? fallback);
	return options[name] === '' || !Number.isFinite(given) ? Number(fallback) : given;
}
