import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { readRunSettings } from '../../../../nodes/ChatApp/runtime/options';

const read = (parameters: IDataObject, items = 1): ReturnType<typeof readRunSettings> =>
	readRunSettings({
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNodeParameter: (name: string, _item: number, fallback: unknown) =>
			parameters[name] ?? fallback,
	} as unknown as IExecuteFunctions);

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
