import { runNode } from '../harness';
import { FAR_MS, NEAR_MS, over, startDistance } from './distance';
import { cheapest, costOf, type Cost, type Row } from './measure';
import { startService } from './service';
import { LIMITED, PACED, people, sending, SENDS } from './workload';

const RUNS = 2;
/** A campaign goes on for minutes: what is measured is not its first second. */
const WARM_UP_SENDS = 300;

/** The service adds nothing to the way. */
export const AT_ONCE = { ...LIMITED, latencyMs: 0 };

/** What a campaign of 1,000 may take; it takes four seconds at this pace. */
export const FAR_TARGET_MS = 6_000;

/** Sends over HTTPS and a distance with the settings that a new node has, in n8n-core. */
export async function benchFarSending(): Promise<Row[]> {
	const service = await startService(AT_ONCE);
	try {
		const rows: Row[] = [];
		for (const roundTripMs of [NEAR_MS, FAR_MS]) {
			const distance = await startDistance(service.credential.camsEndpoint, roundTripMs);
			const credential = over(distance, service.credential);
			const send = async (count: number): Promise<Cost> => {
				await service.forget();
				await new Promise((resolve) => setTimeout(resolve, 1_100));
				const input = people(count);
				return await costOf(async () => {
					const parameters = sending('sendTemplate', PACED);
					const run = await runNode(
						{ type: 'chatApp', parameters },
						{ credentials: { alibabaCloudApi: credential }, input },
					);
					if (run.error) throw run.error;
				});
			};
			try {
				await send(WARM_UP_SENDS);
				const costs: Cost[] = [];
				let refused = 0;
				for (let count = 0; count < RUNS; count++) {
					costs.push(await send(SENDS));
					refused += await service.refused();
				}
				const { ms, cpuMs } = cheapest(costs);
				const where = `HTTPS at ${roundTripMs} ms, default settings`;
				rows.push(
					{
						...{ what: `1,000 template sends at 250 a second, ${where}`, measured: ms, unit: 'ms' },
						target: FAR_TARGET_MS,
					},
					{ what: `processor time of a send, ${where}`, measured: cpuMs / SENDS, unit: 'ms' },
					{
						...{ what: `calls refused for their rate in ${RUNS} such runs, ${where}` },
						...{ measured: refused, unit: 'calls' },
					},
				);
			} finally {
				await distance.stop();
			}
		}
		return rows;
	} finally {
		await service.stop();
	}
}
