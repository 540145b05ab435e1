import { runNode } from '../harness';
import { cheapest, costOf, type Cost, type Row } from './measure';
import { startService, type Service } from './service';
import { LATENCY_MS, LIMITED, PACED, people, RECIPIENTS, sending, SENDS } from './workload';
import { SERVICE, UNPACED } from './workload';

const RUNS = 5;
/** A campaign goes on for minutes; Node.js has compiled what it runs after the first seconds. */
const WARM_UP_SENDS = 2_000;
/** Ten calls at ten a second, and the way of the last one. */
const BULK_LIMIT_MS = 1000 + LATENCY_MS;

/** Sends through the node in n8n-core, in this process. */
export async function benchSending(): Promise<Row[]> {
	const service = await startService(SERVICE);
	const limited = await startService(LIMITED);
	try {
		await send(service, 'sendTemplate', WARM_UP_SENDS, UNPACED);
		const unpaced = await repeated(async () => await send(service, 'sendTemplate', SENDS, UNPACED));
		const details = (await service.counts()).GetChatappTemplateDetail ?? Number.NaN;
		const paced = await repeated(async () => await send(limited, 'sendTemplate', SENDS, PACED));
		await send(limited, 'sendBulk', RECIPIENTS, {});
		const bulk = await repeated(async () => await send(limited, 'sendBulk', RECIPIENTS, {}));
		const { peakMb } = await collected(async () => await send(limited, 'sendBulk', RECIPIENTS, {}));
		return [
			{
				what: '1,000 template sends at 250 a second',
				measured: paced.ms,
				target: 4400,
				unit: 'ms',
			},
			{
				what: '1,000 template sends without pacing',
				measured: (SENDS / unpaced.ms) * 1000,
				target: 500,
				atLeast: true,
				unit: 'a second',
			},
			{
				what: 'processor time of a send',
				measured: unpaced.cpuMs / SENDS,
				target: 1.6,
				unit: 'ms',
			},
			{ what: 'template detail calls of 1,000 sends', measured: details, target: 1, unit: 'calls' },
			{
				what: '10,000 recipients in bulk',
				measured: bulk.ms,
				target: 1.3 * BULK_LIMIT_MS,
				unit: 'ms',
			},
			{ what: 'memory of 10,000 recipients', measured: peakMb, target: 120, unit: 'MB' },
			{ what: 'processor time of a recipient', measured: bulk.cpuMs / RECIPIENTS, unit: 'ms' },
		];
	} finally {
		await Promise.all([service.stop(), limited.stop()]);
	}
}

async function repeated(run: () => Promise<Cost>): Promise<Cost> {
	const costs: Cost[] = [];
	for (let count = 0; count < RUNS; count++) costs.push(await run());
	return cheapest(costs);
}

/**
 * For its memory alone: what was there before is gone. Node.js compiles much of its code anew after
 * such a collection, which nobody asks for in n8n, and takes half as long again for the run.
 */
async function collected(run: () => Promise<Cost>): Promise<Cost> {
	globalThis.gc?.();
	return await run();
}

async function send(
	service: Service,
	operation: 'sendTemplate' | 'sendBulk',
	count: number,
	options: object,
): Promise<Cost> {
	await service.forget();
	// Throttled calls of the run before would count against this one's first second.
	await new Promise((resolve) => setTimeout(resolve, 1100));
	const input = people(count);
	const cost = await costOf(async () => {
		const run = await runNode(
			{ type: 'chatApp', parameters: sending(operation, options) },
			{ credentials: { alibabaCloudApi: service.credential }, input },
		);
		if (run.error) throw run.error;
		const sent = run.jsonOf('Node').length;
		if (sent !== count) throw new Error(`${sent} of ${count} items came back`);
	});
	return cost;
}
