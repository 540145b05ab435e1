import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../../alibabaCloud/lists/alphabetical';
import { notInDefinitions } from './definitions';
import type { OperationContext } from './operation';
import type { RunSettings } from './runContext';

/**
 * How the requests of a run are made. The names are stored in workflows: at the top level, and within
 * `options`, where these settings stood first.
 */
const RUN_SETTINGS = [
	{
		displayName: 'Max Concurrent Requests',
		name: 'maxConcurrency',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 200 },
		default: '',
		placeholder: 'e.g. 50',
		description:
			'Maximum number of items to process at the same time. If empty, the node starts with 20 and uses up to 200 if the requests per second need it, or 5 for items with files.',
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
] as const satisfies readonly INodeProperties[];

type RunSetting = (typeof RUN_SETTINGS)[number]['name'];

/** The settings of requests, on the Settings tab of every operation; an agent's tool has none. */
export const runSettings: readonly INodeProperties[] = RUN_SETTINGS.map((setting) =>
	notInDefinitions({
		...setting,
		isNodeSetting: true,
		noDataExpression: true,
		displayOptions: { show: { '@tool': [false] } },
	}),
);

/** Keeps what workflows store under these names: n8n drops values that the description does not name. */
const FORMER_OPTIONS: readonly INodeProperties[] = RUN_SETTINGS.map(({ displayName, name }) => ({
	displayName,
	name,
	type: 'hidden',
	default: '',
}));

/** The options of operations that have none of their own: n8n drops what no property names. */
export const noOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'hidden',
	default: {},
};

/** The collection at the end of an operation, nothing to see when it has no options of its own. */
export function optionsField(own: readonly INodeProperties[] = []): INodeProperties {
	if (own.length === 0) return noOptions;
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...alphabetical(own, ({ displayName }) => displayName), ...FORMER_OPTIONS],
	};
}

/** The options of an item; an empty object when none is set. */
export function readOptions(functions: IExecuteFunctions, itemIndex: number): IDataObject {
	return functions.getNodeParameter('options', itemIndex, {}) as IDataObject;
}

/** Pace and concurrency belong to the run, so those of the first item decide. */
export function readRunSettings(functions: IExecuteFunctions): RunSettings {
	const names = RUN_SETTINGS.map(({ name }) => name);
	const former = functions.getInputData().length > 0 ? readableOptions(functions, 0, names) : {};
	const setting = (name: RunSetting): number | null => readSetting(functions, former, name);
	const mostAtOnce = setting('maxConcurrency');
	return {
		maxConcurrency: mostAtOnce === null ? null : Math.max(1, Math.floor(mostAtOnce)),
		requestsPerSecond: Math.max(0, setting('requestsPerSecond') ?? 0),
		timeoutMs: milliseconds(setting('timeout') ?? 0),
	};
}

/**
 * Options of an item where others may fail: an option that fails counts as not set. For what counts
 * for the whole run, and for items that cannot be sent; the item that reads all of its options tells
 * of the failure.
 */
export function readableOptions(
	functions: IExecuteFunctions,
	itemIndex: number,
	names: readonly string[],
): IDataObject {
	// A collection that is one expression has no parts to read.
	const whole = readOr<IDataObject | null>(() => readOptions(functions, itemIndex), null);
	const part = (name: string): IDataObject[string] =>
		functions.getNodeParameter(`options.${name}`, itemIndex, '') as IDataObject[string];
	return Object.fromEntries(
		names.map((name) => [name, whole ? whole[name] : readOr(() => part(name), undefined)]),
	);
}

/** The context whose options of any item are these of one item, see `readableOptions`. */
export function withReadableOptions(
	context: OperationContext,
	itemIndex: number,
	names: readonly string[],
): OperationContext {
	const { functions } = context;
	const options = readableOptions(functions, itemIndex, names);
	const getNodeParameter = (...request: unknown[]): unknown =>
		request[0] === 'options'
			? options
			: Reflect.apply(functions.getNodeParameter, functions, request);
	const own: unknown = Object.create(functions, { getNodeParameter: { value: getNodeParameter } });
	return Object.create(context, { functions: { value: own } }) as OperationContext;
}

function readOr<T>(read: () => T, fallback: T): T {
	try {
		return read();
	} catch {
		return fallback;
	}
}

/**
 * How long a file may take, in milliseconds; `undefined` where nobody set a time, since files get
 * longer than answers then.
 *
 * @param former the options of the item.
 */
export function readFileTimeout(
	functions: IExecuteFunctions,
	former: IDataObject,
): number | undefined {
	const seconds = chosenSetting(functions, former, 'timeout');
	return seconds === null ? undefined : milliseconds(seconds);
}

/** Timers take no longer time: they would be over at once. */
const LONGEST_MS = 2 ** 31 - 1;

function milliseconds(seconds: number): number {
	return Math.min(Math.max(1, seconds) * 1000, LONGEST_MS);
}

/** A setting that was chosen, else its default; `null` stands for a default that is empty. */
function readSetting(
	functions: IExecuteFunctions,
	former: IDataObject,
	name: RunSetting,
): number | null {
	return chosenSetting(functions, former, name) ?? defaultOf(name);
}

/**
 * A setting that differs from its default, else the former option of this name, else `null`.
 * n8n stores no setting that equals its default. Anything but a number counts as not set.
 */
function chosenSetting(
	functions: IExecuteFunctions,
	former: IDataObject,
	name: RunSetting,
): number | null {
	const fallback = defaultOf(name);
	const given = numberIn(functions.getNodeParameter(name, 0, fallback ?? ''));
	return (given === fallback ? null : given) ?? numberIn(former[name]);
}

function defaultOf(name: RunSetting): number | null {
	return numberIn(RUN_SETTINGS.find((setting) => setting.name === name)?.default);
}

/** Expressions can yield anything. */
function numberIn(value: unknown): number | null {
	if (value === '' || value === null || value === undefined) return null;
	return Number.isFinite(Number(value)) ? Number(value) : null;
}
