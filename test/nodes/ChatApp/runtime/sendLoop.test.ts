import { mock } from 'jest-mock-extended';
import type { IExecuteFunctions } from 'n8n-workflow';

import { createConcurrency } from '../../../../nodes/ChatApp/runtime/concurrency';
import type { OperationContext, SendOperation } from '../../../../nodes/ChatApp/runtime/operation';
import { sendItems } from '../../../../nodes/ChatApp/runtime/sendLoop';
import { SendMemory } from '../../../../nodes/ChatApp/runtime/sendMemory';

/*
 * What happens once somebody stops the execution. The calls refuse to go out then as well, but
 * before a call a file may be loaded and uploaded, which nobody wants any more.
 */

function contextWith(signal: AbortSignal): OperationContext {
	const functions = mock<IExecuteFunctions>();
	functions.continueOnFail.mockReturnValue(true);
	const memory = mock<SendMemory>();
	memory.recall.mockReturnValue(undefined);
	const context: OperationContext = {
		...{ functions, signal, limits: [], memory: () => memory },
		callApi: async () => await Promise.reject(new Error('no call is made')),
		once: async (_key, produce) => await produce(),
		forItems: () => context,
		checkTexts: () => undefined,
	};
	return context;
}

/** The steps of the run that is under way. */
let seen: string[] | undefined;

/** @param stopAt the step at which the execution is stopped, as `check 3` or `send 2` */
async function stepsUntil(stopAt: string, width: number): Promise<string[]> {
	const stop = new AbortController();
	const steps: string[] = [];
	seen = steps;
	const step = (name: string): void => {
		steps.push(name);
		if (name === stopAt) stop.abort();
	};
	const operation: SendOperation = {
		...{ value: 'send', name: 'Send', action: 'Send', description: '', properties: [] },
		async prepare(_context, item) {
			step(`check ${item}`);
			return await Promise.resolve({
				lane: null,
				async run() {
					step(`send ${item}`);
					return await Promise.resolve({});
				},
			});
		},
	};
	await sendItems(contextWith(stop.signal), operation, 5, createConcurrency(width));
	return steps;
}

const CHECKS = [0, 1, 2, 3, 4].map((item) => `check ${item}`);

test('between two checks and between two sends, everything else has its turn', async () => {
	let time = 0;
	jest.spyOn(performance, 'now').mockImplementation(() => (time += 30));
	const wait = globalThis.setTimeout;
	jest.spyOn(globalThis, 'setTimeout').mockImplementation(((then: () => void, ms: number) =>
		wait(() => {
			if (ms === 0) seen?.push('turn');
			then();
		}, ms)) as never);
	const steps = await stepsUntil('', 1);
	jest.restoreAllMocks();
	const between = (name: string): number[] =>
		[0, 1, 2, 3].map((item) => {
			const from = steps.indexOf(`${name} ${item}`);
			return steps.slice(from, steps.indexOf(`${name} ${item + 1}`)).filter((one) => one === 'turn')
				.length;
		});
	expect(between('check')).toEqual([1, 1, 1, 1]);
	expect(between('send')).toEqual([1, 1, 1, 1]);
});

test('after a stop while items are sent, no further item is begun', async () => {
	expect(await stepsUntil('send 1', 1)).toEqual([...CHECKS, 'send 0', 'send 1']);
	expect(await stepsUntil('send 2', 2)).toHaveLength(CHECKS.length + 3);
});

test('after a stop while items are checked, nothing is checked or sent', async () => {
	expect(await stepsUntil('check 1', 1)).toEqual(['check 0', 'check 1']);
});

test('after a stop at the last check nothing is sent', async () => {
	expect(await stepsUntil('check 4', 1)).toEqual(CHECKS);
});

test.each([
	[null, 5],
	[9, 9],
])('of messages with files, with %p chosen, %d are sent at a time', async (chosen, most) => {
	let underWay = 0;
	let peak = 0;
	const operation: SendOperation = {
		...{ value: 'send', name: 'Send', action: 'Send', description: '', properties: [] },
		prepare: async (_context, item) =>
			await Promise.resolve({
				...{ lane: null, holdsFile: item === 0 },
				async run() {
					peak = Math.max(peak, ++underWay);
					for (let turn = 0; turn < 5; turn++) await Promise.resolve();
					underWay--;
					return {};
				},
			}),
	};
	const context = contextWith(new AbortController().signal);
	await sendItems(context, operation, 40, createConcurrency(chosen));
	expect(peak).toBe(most);
});
