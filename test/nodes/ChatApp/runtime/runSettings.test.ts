import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readFileTimeout, readRunSettings } from '../../../../nodes/ChatApp/runtime/options';

const functionsOf = (parameters: IDataObject, items = 1): IExecuteFunctions =>
	({
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
	}) as unknown as IExecuteFunctions;
const read = (parameters: IDataObject, items?: number): ReturnType<typeof readRunSettings> =>
	readRunSettings(functionsOf(parameters, items));

const DEFAULTS = { maxConcurrency: null, requestsPerSecond: 200, timeoutMs: 30_000 };

test.each([
	['nothing is stored', {}, DEFAULTS],
	[
		'the Settings tab has them',
		{ maxConcurrency: 3, requestsPerSecond: 0, timeout: 5 },
		{ maxConcurrency: 3, requestsPerSecond: 0, timeoutMs: 5_000 },
	],
	[
		'older workflows have them in the options',
		{ options: { maxConcurrency: 4, requestsPerSecond: 9, timeout: 6 } },
		{ maxConcurrency: 4, requestsPerSecond: 9, timeoutMs: 6_000 },
	],
	[
		'both have them, the Settings tab wins',
		{ maxConcurrency: 3, options: { maxConcurrency: 4, timeout: 6 } },
		{ ...DEFAULTS, maxConcurrency: 3, timeoutMs: 6_000 },
	],
	[
		'the Settings tab has the default',
		{ timeout: 30, maxConcurrency: '', options: { maxConcurrency: 4 } },
		{ ...DEFAULTS, maxConcurrency: 4 },
	],
	['what is stored is no number', { maxConcurrency: 'many', options: { timeout: '' } }, DEFAULTS],
])('when %s, a run takes them', (_when, parameters, settings) => {
	expect(read(parameters)).toEqual(settings);
});

test('a run without items has the settings of the Settings tab', () => {
	expect(read({ timeout: 5, options: { maxConcurrency: 4 } }, 0)).toEqual({
		...DEFAULTS,
		timeoutMs: 5_000,
	});
});

test.each([
	['nothing is set', {}, {}, undefined],
	['the Settings tab has the default', { timeout: 30 }, {}, undefined],
	['the Settings tab has another', { timeout: 5 }, { timeout: 6 }, 5_000],
	['the default, and an older workflow an option', { timeout: 30 }, { timeout: 6 }, 6_000],
	['an option that is empty', {}, { timeout: '' }, undefined],
	['more than timers take', {}, { timeout: 5e6 }, 2 ** 31 - 1],
	['nothing sensible', { timeout: 0 }, {}, 1_000],
])('of files, with %s', (_what, parameters, options, timeoutMs) => {
	expect(readFileTimeout(functionsOf(parameters), options)).toBe(timeoutMs);
});

test('no time is longer than timers take', () => {
	expect(read({ options: { timeout: 5e6 } }).timeoutMs).toBe(2 ** 31 - 1);
});
