import type { Narrator } from '../../n8n/reporter';
import { eventually } from '../../n8n/eventually';
import type { Simulator } from '../../simulator';
import { WHATSAPP_CHANNEL } from '../../simulator/world/seed';
import { countQueued } from '../inboundQueue';
import type { Scene } from './scene';
import { markingHttp, markingQueue, reporting } from './workflows';

const COUNT = 2_000;
/** By each way, unless n8n falls behind. */
const PER_SECOND = 60;
/** By each way: so many that are written but not marked are enough for n8n to be busy. */
const MOST_WAITING = 100;
/** What was lost is never marked, and must not hold up the rest. */
const PATIENCE_MS = 5_000;
/** Entries of a push at most. */
export const MAX_BATCH = 4;
/** When the faults happen, as shares of the notifications. */
const CRASH_AT = 0.25;
const REDIS_RESTART_AT = 0.6;
const SETTLING_MS = 240_000;
/** After all was written; a run takes less than a second. */
const STUCK_MS = 120_000;

/** Page of the recorder for what the error workflow tells. */
const REPORTS = '/failures';

const PUSHED_NUMBER = '6531589001';
const QUEUED_NUMBER = '6531589000';
const MEI = '6591230001';

/** One way that notifications take, and what became of them. */
interface Way {
	readonly number: string;
	readonly page: string;
	readonly workflowId: string;
	/** Event keys of all that was written. */
	readonly keys: Set<string>;
}

/** Notifications by both ways while a worker dies and Redis is restarted. */
export async function testReceiving(scene: Scene, narrator: Narrator): Promise<void> {
	const { simulator, fleet, recorder } = scene;
	// The tests before this one were sent pushes as well.
	const { delivered: before } = simulator.world.pusher.totals;
	let pushed: Way | undefined;
	let queued: Way | undefined;

	await narrator.tell('Both triggers listen in n8n of several processes', async () => {
		const reportingId = await scene.add(reporting(recorder.url(REPORTS)));
		await fleet.n8n.publish(reportingId);
		const http = markingHttp(recorder.url('/pushed'), reportingId);
		const url = fleet.webhookUrl(`${http.nodes[0]?.webhookId ?? ''}/chat-app`);
		const pushedId = await scene.publish(http, url);
		const queue = markingQueue(recorder.url('/queued'), reportingId);
		const queuedId = await scene.publish(queue);
		const set = (number: string, upCallbackUrl: string) =>
			simulator.control.number({
				...{ number, upCallbackUrl, status: 'CONNECTED' },
				httpFlag: upCallbackUrl ? 'Y' : 'N',
				queueFlag: upCallbackUrl ? 'N' : 'Y',
			});
		set(PUSHED_NUMBER, url);
		set(QUEUED_NUMBER, '');
		const keys = () => new Set<string>();
		pushed = { number: PUSHED_NUMBER, page: '/pushed', workflowId: pushedId, keys: keys() };
		queued = { number: QUEUED_NUMBER, page: '/queued', workflowId: queuedId, keys: keys() };
		return [`${fleet.size} processes; the service pushes to ${url}`];
	});
	if (!pushed || !queued) return;
	const ways = [pushed, queued];

	await narrator.tell(
		`${COUNT} notifications by HTTP and ${COUNT} by queue, with two faults`,
		async () => {
			const told: string[] = [];
			const faults: Array<Promise<void>> = [];
			const startedAt = Date.now();
			const note = (what: string) =>
				told.push(`${((Date.now() - startedAt) / 1000).toFixed(1)} s: ${what}`);
			for (let count = 0; count < COUNT; count++) {
				for (const way of ways) write(simulator, way, count);
				if (count === COUNT * CRASH_AT) {
					note('worker 1 is killed');
					faults.push(fleet.crash('worker-1').then(() => void note('worker 1 is back')));
				}
				if (count === COUNT * REDIS_RESTART_AT) {
					note('Redis is stopped');
					faults.push(scene.redis.restart().then(() => void note('Redis is back')));
				}
				const due = startedAt + ((count + 1) * 1000) / PER_SECOND;
				await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - Date.now())));
				await untilMarked(scene, ways);
			}
			note('all is written');
			await Promise.all(faults);
			const since = Date.now();
			await eventually('The end of all runs', () => isQuiet(scene, ways, since), SETTLING_MS);
			note('all runs are over, and the queue is empty');
			return told;
		},
	);

	await narrator.tell('Nothing that came by the queue is lost', async () => {
		const { lost, line } = await outcomeOf(scene, queued as Way);
		if (lost.length > 0) throw new Error(`No successful run for ${lost.join(', ')}`);
		return [line];
	});

	await narrator.tell('Every push that was taken started a run', async () => {
		const { delivered: all, givenUp } = simulator.world.pusher.totals;
		const delivered = all - before;
		const { successful, failed, open } = await outcomeOf(scene, pushed as Way);
		const runs = successful.size + failed.size + open.size;
		// Each push brings something new, so a push that is taken without a run would be a loss.
		if (givenUp > 0 || delivered > runs) {
			throw new Error(`${delivered} pushes taken, ${givenUp} given up, ${runs} runs`);
		}
		return [`${delivered} pushes taken, none given up; ${runs} runs`];
	});

	await narrator.tell('By HTTP, only what was in a failed run is lost', async () => {
		const way = pushed as Way;
		const { lost, failed, open, line } = await outcomeOf(scene, way);
		const isExplained = (run: string) => failed.has(run) || open.has(run);
		const unexplained = lost.filter((key) => !marksOf(scene, way, key).every(isExplained));
		if (unexplained.length > 0 || lost.length > (failed.size + open.size) * MAX_BATCH) {
			throw new Error(`${line}; not in a failed run: ${unexplained.join(', ')}`);
		}
		return [line];
	});

	await narrator.tell('Every failed run is told to the error workflow', async () => {
		const outcomes = await Promise.all(ways.map(async (way) => await outcomeOf(scene, way)));
		const failed = outcomes.flatMap((outcome) => [...outcome.failed]);
		const reports = recorder.marks(REPORTS);
		await eventually(`The report of ${failed.length} failed runs`, () => {
			return failed.every((run) => reports.has(run)) || undefined;
		});
		const counts = new Map<string, number>();
		for (const [reason = ''] of reports.values()) {
			counts.set(reason, (counts.get(reason) ?? 0) + 1);
		}
		return [...counts].map(([reason, count]) => `${count} with "${reason}"`);
	});
}

function write(simulator: Simulator, way: Way, count: number): void {
	const { id } = simulator.control.reply({ user: MEI, to: way.number, text: `number ${count}` });
	way.keys.add(`in:${WHATSAPP_CHANNEL}:${id}`);
}

async function untilMarked({ recorder }: Scene, ways: readonly Way[]): Promise<void> {
	const isBehind = ({ keys, page }: Way) => keys.size - recorder.marks(page).size > MOST_WAITING;
	const deadline = Date.now() + PATIENCE_MS;
	while (ways.some(isBehind) && Date.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

/** Nothing waits in the queue, for another push or for a worker, and no worker is busy. */
async function isQuiet(
	scene: Scene,
	ways: readonly Way[],
	since: number,
): Promise<true | undefined> {
	const { simulator } = scene;
	const { idle, totals } = simulator.world.pusher;
	if (countQueued(simulator) > 0 || !idle || totals.unsettled > 0) return undefined;
	// Some runs may never end: those that n8n lost sight of when Redis went away.
	if (Date.now() - since > STUCK_MS) return true;
	const open = await Promise.all(ways.map(async (way) => await openRuns(scene, way)));
	return open.flat().length === 0 ? true : undefined;
}

async function openRuns({ fleet }: Scene, { workflowId }: Way): Promise<string[]> {
	const waiting = await fleet.n8n.executionIds(workflowId, 'new');
	return [...waiting, ...(await fleet.n8n.executionIds(workflowId, 'running'))];
}

interface Outcome {
	readonly successful: ReadonlySet<string>;
	/** Notifications without a successful run. */
	readonly lost: readonly string[];
	/** Runs that n8n saved as failed. */
	readonly failed: ReadonlySet<string>;
	/** Runs whose end n8n never saved. */
	readonly open: ReadonlySet<string>;
	readonly line: string;
}

async function outcomeOf(scene: Scene, way: Way): Promise<Outcome> {
	const { n8n } = scene.fleet;
	const { workflowId, keys, page } = way;
	const unknown = [...scene.recorder.marks(page).keys()].filter((key) => !keys.has(key));
	if (unknown.length > 0) throw new Error(`Nobody wrote ${unknown.join(', ')}`);
	const successful = new Set(await n8n.executionIds(workflowId, 'success'));
	const failed = new Set([
		...(await n8n.executionIds(workflowId, 'error')),
		...(await n8n.executionIds(workflowId, 'crashed')),
	]);
	const open = new Set(await openRuns(scene, way));
	const runs = [...keys].map((key) => ({
		key,
		successes: marksOf(scene, way, key).filter((run) => successful.has(run)).length,
	}));
	const lost = runs.filter(({ successes }) => successes === 0).map(({ key }) => key);
	const repeated = runs.filter(({ successes }) => successes > 1).length;
	const line = `lost: ${lost.length} of ${keys.size}, run twice: ${repeated}; runs: ${successful.size} successful, ${failed.size} failed, ${open.size} never ended`;
	return { successful, lost, failed, open, line };
}

/** The runs that got as far as the mark. */
function marksOf({ recorder }: Scene, { page }: Way, key: string): string[] {
	return [...(recorder.marks(page).get(key) ?? [])];
}
