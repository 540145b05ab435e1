import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { IDataObject } from 'n8n-workflow';

import { SEND_TEMPLATE } from '../fields/parameters';
import { results, useSimulator } from '../workbench';

/*
 * How long a large campaign keeps n8n from everything else, by the clock of the event loop. What a
 * busy machine takes away looks the same, so that only the soak run judges it, with large numbers;
 * `npm test` runs a few recipients, and `giveWay.test.ts` counts the pauses.
 */
const COUNT = Number(process.env.NOTIFICATIONS ?? 30) * 10;
const isSoak = process.env.NOTIFICATIONS !== undefined;

/** n8n's own work before and after the node is in it as well. */
const LONGEST_MS = 1000;

useSimulator({ requestsPerSecond: { SendChatappMassMessage: 0 }, page: false });

const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: `+659${1_000_000 + index}`,
		'order number': `A-${index}`,
	}));

test.each([
	['fields of the item', COUNT, '=No. {{ $json["order number"] }}'],
	['expressions of any kind', COUNT / 2, '={{ "No. " + $json["order number"] }}'],
])(
	'a campaign with %s lets n8n go on',
	async (_what, count, order) => {
		const delay = monitorEventLoopDelay({ resolution: 5 });
		delay.enable();
		const sent = await results(
			{
				...{ ...SEND_TEMPLATE, operation: 'sendBulk', to: '={{ $json.phone }}' },
				variables: {
					mappingMode: 'defineBelow',
					value: { order, name: 'Mei', date: 'Monday', track: 'A1' },
				},
				options: { sendAboveLimit: true },
			},
			people(count),
		);
		delay.disable();
		expect(sent).toHaveLength(count);
		if (isSoak) expect(delay.max / 1e6).toBeLessThan(LONGEST_MS);
	},
	600_000,
);
