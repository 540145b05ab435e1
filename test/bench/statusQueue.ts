import { startTrigger } from '../harness';
import { type Cost, costOf, type Row } from './measure';
import { depth, fill, type Stand, startStand, STATUS_QUEUE } from './queueStand';

/** From Singapore to Europe and back. */
export const DISTANT_MS = 170;

/** The way before: one run for each message, which one reader is enough for. */
export const ONE_EACH = { statusesPerRun: 1 };

interface Place {
	readonly what: string;
	readonly roundTripMs: number;
	readonly target: number;
	readonly messages: number;
	/** The way before is slow, and its rate does not depend on how many there are. */
	readonly oneEach: number;
}

const PLACES: readonly Place[] = [
	{
		...{ what: 'statuses, near', roundTripMs: 0, target: 1_000 },
		...{ messages: 10_000, oneEach: 3_000 },
	},
	{
		...{ what: `statuses, at ${DISTANT_MS} ms`, roundTripMs: DISTANT_MS, target: 400 },
		...{ messages: 10_000, oneEach: 300 },
	},
];

/** The node as it is set up by default for statuses. */
export function statusTrigger(changes: object): object {
	return {
		events: ['status'],
		statusQueue: { __rl: true, mode: 'name', value: STATUS_QUEUE },
		...changes,
	};
}

/**
 * How fast statuses are taken out of their queue with the default settings, beside one run for each.
 * The runs end at once, so this is the node alone.
 */
export async function benchStatusQueue(): Promise<Row[]> {
	const rows: Row[] = [];
	for (const { what, roundTripMs, target, messages, oneEach } of PLACES) {
		const stand = await startStand(roundTripMs);
		try {
			await drain(stand, 500, {});
			const before = await drain(stand, oneEach, ONE_EACH);
			const now = await drain(stand, messages, {});
			const one = 'one run for each';
			rows.push({
				what,
				measured: (messages / now.ms) * 1000,
				rival: { name: one, measured: (oneEach / before.ms) * 1000 },
				...{ target, atLeast: true, unit: 'a second' },
			});
			if (roundTripMs > 0) continue;
			rows.push({
				what: 'processor time of a status, without its run',
				measured: now.cpuMs / messages,
				rival: { name: one, measured: before.cpuMs / oneEach },
				unit: 'ms',
			});
		} finally {
			await stand.service.stop();
		}
	}
	return rows;
}

async function drain(stand: Stand, messages: number, changes: object): Promise<Cost> {
	await fill(stand, 'status', messages);
	let items = 0;
	let close: () => Promise<void> = async () => undefined;
	const cost = await costOf(async () => {
		const trigger = await startTrigger(
			{ type: 'chatAppQueueTrigger', parameters: statusTrigger(changes) },
			{
				credentials: { alibabaCloudApi: stand.service.credential },
				onEmit: (emission) => {
					items += emission.outputs[0]?.length ?? 0;
					emission.finish();
				},
			},
		);
		close = trigger.close;
		await untilEmpty(stand);
	});
	await close();
	// A service that is told later that nobody waits any more would hand its messages to nobody.
	await new Promise((resolve) => setTimeout(resolve, 500));
	if (items !== messages) throw new Error(`${items} of ${messages} statuses came out`);
	return cost;
}

/** Until all of them ran and were deleted. */
export async function untilEmpty(stand: Stand): Promise<void> {
	while ((await depth(stand, STATUS_QUEUE)) > 0) {
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}
