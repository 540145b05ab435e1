import type { Narrator } from '../../n8n/narrator';
import { eventually } from '../../n8n/patience';
import type { Simulator } from '../../simulator';
import { WHATSAPP_CHANNEL } from '../../simulator/world/seed';
import { INBOUND_QUEUE } from '../workflows';
import type { Scene } from './scene';
import { markingHttp, markingQueue, reporting } from './workflows';

const COUNT = 2_000;
/** By each way, unless n8n falls behind. */
const PER_SECOND = 60;
/** By each way: so many that are written but not marked are enough for n8n to be busy. */
const MOST_WAITING = 100;
/** What was lost is never marked, and must not hold up the rest. */
const PATIENCE_MS = 5_000;
/** When the faults happen, as shares of the notifications. */
const CRASH_AT = 0.25;
const REDIS_RESTART_AT = 0.6;
const SETTLING_MS = 120_000;

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
	let pushed: Way | undefined;
	let queued: Way | undefined;

	await narrator.tell('Both triggers listen in n8n of several processes', async () => {
		const reportingId = await scene.add(reporting(recorder.url('/failures')));
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
			await eventually('The end of the queue', () => isEmpty(simulator), SETTLING_MS);
			note('the queue is empty');
			return told;
		},
	);

	await narrator.tell('Nothing that came by the queue is lost', async () => {
		const { lost, repeats, failed } = await outcomeOf(scene, queued as Way);
		if (lost.length > 0) throw new Error(`${lost.length} notifications started no successful run`);
		return [`lost: 0 of ${COUNT}, repeated: ${repeats}, failed runs: ${failed.length}`];
	});

	await narrator.tell('By HTTP, only what the killed worker was running', async () => {
		const { lost, repeats, failed } = await outcomeOf(scene, pushed as Way);
		return [
			`lost: ${lost.length} of ${COUNT}, repeated: ${repeats}, failed runs: ${failed.length}`,
			...[...recorder.marks('/failures')].map(([id, [message]]) => `${id}: ${message ?? ''}`),
		];
	});
}

async function untilMarked({ recorder }: Scene, ways: readonly Way[]): Promise<void> {
	const isBehind = ({ keys, page }: Way) => keys.size - recorder.marks(page).size > MOST_WAITING;
	const deadline = Date.now() + PATIENCE_MS;
	while (ways.some(isBehind) && Date.now() < deadline) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

function write(simulator: Simulator, way: Way, count: number): void {
	const { id } = simulator.control.reply({ user: MEI, to: way.number, text: `number ${count}` });
	way.keys.add(`in:${WHATSAPP_CHANNEL}:${id}`);
}

function isEmpty(simulator: Simulator): true | undefined {
	const queue = simulator.control.state().queues.find(({ name }) => name === INBOUND_QUEUE);
	return queue?.active === 0 && queue.inactive === 0 ? true : undefined;
}

interface Outcome {
	/** Notifications without a successful run. */
	readonly lost: readonly string[];
	/** Notifications with more than one. */
	readonly repeats: number;
	readonly failed: readonly string[];
}

async function outcomeOf({ fleet, recorder }: Scene, way: Way): Promise<Outcome> {
	const { workflowId, keys, page } = way;
	const marks = recorder.marks(page);
	const strangers = [...marks.keys()].filter((key) => !keys.has(key));
	if (strangers.length > 0) throw new Error(`Marks of unknown keys: ${strangers.join(', ')}`);
	const successful = new Set(await fleet.n8n.executionIds(workflowId, 'success'));
	const good = (key: string) =>
		[...(marks.get(key) ?? [])].filter((run) => successful.has(run)).length;
	const counts = [...keys].map((key) => ({ key, runs: good(key) }));
	const failed = await Promise.all(
		['error', 'crashed'].map((status) => fleet.n8n.executionIds(workflowId, status)),
	);
	return {
		lost: counts.filter(({ runs }) => runs === 0).map(({ key }) => key),
		repeats: counts.filter(({ runs }) => runs > 1).length,
		failed: failed.flat(),
	};
}
