import fc from 'fast-check';
import { mock } from 'jest-mock-extended';
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { runItems } from '../../../../nodes/ChatApp/runtime/itemLoop';
import type { ItemOperation, Operation } from '../../../../nodes/ChatApp/runtime/operation';
import { Router } from '../../../../nodes/ChatApp/runtime/router';
import { InvalidInput } from '../../../../nodes/alibabaCloud/input/invalidInput';

interface Run {
	readonly items?: number;
	readonly goOn?: boolean;
	readonly options?: IDataObject;
	readonly signal?: AbortSignal;
}

const node = mock<INode>({ name: 'Node', type: 'chatApp', typeVersion: 1 });

function run(
	execute: (itemIndex: number) => Promise<IDataObject | IDataObject[]>,
	setting: Run = {},
): Promise<INodeExecutionData[]> {
	return runOperation(
		{ ...texts, execute: async (_context, itemIndex) => await execute(itemIndex) },
		setting,
	);
}

const texts = {
	value: 'do',
	name: 'Do',
	action: 'Do thing',
	description: 'Does it',
	properties: [],
};

async function runOperation(
	operation: Operation,
	{ items = 3, goOn = false, options = {}, signal }: Run,
): Promise<INodeExecutionData[]> {
	const functions = mock<IExecuteFunctions>();
	functions.getNode.mockReturnValue(node);
	functions.getInputData.mockReturnValue(Array.from({ length: items }, () => ({ json: {} })));
	functions.continueOnFail.mockReturnValue(goOn);
	functions.getExecutionCancelSignal.mockReturnValue(signal);
	functions.getNodeParameter.mockImplementation(
		(name: string) => ({ resource: 'thing', operation: 'do', options })[name] as never,
	);
	const router = new Router([
		{ value: 'thing', name: 'Thing', description: 'Things', operations: [operation] },
	]);
	const [output] = await runItems(functions, router);
	return output ?? [];
}

const ticks = async (count: number): Promise<void> => {
	for (let tick = 0; tick < count; tick++) await Promise.resolve();
};

test('results keep the order of the input, whatever order they arrive in', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 0, max: 20 })),
			fc.integer({ min: 1, max: 30 }),
			async (delays, maxConcurrency) => {
				const output = await run(
					async (itemIndex) => {
						await ticks(delays[itemIndex] ?? 0);
						return itemIndex % 3 === 0 ? [{ itemIndex }, { itemIndex }] : { itemIndex };
					},
					{ items: delays.length, options: { maxConcurrency } },
				);
				expect(output).toEqual(
					delays.flatMap((_, item) =>
						Array.from({ length: item % 3 === 0 ? 2 : 1 }, () => ({
							json: { itemIndex: item },
							pairedItem: { item },
						})),
					),
				);
			},
		),
	);
});

test.each([
	[{}, 20],
	[{ maxConcurrency: '' }, 20],
	[{ maxConcurrency: null }, 20],
	[{ maxConcurrency: 3 }, 3],
	[{ maxConcurrency: '4.5' }, 4],
	[{ maxConcurrency: 0 }, 1],
	[{ maxConcurrency: 'many' }, 20],
])('with options %j at most %d items run at the same time', async (options, most) => {
	expect(await peakOf({}, options)).toBe(most);
});

test.each([
	[{}, 5],
	[{ maxConcurrency: 30 }, 30],
])('of items that hold files, with options %j at most %d', async (options, most) => {
	expect(await peakOf({ holdsFiles: true }, options)).toBe(most);
});

/** How many items ran at the same time. */
async function peakOf(kind: Partial<ItemOperation>, options: IDataObject): Promise<number> {
	let running = 0;
	let peak = 0;
	const execute = async (): Promise<IDataObject> => {
		peak = Math.max(peak, ++running);
		await ticks(5);
		running--;
		return {};
	};
	await runOperation({ ...texts, ...kind, execute }, { items: 60, options });
	return peak;
}

test('the first failure stops the start of further items and names its item', async () => {
	const started: number[] = [];
	const running = run(
		async (itemIndex) => {
			started.push(itemIndex);
			await ticks(itemIndex + 1);
			if (itemIndex >= 2) throw new InvalidInput("'To' is empty", "Fill in 'To'.");
			return {};
		},
		{ items: 50, options: { maxConcurrency: 4 } },
	);
	await expect(running).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: "'To' is empty",
		description: "Fill in 'To'.",
		context: { itemIndex: 2 },
	});
	expect(started.length).toBeLessThan(10);
});

test('with Continue On Fail each failure is an item of its own', async () => {
	const output = await run(
		async (itemIndex) => {
			if (itemIndex === 0) throw new TypeError('a mistake of ours');
			if (itemIndex === 1) {
				const error = new NodeApiError(
					node,
					{},
					{ message: 'Refused', description: 'Do this.', httpCode: '400' },
				);
				Object.assign(error.context, {
					code: 'Odd',
					requestId: 'REQ-1',
					outcome: 'refused',
					retryable: false,
				});
				throw error;
			}
			return { done: true };
		},
		{ goOn: true },
	);
	expect(output).toEqual([
		{
			json: {
				error: {
					...{ message: 'a mistake of ours', description: null, code: null, requestId: null },
					...{ httpCode: null, outcome: null, retryable: null, lookup: null },
				},
			},
			pairedItem: { item: 0 },
		},
		{
			json: {
				error: {
					message: 'Refused',
					description: 'Do this.',
					code: 'Odd',
					requestId: 'REQ-1',
					httpCode: '400',
					outcome: 'refused',
					retryable: false,
					lookup: null,
				},
			},
			pairedItem: { item: 1 },
		},
		{ json: { done: true }, pairedItem: { item: 2 } },
	]);
});

test('a stopped execution starts nothing more and keeps what was done', async () => {
	const stop = new AbortController();
	const started: number[] = [];
	const output = await run(
		async (itemIndex) => {
			started.push(itemIndex);
			if (itemIndex === 5) stop.abort();
			await ticks(3);
			return { itemIndex };
		},
		{ items: 100, options: { maxConcurrency: 2 }, signal: stop.signal },
	);
	expect(started.length).toBeLessThanOrEqual(7);
	expect(output.map(({ json }) => json.itemIndex)).toEqual(started);
});

test('a value is produced once a run, also when it fails', async () => {
	const produce = jest.fn(async () => await Promise.reject(new Error('gone')));
	const operation: Operation = {
		...texts,
		execute: async (context) => await context.once('key', produce),
	};
	const output = await runOperation(operation, { items: 40, goOn: true });
	expect(output).toHaveLength(40);
	expect(produce).toHaveBeenCalledTimes(1);
});

test('an operation for all items at once returns one outcome an item', async () => {
	const operation: Operation = {
		...texts,
		executeAll: async (_context, itemCount) =>
			Array.from({ length: itemCount }, (_, itemIndex) =>
				itemIndex === 1
					? new NodeOperationError(node, 'Batch failed', { itemIndex })
					: { itemIndex },
			),
	};
	await expect(runOperation(operation, {})).rejects.toThrow('Batch failed');
	expect((await runOperation(operation, { goOn: true })).map(({ json }) => json)).toEqual([
		{ itemIndex: 0 },
		{ error: expect.objectContaining({ message: 'Batch failed' }) },
		{ itemIndex: 2 },
	]);
});

test('a batch that fails as a whole fails each of its items', async () => {
	const operation: Operation = {
		...texts,
		executeAll: async () => await Promise.reject(new InvalidInput('No sender', 'Choose one.')),
	};
	await expect(runOperation(operation, {})).rejects.toMatchObject({ description: 'Choose one.' });
	expect(await runOperation(operation, { goOn: true })).toHaveLength(3);
});

test('no items, no work', async () => {
	expect(await run(async () => ({}), { items: 0 })).toEqual([]);
});
