import { monitorEventLoopDelay } from 'node:perf_hooks';

import { type IExecuteFunctions, type INodeType, sleep } from 'n8n-workflow';

import { loadNode, runNode, startTrigger, webhookContext } from '../harness';
import { bodyOf } from './httpTrigger';
import type { Row } from './measure';
import { fill, type Stand, startStand } from './queueStand';
import { startService } from './service';
import { statusTrigger } from './statusQueue';
import { people, sending, SERVICE } from './workload';

const MOST_MS = 100;
const RECIPIENTS = 100_000;
const STATUSES = 30_000;
/** As many as a push may hold. */
const NOTIFICATIONS = 50_000;
const WARM_UP = 500;
const SAMPLE_MS = 5;
const LOOK_EVERY_MS = 100;

/** Any function of JavaScript goes to n8n's engine, item by item. */
const EXPRESSION = '={{ [$json.order, "x"].join("-") }}';

interface Stop {
	/** What is under way. */
	readonly what: string;
	/** Milliseconds of the longest stop meanwhile. */
	measure(): Promise<number>;
}

const count = (number: number): string => number.toLocaleString('en-GB');

/**
 * How long the package keeps n8n from everything else at once, at what it was made for. Each is to be
 * measured in a process of its own, because the garbage of what came before stops the next one too.
 */
export const LONGEST_STOPS: readonly Stop[] = [
	{
		what: `${count(RECIPIENTS)} recipients in bulk`,
		measure: async () => await bulk(RECIPIENTS),
	},
	{
		what: `${count(RECIPIENTS / 2)} recipients in bulk with other expressions`,
		measure: async () => await bulk(RECIPIENTS / 2, EXPRESSION),
	},
	{
		what: `${count(STATUSES)} statuses of a queue`,
		measure: async () => await queue(STATUSES),
	},
	{
		what: `a push of ${count(NOTIFICATIONS)} notifications`,
		measure: async () => await push(NOTIFICATIONS),
	},
];

export async function stopRow({ what, measure }: Stop): Promise<Row> {
	const measured = await measure();
	return { what: `longest stop, ${what}`, measured, target: MOST_MS, unit: 'ms' };
}

/** Only the node's own time counts: before and after it, n8n-core goes through all items at once. */
async function bulk(count: number, order?: string): Promise<number> {
	const service = await startService({
		...SERVICE,
		requestsPerSecond: { SendChatappMassMessage: 0 },
	});
	const parameters = sending('sendBulk', { sendAboveLimit: true }) as {
		variables: { value: object };
	};
	if (order) Object.assign(parameters.variables.value, { order });
	const { nodeType } = await loadNode({ type: 'chatApp', parameters: {} });
	const type = Object.getPrototypeOf(nodeType) as { execute: NonNullable<INodeType['execute']> };
	const { execute } = type;
	let longest = Number.NaN;
	type.execute = async function (this: IExecuteFunctions) {
		const stops = await stopsFromNow();
		try {
			return await execute.call(this);
		} finally {
			longest = stops.longestMs();
		}
	};
	try {
		const run = await runNode(
			{ type: 'chatApp', parameters },
			{ credentials: { alibabaCloudApi: service.credential }, input: people(count) },
		);
		if (run.error) throw run.error;
		return longest;
	} finally {
		type.execute = execute;
		await service.stop();
	}
}

async function queue(count: number): Promise<number> {
	const stand = await startStand();
	try {
		// The first messages load and compile what all others find ready.
		await drain(stand, WARM_UP);
		return await drain(stand, count);
	} finally {
		await stand.service.stop();
	}
}

async function drain(stand: Stand, count: number): Promise<number> {
	await fill(stand, 'status', count);
	const stops = await stopsFromNow();
	const { close } = await startTrigger(
		{ type: 'chatAppQueueTrigger', parameters: statusTrigger({}) },
		{
			credentials: { alibabaCloudApi: stand.service.credential },
			onEmit: (emission) => emission.finish(),
		},
	);
	while ((await stand.service.queued()) > 0) await sleep(LOOK_EVERY_MS);
	const longest = stops.longestMs();
	await close();
	// A service that is told later that nobody waits any more would hand its messages to nobody.
	await sleep(500);
	return longest;
}

async function push(count: number): Promise<number> {
	const node = await loadNode({ type: 'chatAppTrigger', webhookId: 'bench', parameters: {} });
	const url = '/webhook/bench/chat-app';
	const request = { method: 'POST', url, originalUrl: url, rawBody: Buffer.from(bodyOf(count)) };
	const context = webhookContext(node, request, {});
	const stops = await stopsFromNow();
	const result = await node.nodeType.webhook?.call(context);
	const longest = stops.longestMs();
	const items = result?.workflowData?.[0]?.length ?? 0;
	if (items !== count) throw new Error(`${items} of ${count} notifications came out`);
	return longest;
}

async function stopsFromNow(): Promise<{ longestMs(): number }> {
	const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
	delay.enable();
	// Only what comes between two samples counts, and what begins now comes before the first.
	await sleep(4 * SAMPLE_MS);
	delay.reset();
	return {
		longestMs: () => {
			delay.disable();
			return delay.max / 1e6;
		},
	};
}
